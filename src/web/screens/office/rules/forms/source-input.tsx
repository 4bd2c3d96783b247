import { Input, Select } from 'antd'
import { useWords } from '../../../../i18n/words.ts'
import { textOf } from '../json-path.ts'
import { type ActivityField, activityFields, openFields } from './conditions.ts'
import { IdsInput, type InputProps } from './inputs.tsx'
import type { Option } from './scope.ts'

const withNames = [...openFields, 'fact.'] as const
type Open = (typeof withNames)[number]

/** Where a value is looked up: in a field of the activity, in its evidence, at its provider, or among the person's facts. */
export const SourceInput = ({ value, label, onValue }: InputProps) => {
  const say = useWords('ruleConditions')
  const stated = textOf(value)
  const open = withNames.find((one) => stated.startsWith(one))
  const known = activityFields.find((one) => one === stated)
  const choice: ActivityField | Open | 'other' | '' = open ?? known ?? (stated === '' ? '' : 'other')
  return (
    <div className="rule-inline">
      <Select<string>
        aria-label={label}
        value={choice}
        popupMatchSelectWidth={false}
        onChange={(to) => onValue(to === '' ? undefined : to)}
        options={[
          { value: '', label: say('noField') },
          ...withNames.map((one) => ({ value: one as string, label: say(`open.${one}`) })),
          ...activityFields.map((one) => ({ value: one as string, label: say(`field.${one}`) })),
          ...(choice === 'other' ? [{ value: 'other', label: stated }] : []),
        ]}
      />
      {open && (
        <Input
          className="rule-name"
          aria-label={`${label} ${say('openName')}`}
          placeholder={say('openName')}
          value={stated.slice(open.length)}
          onChange={(event) => onValue(`${open}${event.target.value}`)}
        />
      )}
    </div>
  )
}

/** Fields of which all must be equal for two activities to be one. */
export const FieldsInput = (props: InputProps) => {
  const say = useWords('ruleConditions')
  const options: readonly Option[] = activityFields.map((value) => ({ value, label: say(`field.${value}`) }))
  return <IdsInput {...props} options={options} />
}
