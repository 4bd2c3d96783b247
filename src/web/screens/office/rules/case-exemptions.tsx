import { AutoComplete, Button, Input, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { type CasePartProps, dayColumn } from './case-activities.tsx'
import { extentOf, extentWay, type ExtentWay, freshExemption, linesOff } from './case-rows.ts'
import { type EditColumn, EditRows } from './edit-rows.tsx'
import { lineIdsIn, withMember } from './forms/scope.ts'
import { freeName, getAt, type Node, nodesOf, type Path, setAt, textOf } from './json-path.ts'

interface ExemptionsProps extends CasePartProps {
  readonly pointer: string
  readonly period: string
  readonly lineName: (id: string) => string
}

/** What the person was freed of by a decision, an exemption a row: why, of how much, and for when. */
export const CaseExemptions = ({ value, pack, pointer, period, lineName, onCase }: ExemptionsProps) => {
  const say = useWords('rules')
  const path: Path = ['facts', 'exemptions']
  const rows = nodesOf(getAt(value, path))
  const obligations = nodesOf(nodesOf(pack['versions']).at(-1)?.['obligations'])
  const lines = [...new Set(obligations.flatMap(({ require }) => lineIdsIn(require)))]
  const reasons = [...new Set(obligations.flatMap(({ exempt }) => getAt(exempt, ['reasons']) ?? []))].map(
    textOf,
  )
  const reason: EditColumn = {
    label: say('exemptReason'),
    member: 'reason',
    field: (row, change, name) => (
      <AutoComplete
        aria-label={name}
        value={textOf(row['reason'])}
        options={reasons.map((one) => ({ value: one }))}
        onChange={(next: string) => change({ ...row, reason: next })}
      />
    ),
  }
  const extent: EditColumn = {
    label: say('exemptExtent'),
    member: 'extent',
    wide: 2,
    field: (row, change, name) => (
      <Extent
        value={row['extent']}
        label={name}
        lines={lines}
        lineName={lineName}
        onExtent={(next) => change({ ...row, extent: next })}
      />
    ),
  }
  const ofPeriod: EditColumn = {
    label: say('exemptPeriod'),
    member: 'period',
    field: (row, change, name) => (
      <Input
        aria-label={name}
        value={textOf(row['period'])}
        placeholder={say('exemptByDays')}
        onChange={({ target }) => change(withMember(row, 'period', target.value || undefined))}
      />
    ),
  }
  return (
    <div className="rule-part">
      <h3>{say('exemptions')}</h3>
      <p className="hint">{say('exemptionsHelp')}</p>
      <EditRows
        caption={say('exemptions')}
        pointer={pointer}
        byCard
        rows={rows}
        columns={[
          reason,
          extent,
          ofPeriod,
          dayColumn(say('from'), 'from', true),
          dayColumn(say('exemptTo'), 'to', true),
          dayColumn(say('exemptOn'), 'grantedOn'),
        ]}
        onRows={(next) => onCase(setAt(value, path, next.length > 0 ? next : undefined) as Node)}
        make={() => {
          const taken = rows.map((row) => textOf(row['id']))
          return freshExemption(freeName(taken, 'e'), reasons[0] ?? '', period)
        }}
      />
    </div>
  )
}

const Extent = ({
  value,
  label,
  lines,
  lineName,
  onExtent,
}: {
  value: unknown
  label: string
  lines: readonly string[]
  lineName: (id: string) => string
  onExtent: (next: unknown) => void
}) => {
  const say = useWords('rules')
  const way = extentWay(value)
  const off = linesOff(value)
  const free = lines.find((id) => !off.some(([line]) => line === id))
  const put = (next: readonly (readonly [string, string])[]) => onExtent({ lines: Object.fromEntries(next) })
  return (
    <div className="case-extent">
      <span className="rule-pair">
        <Select<ExtentWay>
          aria-label={label}
          value={way}
          popupMatchSelectWidth={false}
          onChange={(to) => onExtent(extentOf(to, lines[0] ?? 'total'))}
          options={(['full', 'share', 'lines'] as const).map((one) => ({
            value: one,
            label: say(`exempt.${one}`),
          }))}
        />
        {way === 'share' && (
          <Input
            aria-label={`${label} ${say('exempt.share')}`}
            value={textOf(getAt(value, ['share']))}
            placeholder="1/2"
            onChange={({ target }) => onExtent({ share: target.value })}
          />
        )}
      </span>
      {off.map(([line, amount], place) => (
        // A requirement stands once: its place is what stays while another is chosen.
        <span key={place} className="rule-pair">
          <Select
            aria-label={`${label} ${say('line')} ${place + 1}`}
            value={line}
            popupMatchSelectWidth={false}
            onChange={(id: string) => put(off.with(place, [id, amount]))}
            options={[line, ...lines.filter((id) => !off.some(([taken]) => taken === id))].map((id) => ({
              value: id,
              label: lineName(id),
            }))}
          />
          <Input
            aria-label={`${label} ${say('exemptOff')} ${place + 1}`}
            value={amount}
            placeholder="12"
            onChange={({ target }) => put(off.with(place, [line, target.value]))}
          />
        </span>
      ))}
      {way === 'lines' && free !== undefined && (
        <Button type="link" size="small" onClick={() => put([...off, [free, '']])}>
          {say('exemptLine')}
        </Button>
      )}
    </div>
  )
}
