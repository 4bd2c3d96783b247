import { Checkbox } from 'antd'
import { modes, type Mode } from '../../areas/programme/contract.ts'
import { useWords } from '../i18n/words.ts'

export interface ModeChoiceProps {
  readonly id?: string
  readonly value?: readonly Mode[]
  readonly onChange?: (modes: Mode[]) => void
}

/** Which of the three modes of teaching. */
export const ModeChoice = ({ id, value, onChange }: ModeChoiceProps) => {
  const say = useWords('catalogue')
  return (
    <Checkbox.Group
      {...(id ? { id } : {})}
      value={[...(value ?? [])]}
      onChange={(chosen) => onChange?.(modes.filter((mode) => chosen.includes(mode)))}
      options={modes.map((mode) => ({ value: mode, label: say(`mode.${mode}`) }))}
    />
  )
}
