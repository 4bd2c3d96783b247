import { Input, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { NumberField } from '../../../forms/number-field.tsx'
import { JsonInput } from './condition-field.tsx'
import { type EditColumn, EditRows } from './edit-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { freeName, isNode, type Node, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'
import { clauseColumn, conditionColumn, idColumn } from './line-rows.tsx'
import type { Editor } from './use-editor.ts'

const stepOf = (row: Node, op: string): Node | undefined => {
  const found = nodesOf(row['steps']).find((step) => step[op] !== undefined)
  return found && nodeOf(found[op])
}

/** The rule with a member of one of its steps changed. */
const withStep = (row: Node, op: string, key: string, value: unknown): Node => ({
  ...row,
  steps: nodesOf(row['steps']).map((step) =>
    isNode(step[op]) ? { ...step, [op]: { ...nodeOf(step[op]), [key]: value } } : step,
  ),
})

const known = ['time', 'days', 'round', 'units', 'clause']
const isPlain = (row: Node): boolean =>
  nodesOf(row['steps']).every((step) => Object.keys(step).every((op) => known.includes(op)))

/** How evidence turns into class hours: minutes, days, rounding; what has other steps is shown as it is written. */
export const ConvertRows = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const at: Path = [...path, 'convert']
  const measures = Object.keys(nodeOf(editor.at(at)))
  const amountOf = (label: string, op: string, key: string): EditColumn => ({
    label,
    field: (row, change, name) => {
      const step = stepOf(row, op)
      if (!step) return <span className="hint">—</span>
      return op === 'time' ? (
        <NumberField
          aria-label={name}
          value={typeof step[key] === 'number' ? step[key] : null}
          min={1}
          max={1440}
          onChange={(value) => change(withStep(row, op, key, value ?? 0))}
        />
      ) : (
        <Input
          aria-label={name}
          value={textOf(step[key])}
          onChange={(event) => change(withStep(row, op, key, event.target.value || undefined))}
        />
      )
    },
  })
  const how: EditColumn = {
    label: say('convertMode'),
    field: (row, change, name) => {
      const step = stepOf(row, 'round')
      if (!isPlain(row))
        return <JsonInput label={name} value={row['steps']} onJson={(steps) => change({ ...row, steps })} />
      if (!step) return <span className="hint">—</span>
      return (
        <Select
          aria-label={name}
          value={textOf(step['mode'])}
          popupMatchSelectWidth={false}
          onChange={(mode: string) => change(withStep(row, 'round', 'mode', mode))}
          options={(['down', 'nearest', 'up'] as const).map((mode) => ({
            value: mode,
            label: say(`mode.${mode}`),
          }))}
        />
      )
    },
  }
  return (
    <div className="rule-part">
      <h3>{say('convert')}</h3>
      {measures.map((measure) => {
        const rows = nodesOf(editor.at([...at, measure]))
        return (
          <EditRows
            key={measure}
            caption={measures.length > 1 ? `${say('convert')} ${measure}` : say('convert')}
            rows={rows}
            columns={[
              idColumn(say('key')),
              conditionColumn(say('convertWhat'), 'when', editor, 3),
              amountOf(say('convertTime'), 'time', 'minutes'),
              amountOf(say('convertDay'), 'days', 'perDay'),
              amountOf(say('convertHalfDay'), 'days', 'perHalfDay'),
              amountOf(say('convertRound'), 'round', 'increment'),
              how,
              clauseColumn(say('clause'), editor),
            ]}
            onRows={(next) => editor.set([...at, measure], next)}
            make={() => ({
              id: freeName(
                rows.map((row) => textOf(row['id'])),
                'k-',
              ),
              when: { field: 'quantity.minutes', exists: true },
              steps: [{ time: { minutes: 45 } }, { round: { increment: '1', mode: 'down', at: 'activity' } }],
            })}
          />
        )
      })}
      <FaultsAt faults={editor.faults} pointer={`/${at.join('/')}`} />
    </div>
  )
}
