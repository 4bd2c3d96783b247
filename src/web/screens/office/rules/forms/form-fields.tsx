import { Checkbox } from 'antd'
import type { ComponentProps, ReactNode } from 'react'
import { useWords } from '../../../../i18n/words.ts'
import { JsonInput } from '../json-input.tsx'
import { NameCell } from '../edit-rows.tsx'
import { isNode, type Node, nodeOf, nodesOf, textOf } from '../json-path.ts'
import { AmountInput, UpToInput } from './amount-input.tsx'
import { ConditionInput } from './condition-input.tsx'
import { DayInput, WindowInput, SpanInput } from './day-input.tsx'
import { FaultsOf } from './faults-of.tsx'
import { Fold } from './fold.tsx'
import type { Field, Form, Plain } from './form.ts'
import {
  BilingualInput,
  ChoiceInput,
  ChoicesInput,
  ClauseInput,
  DateInput,
  FlagInput,
  Frame,
  IdsInput,
  type InputProps,
  LinesInput,
  LinesOrAllInput,
  MonthDayInput,
  NamedInput,
  TextInput,
  WholeInput,
} from './inputs.tsx'
import { ConditionsInput, ExactsInput, NamedTextsInput, ValuesInput } from './list-inputs.tsx'
import { ChainsInput, type FieldsProps, RuleCards, RuleMap } from './rule-cards.tsx'
import { placeIn, useFaults, withMember } from './scope.ts'
import { FieldsInput, SourceInput } from './source-input.tsx'

/** The field for each thing that needs no more said than its name. */
const plain: Readonly<Record<Plain, (props: InputProps) => ReactNode>> = {
  id: ({ value, label, onValue }) => <NameCell value={textOf(value)} label={label} onName={onValue} />,
  text: TextInput,
  exact: (props) => <TextInput {...props} short />,
  exacts: ExactsInput,
  amount: AmountInput,
  'up-to': UpToInput,
  condition: (props) => <ConditionInput {...props} optional />,
  conditions: ConditionsInput,
  day: DayInput,
  date: DateInput,
  'month-day': MonthDayInput,
  span: SpanInput,
  window: WindowInput,
  clause: ClauseInput,
  category: (props) => <NamedInput {...props} of="categories" />,
  categories: (props) => <NamedInput {...props} of="categories" many />,
  measure: (props) => <NamedInput {...props} of="measures" />,
  line: LinesInput,
  lines: (props) => <LinesInput {...props} many />,
  'lines-or-all': LinesOrAllInput,
  texts: (props) => <IdsInput {...props} options={[]} />,
  fields: FieldsInput,
  source: SourceInput,
  bilingual: BilingualInput,
  values: ValuesInput,
  chains: (props) => <ChainsInput {...props} Fields={Fields} />,
  'named-texts': NamedTextsInput,
}

/** Fields that need the whole width. */
const wide: ReadonlySet<Field['as']> = new Set<Field['as']>([
  'condition',
  'conditions',
  'chains',
  'form',
  'list',
  'map',
  'values',
  'named-texts',
])

/** The fields of a form; what is seldom wanted is folded away until it is stated, and what no field holds is shown as it is written. */
export const Fields = ({ form, value, pointer, said, onValue }: FieldsProps) => {
  const say = useWords('ruleForms')
  const node = nodeOf(value)
  const seldom = form.filter((one) => one.rare)
  const at = (one: Field) => (
    <FieldOf
      key={one.member}
      field={one}
      node={node}
      pointer={placeIn(pointer, one.member)}
      onMember={(next) => onValue(withMember(node, one.member, next))}
    />
  )
  const known = new Set([...form.map(({ member }) => member), ...(said ? [said] : [])])
  return (
    <>
      <div className="rule-grid">{form.filter((one) => !one.rare).map(at)}</div>
      {seldom.length > 0 && (
        <Fold
          className="rule-more"
          heading={say('more')}
          isOpen={seldom.some(({ member }) => node[member] !== undefined && node[member] !== null)}
        >
          {() => <div className="rule-grid">{seldom.map(at)}</div>}
        </Fold>
      )}
      <Unknown node={node} known={known} onValue={onValue} />
    </>
  )
}

