import { Input, Select } from 'antd'
import { factNames } from '../../../../../kernel/fact-names.ts'
import { useEitherName, useWords } from '../../../../i18n/words.ts'
import { nodeOf, textOf } from '../json-path.ts'
import { AtDay, Comparisons } from './comparisons.tsx'
import { dayOperators, operators, type Subject } from './conditions.ts'
import { IdsInput, type InputProps } from './inputs.tsx'
import { placeIn, withMember } from './scope.ts'
import { SourceInput } from './source-input.tsx'

/** What is looked at, and what must be true of it; several comparisons must all hold. */
export const TestInput = ({ subject, ...props }: InputProps & { readonly subject: Subject }) => {
  const say = useWords('ruleConditions')
  const { value, label, pointer, onValue } = props
  const node = nodeOf(value)
  const name = textOf(node[subject])
  return (
    <div className="condition-test">
      {subject === 'field' ? (
        <SourceInput
          value={name}
          label={`${label} ${say('fieldName')}`}
          pointer={placeIn(pointer, subject)}
          onValue={(next) => onValue({ ...node, field: next ?? '' })}
        />
      ) : (
        <FactName
          subject={subject}
          value={name}
          label={label}
          onName={(next) => onValue({ ...node, [subject]: next })}
        />
      )}
      <Comparisons node={node} name={name} among={operators} {...props} />
      <AtDay {...props} />
    </div>
  )
}

const FactName = ({
  subject,
  value,
  label,
  onName,
}: {
  subject: 'fact' | 'holding'
  value: string
  label: string
  onName: (name: string) => void
}) => {
  const say = useWords('ruleConditions')
  const either = useEitherName()
  const known = subject === 'fact' && Object.hasOwn(factNames, value) ? factNames[value] : undefined
  return (
    <>
      <Input
        className="rule-name"
        aria-label={`${label} ${say(subject === 'fact' ? 'factName' : 'holdingName')}`}
        title={say(subject === 'fact' ? 'factNameHelp' : 'holdingNameHelp')}
        placeholder={say(subject === 'fact' ? 'factNameHelp' : 'holdingNameHelp')}
        value={value}
        onChange={(event) => onName(event.target.value)}
      />
      {known && <span className="hint">{either(known.zh, known.en)}</span>}
    </>
  )
}

const approvalDates = ['on', 'appliedOn', 'from', 'to'] as const

/** Some approval of the activity: a filing, an accreditation, by whom and when. */
export const ApprovalInput = (props: InputProps) => {
  const say = useWords('ruleConditions')
  const { value, label, pointer, onValue } = props
  const node = nodeOf(value)
  return (
    <div className="condition-test">
      <Input
        className="rule-name"
        aria-label={`${label} ${say('approvalKind')}`}
        placeholder={say('approvalKindHelp')}
        value={textOf(node['approval'])}
        onChange={(event) => onValue({ ...node, approval: event.target.value })}
      />
      <div className="rule-inline">
        <span>{say('approvalBy')}</span>
        <IdsInput
          value={node['by']}
          label={`${label} ${say('approvalBy')}`}
          options={[]}
          onValue={(by) => onValue(withMember(node, 'by', by))}
        />
      </div>
      <div className="rule-inline">
        <span>{say('approvalDate')}</span>
        <Select<string>
          aria-label={`${label} ${say('approvalDate')}`}
          value={textOf(node['date'])}
          popupMatchSelectWidth={false}
          onChange={(date) => onValue(withMember(node, 'date', date === '' ? undefined : date))}
          options={[
            { value: '', label: say('anyDate') },
            ...approvalDates.map((one) => ({ value: one as string, label: say(`approvalDate.${one}`) })),
          ]}
        />
      </div>
      <Comparisons
        node={node}
        name=""
        among={['exists', ...dayOperators]}
        label={label}
        pointer={pointer}
        onValue={onValue}
      />
    </div>
  )
}
