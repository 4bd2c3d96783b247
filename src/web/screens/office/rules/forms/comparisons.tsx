import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useWords } from '../../../../i18n/words.ts'
import { type Node, nodeOf, textOf } from '../json-path.ts'
import { usualKinds, useKindWord } from '../kind-words.ts'
import { dayOperators, type Operator } from './conditions.ts'
import { DayInput } from './day-input.tsx'
import { IdInput, IdsInput, type InputProps, TextInput } from './inputs.tsx'
import { type Option, placeIn, useNamed, useScope, withMember } from './scope.ts'

const begun: Readonly<Record<Operator, unknown>> = {
  is: '',
  in: [],
  has: '',
  exists: true,
  atLeast: '1',
  atMost: '1',
  before: 'period.to',
  after: 'period.from',
  notBefore: 'period.from',
  notAfter: 'period.to',
}

/** The day at which a fact is read; left out, that of the activity or of the judgement. */
export const AtDay = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleConditions')
  const node = nodeOf(value)
  return (
    <div className="rule-inline">
      <span>{say('atDay')}</span>
      <DayInput
        value={node['at']}
        label={`${label} ${say('atDay')}`}
        pointer={placeIn(pointer, 'at')}
        onValue={(day) => onValue(withMember(node, 'at', day))}
      />
    </div>
  )
}

/** The comparisons written beside a subject, of which all must hold, and a way to add another. */
export const Comparisons = ({
  node,
  name,
  among,
  label,
  pointer,
  onValue,
}: Pick<InputProps, 'label' | 'pointer' | 'onValue'> & {
  node: Node
  name: string
  among: readonly Operator[]
}) => {
  const say = useWords('ruleConditions')
  const stated = among.filter((one) => node[one] !== undefined)
  const free = among.filter((one) => node[one] === undefined)
  const optionOf = (one: Operator) => ({ value: one, label: say(`op.${one}`) })
  return (
    <>
      {stated.map((operator) => (
        <div key={operator} className="rule-inline" data-pointer={placeIn(pointer, operator)}>
          <Select<Operator>
            aria-label={`${label} ${say('operator')}`}
            value={operator}
            popupMatchSelectWidth={false}
            onChange={(to) => {
              const { [operator]: _before, ...rest } = node
              onValue({ ...rest, [to]: begun[to] })
            }}
            options={[operator, ...free].map(optionOf)}
          />
          <Operand
            operator={operator}
            name={name}
            value={node[operator]}
            label={`${label} ${say(`op.${operator}`)}`}
            pointer={placeIn(pointer, operator)}
            onValue={(next) => onValue({ ...node, [operator]: next ?? begun[operator] })}
          />
          {stated.length > 1 && (
            <Button
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${label}: ${say('removeOperator', { operator: say(`op.${operator}`) })}`}
              onClick={() => onValue(withMember(node, operator, undefined))}
            />
          )}
        </div>
      ))}
      <Select<Operator | null>
        aria-label={`${label} ${say('addOperator')}`}
        value={null}
        placeholder={say('addOperator')}
        popupMatchSelectWidth={false}
        onChange={(to) => to && onValue({ ...node, [to]: begun[to] })}
        options={free.map(optionOf)}
      />
    </>
  )
}

/** Values that are known for a field or fact, to choose from; others may be typed. */
const useKnown = (name: string): readonly Option[] => {
  const say = useWords('ruleConditions')
  const kindWord = useKindWord()
  const { pack } = useScope()
  const categories = useNamed('categories')
  if (name === 'category') return categories
  if (name === 'kind') return usualKinds.map((value) => ({ value, label: kindWord(value) }))
  if (name === 'mode')
    return (['distance', 'face-to-face', 'blended'] as const).map((value) => ({
      value,
      label: say(`mode.${value}`),
    }))
  if (name === 'role')
    return (['learner', 'teacher', 'author'] as const).map((value) => ({
      value,
      label: say(`role.${value}`),
    }))
  const order = nodeOf(pack['orders'])[name.slice(name.lastIndexOf('.') + 1)]
  return (Array.isArray(order) ? order : []).map((one) => ({ value: String(one), label: String(one) }))
}

const Operand = ({ operator, name, ...props }: InputProps & { operator: Operator; name: string }) => {
  const known = useKnown(name)
  if (dayOperators.some((one) => one === operator)) return <DayInput {...props} />
  if (operator === 'exists') return <ExistsInput {...props} />
  if (operator === 'is') return <SingleInput known={known} {...props} />
  if (operator === 'in') return <IdsInput {...props} options={known} />
  if (operator === 'has')
    return (
      <IdsInput
        {...props}
        options={known}
        onValue={(list) => {
          const names = Array.isArray(list) ? list.map(String) : []
          props.onValue(names.length === 1 && !Array.isArray(props.value) ? names[0] : names)
        }}
      />
    )
  return known.length > 0 ? <IdInput {...props} options={known} /> : <TextInput {...props} short />
}

const ExistsInput = ({ value, label, onValue }: InputProps) => {
  const say = useWords('ruleConditions')
  return (
    <Select<'yes' | 'no'>
      aria-label={label}
      value={value === false ? 'no' : 'yes'}
      popupMatchSelectWidth={false}
      onChange={(to) => onValue(to === 'yes')}
      options={[
        { value: 'yes', label: say('exists.yes') },
        { value: 'no', label: say('exists.no') },
      ]}
    />
  )
}

type Sort = 'text' | 'number' | 'yes' | 'no' | 'nothing'
const sortOf = (value: unknown): Sort =>
  value === null
    ? 'nothing'
    : value === true
      ? 'yes'
      : value === false
        ? 'no'
        : typeof value === 'number'
          ? 'number'
          : 'text'
const single: Readonly<Record<Sort, unknown>> = { text: '', number: 1, yes: true, no: false, nothing: null }

/** One value: a text, a number, yes or no, or that there is known to be none. */
const SingleInput = ({ known, ...props }: InputProps & { known: readonly Option[] }) => {
  const say = useWords('ruleConditions')
  const { value, label, onValue } = props
  const sort = sortOf(value)
  return (
    <>
      <Select<Sort>
        aria-label={`${label} ${say('sort')}`}
        value={sort}
        popupMatchSelectWidth={false}
        onChange={(to) => onValue(single[to])}
        options={(['text', 'number', 'yes', 'no', 'nothing'] as const).map((one) => ({
          value: one,
          label: say(`sort.${one}`),
        }))}
      />
      {sort === 'number' && (
        <TextInput
          {...props}
          short
          onValue={(text) => onValue(/^\d{1,15}$/.test(textOf(text)) ? Number(text) : textOf(text))}
        />
      )}
      {sort === 'text' &&
        (known.length > 0 ? (
          <IdInput {...props} options={known} onValue={(one) => onValue(one ?? '')} />
        ) : (
          <TextInput {...props} onValue={(one) => onValue(one ?? '')} />
        ))}
    </>
  )
}
