import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useWords } from '../i18n/words.ts'
import { useNarrow } from '../ui/theme.ts'

export interface DayFieldProps {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (day: string | null) => void
  readonly onBlur?: () => void
  readonly earliest?: string
  readonly latest?: string
  readonly 'aria-label'?: string
}

/** A calendar date as the contracts write it, `YYYY-MM-DD`; typed or picked. */
export const DayField = ({ id, value, onChange, onBlur, earliest, latest, ...rest }: DayFieldProps) => {
  const say = useWords('ui')
  const narrow = useNarrow()
  return (
    <DatePicker
      {...(id ? { id } : {})}
      className="day-field"
      value={value ? dayjs(value) : null}
      format="YYYY-MM-DD"
      placeholder={say('dayPlaceholder')}
      inputReadOnly={narrow}
      aria-label={rest['aria-label'] ?? ''}
      onChange={(picked) => onChange?.(picked ? picked.format('YYYY-MM-DD') : null)}
      onBlur={() => onBlur?.()}
      // Enter takes the day that was typed; it must not send the form as well.
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
      {...(earliest ? { minDate: dayjs(earliest) } : {})}
      {...(latest ? { maxDate: dayjs(latest) } : {})}
    />
  )
}
