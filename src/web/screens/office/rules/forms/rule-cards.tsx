import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useWords } from '../../../../i18n/words.ts'
import { JsonInput } from '../json-input.tsx'
import { freeName, type Node, nodeOf, nodesOf, textOf } from '../json-path.ts'
import { FaultsOf } from './faults-of.tsx'
import { Fold } from './fold.tsx'
import { asKind, fieldsOf, type Form, type Union } from './form.ts'
import { useGist } from './gist.ts'
import type { InputProps } from './inputs.tsx'
import { placeIn, useFaults } from './scope.ts'
import { steps } from './step-forms.ts'

export interface FieldsProps {
  readonly form: Form
  readonly value: unknown
  readonly pointer: string
  /** A member that says which form it is, and has no field of its own. */
  readonly said?: string | undefined
  readonly onValue: (value: unknown) => void
}

interface WithFields {
  /** Draws the fields of one thing. Handed in: what a thing is made of may again be a list of things. */
  readonly Fields: (props: FieldsProps) => ReactNode
}

interface CardsProps extends WithFields {
  readonly union: Union
  readonly label: string
  readonly pointer: string
  readonly rows: readonly Node[]
  readonly onRows: (rows: readonly Node[]) => void
  /** Where a row stands, if not under its place in the list. */
  readonly placeOf?: (place: number) => string
}

/** The things of a list one below the other, each folded to a line that says what it is; their order counts. */
export const RuleCards = ({ union, label, pointer, rows, onRows, placeOf, Fields }: CardsProps) => {
  const say = useWords('ruleForms')
  /** Rows keep who they are when others are taken away or moved. */
  const keys = useRef<number[]>([])
  const count = useRef(0)
  /** The one just added is open: it is what comes next. */
  const added = useRef<number | null>(null)
  while (keys.current.length < rows.length) keys.current.push(count.current++)
  keys.current.length = rows.length
  const kinds = Object.entries(union.kinds)
  const add = (kind: string) => {
    const id = union.stem
      ? {
          id: freeName(
            rows.map((row) => textOf(row['id'])),
            union.stem,
          ),
        }
      : {}
    added.current = count.current
    onRows([...rows, { ...id, ...union.kinds[kind]?.begun }])
  }
  const move = (place: number, to: number) => {
    const [row, key] = [rows[place], keys.current[place]]
    if (!row || key === undefined) return
    keys.current = keys.current.toSpliced(place, 1).toSpliced(to, 0, key)
    onRows(rows.toSpliced(place, 1).toSpliced(to, 0, row))
  }
  return (
    <div className="rule-cards">
      {rows.map((row, place) => (
        <RuleCard
          key={keys.current[place] ?? place}
          union={union}
          Fields={Fields}
          label={label}
          row={row}
          place={place}
          last={rows.length - 1}
          pointer={placeOf?.(place) ?? placeIn(pointer, place)}
          isOpen={added.current === keys.current[place]}
          onRow={(next) => onRows(rows.with(place, next))}
          onRemove={() => {
            keys.current.splice(place, 1)
            onRows(rows.toSpliced(place, 1))
          }}
          onMove={(to) => move(place, to)}
        />
      ))}
      {kinds.length === 1 ? (
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(kinds[0]?.[0] ?? '')}>
          {say('add', { what: label })}
        </Button>
      ) : (
        <Select<string | null>
          aria-label={say('add', { what: label })}
          className="rule-add"
          value={null}
          placeholder={say('add', { what: label })}
          popupMatchSelectWidth={false}
          onChange={(kind) => kind && add(kind)}
          options={kinds.map(([value, { word }]) => ({ value, label: say(`k.${word}`) }))}
        />
      )}
    </div>
  )
}

/** Whoever adds a thing goes on in its first field. */
const focusFirst = (body: HTMLElement | null): void => body?.querySelector<HTMLElement>('input')?.focus()

