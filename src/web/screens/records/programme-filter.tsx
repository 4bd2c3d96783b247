import { listProgrammes } from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { FilterSelect } from '../../ui/table/filter-select.tsx'

/** Narrows a list to one programme, kept in the address as `programme`; not drawn where there is only one. */
export const ProgrammeFilter = () => {
  const say = useWords('catalogue')
  const either = useEitherName()
  const programmes = useAsk(listProgrammes, {}).data?.items ?? []
  if (programmes.length < 2) return null
  return (
    <FilterSelect
      name="programme"
      label={say('programme')}
      options={programmes.map((one) => ({ value: one.id, label: either(one.name, one.nameEn) }))}
    />
  )
}
