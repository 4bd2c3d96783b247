import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useWords } from '../../../../i18n/words.ts'
import { JsonInput } from '../json-input.tsx'
import { nodeOf, textOf } from '../json-path.ts'
import { usualKinds, useKindWord } from '../kind-words.ts'
import { AtDay } from './comparisons.tsx'
import { ApprovalInput, TestInput } from './condition-tests.tsx'
import { begunOf, naming, namesOf, quantityFields, type Way, ways, wayOf } from './conditions.ts'
import { IdsInput, type InputProps, TextInput } from './inputs.tsx'
import { type Option, placeIn, useFaults, useNamed, useScope, withMember } from './scope.ts'
import { FaultsOf } from './faults-of.tsx'

/** When a rule applies, or what it counts: everything, categories, a test of the activity or the person, or several joined. */
export const ConditionInput = ({ optional, ...props }: InputProps & { readonly optional?: true }) => {
  const say = useWords('ruleConditions')
  const { value, label, pointer, onValue } = props
  const categories = useNamed('categories')
  const { pack } = useScope()
  const way = wayOf(value)
  const isUnstated = value === undefined || value === null
  const faults = useFaults(pointer, false)
  return (
    <div className="condition" data-pointer={pointer}>
      <Select<Way | 'other' | 'unstated'>
        aria-label={label}
        value={isUnstated ? 'unstated' : (way ?? 'other')}
        popupMatchSelectWidth={false}
        onChange={(to) => {
          if (to === 'unstated') onValue(undefined)
          else if (to !== 'other')
            onValue(
              begunOf(to, value, {
                categories: categories.map((one) => one.value),
                participants: textOf(pack['participants']),
              }),
            )
        }}
        options={[
          ...(optional || isUnstated ? [{ value: 'unstated' as const, label: say('way.unstated') }] : []),
          ...ways.map((one) => ({ value: one, label: say(`way.${one}`) })),
          ...(way === undefined ? [{ value: 'other' as const, label: say('way.other') }] : []),
        ]}
      />
      {way === undefined ? (
        <JsonInput label={`${label} JSON`} value={value} onJson={onValue} />
      ) : (
        !isUnstated && <Rest way={way} categories={categories} {...props} />
      )}
      <FaultsOf at={pointer} faults={faults} />
    </div>
  )
}

const Rest = ({ way, categories, ...props }: InputProps & { way: Way; categories: readonly Option[] }) => {
  if (way === 'category' || way === 'kind' || way === 'mode')
    return <NamesInput of={way} categories={categories} {...props} />
  if (way === 'quantity') return <QuantityInput {...props} />
  if (way === 'all' || way === 'any') return <JoinedInput joint={way} {...props} />
  if (way === 'not')
    return (
      <div className="condition-inner">
        <ConditionInput
          {...props}
          value={nodeOf(props.value)['not']}
          pointer={placeIn(props.pointer, 'not')}
          onValue={(not) => props.onValue({ not })}
        />
      </div>
    )
  if (way === 'programme')
    return (
      <TextInput
        {...props}
        value={nodeOf(props.value)['has']}
        onValue={(code) => props.onValue({ ...nodeOf(props.value), has: code ?? '' })}
      />
    )
  if (way === 'approval') return <ApprovalInput {...props} />
  if (way === 'holds') return <HoldsInput {...props} />
  if (way === 'field' || way === 'fact' || way === 'holding') return <TestInput subject={way} {...props} />
  return null
}

const modes = ['distance', 'face-to-face', 'blended'] as const

const NamesInput = ({
  of,
  categories,
  value,
  label,
  onValue,
}: InputProps & { of: 'category' | 'kind' | 'mode'; categories: readonly Option[] }) => {
  const say = useWords('ruleConditions')
  const kindWord = useKindWord()
  const options: readonly Option[] =
    of === 'category'
      ? categories
      : of === 'kind'
        ? usualKinds.map((one) => ({ value: one, label: kindWord(one) }))
        : modes.map((one) => ({ value: one, label: say(`mode.${one}`) }))
  return (
    <IdsInput
      value={namesOf(value)}
      label={`${label} ${say(`way.${of}`)}`}
      options={options}
      onValue={(names) => onValue(naming(value, of, Array.isArray(names) ? names.map(String) : []))}
    />
  )
}

const QuantityInput = ({ value, label, onValue }: InputProps) => {
  const say = useWords('ruleConditions')
  return (
    <Select<string>
      aria-label={`${label} ${say('way.quantity')}`}
      value={String(nodeOf(value)['field'])}
      popupMatchSelectWidth={false}
      onChange={(field) => onValue({ ...nodeOf(value), field })}
      options={quantityFields.map((one) => ({ value: one as string, label: say(`field.${one}`) }))}
    />
  )
}

const JoinedInput = ({ joint, value, label, pointer, onValue }: InputProps & { joint: 'all' | 'any' }) => {
  const say = useWords('ruleConditions')
  const stated = nodeOf(value)[joint]
  const members: readonly unknown[] = Array.isArray(stated) ? stated : []
  const write = (next: readonly unknown[]) => onValue({ [joint]: next })
  return (
    <ul className="condition-inner">
      {members.map((member, place) => (
        // A member is its place: what it says is what is being typed.
        <li key={place} className="condition-member">
          <ConditionInput
            value={member}
            label={`${label} ${place + 1}`}
            pointer={placeIn(placeIn(pointer, joint), place)}
            onValue={(next) => write(members.with(place, next))}
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={`${label}: ${say('removeMember', { place: place + 1 })}`}
            onClick={() => write(members.toSpliced(place, 1))}
          />
        </li>
      ))}
      <li>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          aria-label={`${label}: ${say('addMember')}`}
          onClick={() => write([...members, { field: 'kind', in: ['class'] }])}
        >
          {say('addMember')}
        </Button>
      </li>
    </ul>
  )
}

/** Somebody who holds a title, licence or membership, of which more may be asked. */
const HoldsInput = (props: InputProps) => {
  const say = useWords('ruleConditions')
  const { value, label, pointer, onValue } = props
  const node = nodeOf(value)
  const held = nodeOf(node['holds'])
  const at = placeIn(pointer, 'holds')
  return (
    <div className="condition-test">
      <Input
        className="rule-name"
        aria-label={`${label} ${say('holdsKind')}`}
        placeholder={say('holdsKind')}
        value={textOf(held['kind'])}
        onChange={(event) => onValue({ ...node, holds: { ...held, kind: event.target.value } })}
      />
      <ConditionInput
        value={held['when']}
        label={`${label} ${say('holdsWhen')}`}
        pointer={placeIn(at, 'when')}
        onValue={(when) =>
          onValue({ ...node, holds: withMember(held, 'when', when === 'always' ? undefined : when) })
        }
      />
      <AtDay {...props} />
    </div>
  )
}
