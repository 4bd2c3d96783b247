import { useView } from './view.ts'
import { Choice } from '../../forms/choice.tsx'

/** A filter of a list, kept in the address under its name. */
export const FilterSelect = ({
  name,
  label,
  options,
}: {
  name: string
  label: string
  options: readonly { readonly value: string; readonly label: string }[]
}) => {
  const [view, setView] = useView()
  return (
    <Choice
      className="filter-select"
      allowClear
      aria-label={label}
      placeholder={label}
      value={view[name] ?? null}
      onChange={(value: string | null | undefined) => setView({ [name]: value ?? undefined })}
      options={[...options]}
      popupMatchSelectWidth={false}
    />
  )
}