const RuleCard = ({
  union,
  Fields,
  label,
  row,
  place,
  last,
  pointer,
  isOpen,
  onRow,
  onRemove,
  onMove,
}: WithFields & {
  union: Union
  label: string
  row: Node
  place: number
  last: number
  pointer: string
  isOpen: boolean
  onRow: (row: Node) => void
  onRemove: () => void
  onMove: (to: number) => void
}) => {
  const say = useWords('ruleForms')
  const gist = useGist()
  const within = useFaults(pointer, true)
  const own = within.filter((one) => one.pointer === pointer)
  const kind = union.kindOf(row)
  const isOfMany = Object.keys(union.kinds).length > 1
  const known = kind === undefined ? undefined : union.kinds[kind]
  const name = `${label} ${textOf(row['id']) || place + 1}`
  return (
    <Fold
      className="rule-card"
      pointer={pointer}
      isOpen={isOpen}
      heading={
        <>
          {known && isOfMany && <strong>{say(`k.${known.word}`)}</strong>}{' '}
          {textOf(row['id']) !== '' && <code>{textOf(row['id'])}</code>}{' '}
          <span className="rule-gist">{gist(union, kind, row)}</span>{' '}
          {within.length > 0 && (
            <span className="rule-save-faults">{say('faulty', { count: within.length })}</span>
          )}
        </>
      }
    >
      {() => (
        <div className="rule-card-body" role="group" aria-label={name} ref={isOpen ? focusFirst : undefined}>
          {isOfMany && (
            <div className="rule-kind">
              <Select<string>
                aria-label={`${name} ${say('kind')}`}
                value={kind ?? ''}
                popupMatchSelectWidth={false}
                onChange={(to) => onRow(asKind(union, to, row))}
                options={[
                  ...(kind === undefined ? [{ value: '', label: say('otherKind') }] : []),
                  ...Object.entries(union.kinds).map(([value, { word }]) => ({
                    value,
                    label: say(`k.${word}`),
                  })),
                ]}
              />
              {known && <p className="field-help">{say(`k.${known.word}.help`)}</p>}
            </div>
          )}
          {kind === undefined || !known ? (
            <JsonInput label={`${name} JSON`} value={row} onJson={(next) => onRow(nodeOf(next))} />
          ) : (
            <Fields
              form={fieldsOf(union, kind)}
              said={union.said}
              value={row}
              pointer={pointer}
              onValue={(next) => onRow(nodeOf(next))}
            />
          )}
          <FaultsOf at={pointer} faults={own} />
          <div className="rule-card-acts">
            <Button
              size="small"
              icon={<ArrowUpOutlined aria-hidden />}
              disabled={place === 0}
              aria-label={`${name}: ${say('up')}`}
              onClick={() => onMove(place - 1)}
            >
              {say('up')}
            </Button>
            <Button
              size="small"
              icon={<ArrowDownOutlined aria-hidden />}
              disabled={place === last}
              aria-label={`${name}: ${say('down')}`}
              onClick={() => onMove(place + 1)}
            >
              {say('down')}
            </Button>
            <Button
              size="small"
              danger
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`${name}: ${say('remove')}`}
              onClick={onRemove}
            >
              {say('remove')}
            </Button>
          </div>
        </div>
      )}
    </Fold>
  )
}

/** A map whose members are things of one form; the name of each is its key. */
export const RuleMap = ({
  union,
  value,
  label,
  pointer,
  onValue,
  Fields,
}: InputProps & WithFields & { readonly union: Union }) => {
  const entries = Object.entries(nodeOf(value))
  const stem = union.stem ?? 'name-'
  return (
    <RuleCards
      union={keyed(union)}
      Fields={Fields}
      label={label}
      pointer={pointer}
      rows={entries.map(([key, one]) => ({ '#': key, ...nodeOf(one) }))}
      placeOf={(place) => placeIn(pointer, entries[place]?.[0] ?? '')}
      onRows={(rows) => {
        const names: string[] = []
        const next = rows.map(({ '#': key, ...one }): [string, Node] => {
          const wanted = textOf(key)
          const name = wanted === '' || names.includes(wanted) ? freeName(names, wanted || stem) : wanted
          names.push(name)
          return [name, one]
        })
        onValue(next.length === 0 ? undefined : Object.fromEntries(next))
      }}
    />
  )
}

const keyed = (union: Union): Union => ({
  kinds: union.kinds,
  kindOf: union.kindOf,
  head: [{ member: '#', as: 'id', word: 'mapKey' }, ...union.head],
  foot: union.foot,
})

/** Several ways to reckon, each a chain of steps of its own. */
export const ChainsInput = ({ value, label, pointer, onValue, Fields }: InputProps & WithFields) => {
  const say = useWords('ruleForms')
  const chains: readonly unknown[] = Array.isArray(value) ? value : []
  return (
    <div className="rule-branches">
      {chains.map((chain, place) => {
        const name = `${label} ${say('chain', { place: place + 1 })}`
        return (
          // A way is its place in the list.
          <div key={place} className="rule-branch" role="group" aria-label={name}>
            <span className="rule-place">{say('chain', { place: place + 1 })}</span>
            <RuleCards
              union={steps}
              Fields={Fields}
              label={say('f.steps')}
              pointer={placeIn(pointer, place)}
              rows={nodesOf(chain)}
              onRows={(rows) => onValue(chains.with(place, rows))}
            />
            <Button
              size="small"
              aria-label={`${name}: ${say('remove')}`}
              onClick={() => onValue(chains.toSpliced(place, 1))}
            >
              {say('remove')}
            </Button>
          </div>
        )
      })}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onValue([...chains, [{ flat: '1' }]])}
      >
        {say('addChain')}
      </Button>
    </div>
  )
}