/** Members that no form knows: the compiler names them as faults, and here they can be seen and mended. */
const Unknown = ({
  node,
  known,
  onValue,
}: {
  node: Node
  known: ReadonlySet<string>
  onValue: (value: unknown) => void
}) => {
  const say = useWords('ruleForms')
  const others = Object.entries(node).filter(([member]) => !known.has(member))
  if (others.length === 0) return null
  return (
    <div className="rule-field">
      <span className="field-label">{say('unknownMembers')}</span>
      <JsonInput
        label={say('unknownMembers')}
        value={Object.fromEntries(others)}
        onJson={(next) =>
          onValue({
            ...Object.fromEntries(Object.entries(node).filter(([member]) => known.has(member))),
            ...nodeOf(next),
          })
        }
      />
    </div>
  )
}

const FieldOf = ({
  field,
  node,
  pointer,
  onMember,
}: {
  field: Field
  node: Node
  pointer: string
  onMember: (value: unknown) => void
}) => {
  const say = useWords('ruleForms')
  const label = say(`f.${field.word}`)
  const hasOwnFaults =
    field.as !== 'form' && field.as !== 'list' && field.as !== 'map' && field.as !== 'chains'
  const faults = useFaults(pointer, hasOwnFaults && field.as !== 'condition')
  return (
    <Frame label={label} help={say(`f.${field.word}.help`)} pointer={pointer} wide={wide.has(field.as)}>
      <InputOf field={field} value={node[field.member]} label={label} pointer={pointer} onValue={onMember} />
      {field.as !== 'condition' && <FaultsOf at={pointer} faults={faults} />}
    </Frame>
  )
}

const InputOf = ({ field, ...props }: InputProps & { field: Field }) => {
  if (field.as === 'whole') return <WholeInput {...props} least={field.least} most={field.most} />
  if (field.as === 'flag') return <FlagInput {...props} otherwise={field.otherwise} />
  if (field.as === 'choice')
    return (
      <ChoiceInput {...props} of={field.of} {...(field.otherwise ? { otherwise: field.otherwise } : {})} />
    )
  if (field.as === 'choices') return <ChoicesInput {...props} of={field.of} />
  if (field.as === 'form')
    return <InnerForm {...props} form={field.form} {...(field.begun ? { begun: field.begun } : {})} />
  if (field.as === 'list')
    return <Cards {...props} union={field.union()} rows={nodesOf(props.value)} onRows={props.onValue} />
  if (field.as === 'map') return <NamedCards {...props} union={field.union()} />
  const Plain = plain[field.as]
  return <Plain {...props} />
}

/** A part with fields of its own inside another; one that may be left out has a box to tick. */
const InnerForm = ({
  form,
  begun,
  value,
  label,
  pointer,
  onValue,
}: InputProps & { form: Form; begun?: Node }) => {
  const say = useWords('ruleForms')
  return (
    <div className="rule-inner">
      {begun && (
        <Checkbox
          aria-label={label}
          checked={isNode(value)}
          onChange={({ target }) => onValue(target.checked ? begun : undefined)}
        >
          {say(isNode(value) ? 'yes' : 'no')}
        </Checkbox>
      )}
      {(!begun || isNode(value)) && form.length > 0 && (
        <Fields form={form} value={value} pointer={pointer} onValue={onValue} />
      )}
    </div>
  )
}

/** Things of one list, each with the fields of its kind. */
export const Cards = (props: Omit<ComponentProps<typeof RuleCards>, 'Fields'>) => (
  <RuleCards {...props} Fields={Fields} />
)

/** Things of one map, each with its name as a field. */
export const NamedCards = (props: Omit<ComponentProps<typeof RuleMap>, 'Fields'>) => (
  <RuleMap {...props} Fields={Fields} />
)
