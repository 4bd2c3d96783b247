import { CloseOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { NumberField } from '../../../forms/number-field.tsx'
import { useWords, type Say } from '../../../i18n/words.ts'
import { JsonInput } from './condition-field.tsx'
import { type Node, nodeOf, nodesOf, textOf } from './json-path.ts'

/** Steps that have fields of their own, with what a new one begins as. */
const known = {
  time: { minutes: 45 },
  days: { perDay: '8', perHalfDay: '4' },
  units: {},
  rank: { of: 'evidence.authorRank', list: ['12', '8', '4'] },
  table: { of: 'evidence.level', values: { national: '12', provincial: '8' } },
  perItem: { each: '15' },
  flat: '0',
  times: '2',
  atMost: '10',
  round: { increment: '1', mode: 'down', at: 'activity' },
} as const
type Op = keyof typeof known
const ops = Object.keys(known) as Op[]

const opOf = (step: Node): Op | undefined => ops.find((op) => step[op] !== undefined)

/** How an activity turns into an amount: its steps one after the other, each with its figures. */
export const StepFields = ({
  steps,
  label,
  onSteps,
}: {
  steps: unknown
  label: string
  onSteps: (steps: readonly Node[]) => void
}) => {
  const say = useWords('rules')
  const rows = nodesOf(steps)
  return (
    <div className="rule-steps">
      {rows.map((step, place) => {
        const op = opOf(step)
        const change = (value: unknown) =>
          onSteps(rows.with(place, op ? { ...step, [op]: value } : nodeOf(value)))
        return (
          <div key={place} className="step">
            {op ? (
              <>
                <span className="step-name">{say(`step.${op}`)}</span>
                <OneStep
                  op={op}
                  value={step[op]}
                  label={`${label} ${say(`step.${op}`)}`}
                  say={say}
                  change={change}
                />
              </>
            ) : (
              <JsonInput label={`${label} ${place + 1}`} value={step} onJson={change} />
            )}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${label}: ${say('removeOne', { place: place + 1 })}`}
              onClick={() => onSteps(rows.toSpliced(place, 1))}
            />
          </div>
        )
      })}
      <Select<Op | null>
        aria-label={`${label}: ${say('addStep')}`}
        size="small"
        value={null}
        placeholder={say('addStep')}
        popupMatchSelectWidth={false}
        onChange={(op) => op && onSteps([...rows, { [op]: known[op] }])}
        options={ops.map((op) => ({ value: op, label: say(`step.${op}`) }))}
      />
    </div>
  )
}

interface StepProps {
  readonly op: Op
  readonly value: unknown
  readonly label: string
  readonly say: Say<'rules'>
  readonly change: (value: unknown) => void
}

const OneStep = ({ op, value, label, say, change }: StepProps) => {
  const node = nodeOf(value)
  const text = (key: string, name: string) => (
    <Input
      className="step-figure"
      aria-label={`${label} ${name}`}
      title={name}
      value={textOf(node[key])}
      onChange={(event) => change({ ...node, [key]: event.target.value || undefined })}
    />
  )
  if (op === 'units') return null
  if (op === 'time')
    return (
      <NumberField
        className="step-figure"
        aria-label={label}
        min={1}
        max={1440}
        value={typeof node['minutes'] === 'number' ? node['minutes'] : null}
        onChange={(minutes) => change({ ...node, minutes: minutes ?? 0 })}
      />
    )
  if (op === 'days')
    return (
      <>
        {text('perDay', say('convertDay'))}
        <span>{say('convertHalfDay')}</span>
        {text('perHalfDay', say('convertHalfDay'))}
      </>
    )
  if (op === 'round')
    return (
      <>
        {text('increment', say('convertRound'))}
        <Select
          aria-label={`${label} ${say('convertMode')}`}
          value={textOf(node['mode'])}
          popupMatchSelectWidth={false}
          onChange={(mode: string) => change({ ...node, mode })}
          options={(['down', 'nearest', 'up'] as const).map((mode) => ({
            value: mode,
            label: say(`mode.${mode}`),
          }))}
        />
      </>
    )
  if (op === 'perItem') return text('each', say('step.perItem'))
  if (op === 'rank')
    return (
      <Input
        aria-label={label}
        value={(Array.isArray(node['list']) ? node['list'] : []).map(textOf).join(', ')}
        onChange={(event) => change({ ...node, list: event.target.value.split(/[,，、]\s*/) })}
      />
    )
  if (op === 'table')
    return (
      <Input.TextArea
        aria-label={label}
        rows={Math.max(2, Object.keys(nodeOf(node['values'])).length)}
        defaultValue={Object.entries(nodeOf(node['values']))
          .map(([key, amount]) => `${key}=${textOf(amount)}`)
          .join('\n')}
        onBlur={(event) => change({ ...node, values: valuesOf(event.target.value) })}
      />
    )
  return (
    <Input
      className="step-figure"
      aria-label={label}
      value={textOf(value)}
      onChange={(event) => change(event.target.value)}
    />
  )
}

/** `national=12`, one a line. */
const valuesOf = (text: string): Node =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => {
        const [key = '', amount = ''] = line.split('=')
        return [key.trim(), amount.trim()]
      }),
  )
