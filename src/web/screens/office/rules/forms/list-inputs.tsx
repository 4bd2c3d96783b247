import type { ReactNode } from 'react'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useWords } from '../../../../i18n/words.ts'
import { NameCell } from '../edit-rows.tsx'
import { freeName, isNode, nodeOf, textOf } from '../json-path.ts'
import { ConditionInput } from './condition-input.tsx'
import { IdsInput, type InputProps } from './inputs.tsx'
import { placeIn } from './scope.ts'

const Remove = ({ label, onRemove }: { label: string; onRemove: () => void }) => {
  const say = useWords('ruleForms')
  return (
    <Button
      type="text"
      icon={<DeleteOutlined aria-hidden />}
      aria-label={`${label}: ${say('remove')}`}
      onClick={onRemove}
    />
  )
}

const Add = ({ label, onAdd }: { label: string; onAdd: () => void }) => {
  const say = useWords('ruleForms')
  return (
    <Button
      size="small"
      icon={<PlusOutlined aria-hidden />}
      aria-label={`${label}: ${say('addRow')}`}
      onClick={onAdd}
    >
      {say('addRow')}
    </Button>
  )
}

/** Amounts one below the other, each with its place: of the first author, the second and so on. */
export const ExactsInput = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleForms')
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <div className="rule-rows">
      {list.map((one, place) => (
        // An amount is its place in the list.
        <span key={place} className="rule-inline" data-pointer={placeIn(pointer, place)}>
          <span className="rule-place">{say('place', { place: place + 1 })}</span>
          <Input
            className="rule-figure"
            aria-label={`${label} ${say('place', { place: place + 1 })}`}
            value={textOf(one)}
            onChange={(event) => onValue(list.with(place, event.target.value))}
          />
          <Remove
            label={`${label} ${say('place', { place: place + 1 })}`}
            onRemove={() => onValue(list.toSpliced(place, 1))}
          />
        </span>
      ))}
      <Add label={label} onAdd={() => onValue([...list, textOf(list.at(-1)) || '1'])} />
    </div>
  )
}

/** Entries of a map one below the other, the name of each beside what it holds; `begun` and `stem` are those of a new one. */
const NamedRows = ({
  value,
  label,
  pointer,
  onValue,
  stem,
  begun,
  children,
}: InputProps & {
  readonly stem: string
  readonly begun: unknown
  readonly children: (held: unknown, label: string, hold: (held: unknown) => void) => ReactNode
}) => {
  const say = useWords('ruleForms')
  const entries = Object.entries(nodeOf(value))
  const write = (next: readonly (readonly [string, unknown])[]) => onValue(Object.fromEntries(next))
  const names = entries.map(([name]) => name)
  return (
    <div className="rule-rows">
      {entries.map(([key, held], place) => (
        <span key={key} className="rule-inline" data-pointer={placeIn(pointer, key)}>
          <NameCell
            value={key}
            label={`${label} ${place + 1} ${say('valueKey')}`}
            onName={(name) => write(entries.with(place, [name, held]))}
          />
          {children(held, `${label} ${key}`, (next) => write(entries.with(place, [key, next])))}
          <Remove label={`${label} ${key}`} onRemove={() => write(entries.toSpliced(place, 1))} />
        </span>
      ))}
      <Add label={label} onAdd={() => write([...entries, [freeName(names, stem), begun]])} />
    </div>
  )
}

/** What each value of the evidence is worth. */
export const ValuesInput = (props: InputProps) => (
  <NamedRows {...props} stem="value-" begun="1">
    {(amount, label, hold) => (
      <Input
        className="rule-figure"
        aria-label={label}
        value={textOf(amount)}
        onChange={(event) => hold(event.target.value)}
      />
    )}
  </NamedRows>
)

/** Lists of words, each under a name: from the lowest to the highest; without any the member is not stated. */
export const NamedTextsInput = ({ onValue, ...props }: InputProps) => (
  <NamedRows
    {...props}
    onValue={(next) => onValue(Object.keys(nodeOf(next)).length === 0 ? undefined : next)}
    stem="order-"
    begun={[]}
  >
    {(list, label, hold) => (
      <IdsInput value={list} label={label} options={[]} onValue={(next) => hold(next ?? [])} />
    )}
  </NamedRows>
)

/** Conditions that must hold, each with the reason that is given where it is known not to. */
export const ConditionsInput = ({ value, label, pointer, onValue }: InputProps) => {
  const say = useWords('ruleForms')
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const write = (next: readonly unknown[]) => onValue(next.length === 0 ? undefined : next)
  return (
    <div className="rule-branches">
      {list.map((one, place) => {
        const isNamed = isNode(one) && one['that'] !== undefined
        const that = isNamed ? one['that'] : one
        const because = isNamed ? textOf(one['because']) : ''
        const at = placeIn(pointer, place)
        const set = (nextThat: unknown, reason: string) =>
          write(list.with(place, reason === '' ? nextThat : { that: nextThat, because: reason }))
        return (
          // A condition is its place in the list.
          <div key={place} className="rule-branch" data-pointer={at}>
            <ConditionInput
              value={that}
              label={`${label} ${place + 1}`}
              pointer={isNamed ? placeIn(at, 'that') : at}
              onValue={(next) => set(next, because)}
            />
            <div className="rule-inline">
              <span>{say('reasonCode')}</span>
              <Input
                aria-label={`${label} ${place + 1} ${say('reasonCode')}`}
                placeholder="recognition.condition"
                value={because}
                onChange={(event) => set(that, event.target.value)}
              />
              <Remove label={`${label} ${place + 1}`} onRemove={() => write(list.toSpliced(place, 1))} />
            </div>
          </div>
        )
      })}
      <Add
        label={label}
        onAdd={() =>
          write([
            ...list,
            { that: { field: 'evidence.passed', is: true }, because: 'recognition.not-passed' },
          ])
        }
      />
    </div>
  )
}
