import { Input, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import type { CasePartProps } from './case-activities.tsx'
import { type EditColumn, EditRows, textColumn } from './edit-rows.tsx'
import { getAt, type Node, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'

const standings = ['met', 'unmet', 'undetermined'] as const

interface ExpectedProps extends CasePartProps {
  readonly period: string
  readonly lineName: (id: string) => string
}

/** What the case should come to: the standing, and what each requirement counts. */
export const CaseExpected = ({ value, pack, period, lineName, onCase }: ExpectedProps) => {
  const say = useWords('rules')
  const expect = nodeOf(value['expect'])
  const obligation =
    textOf(getAt(expect, ['obligations', 0, 'id'])) ||
    textOf(getAt(pack, ['versions', 0, 'obligations', 0, 'id'])) ||
    'annual'
  const path: Path = ['obligations', 0, 'periods', 0, 'lines']
  const lines = nodesOf(getAt(expect, path))
  const last = ['versions', nodesOf(pack['versions']).length - 1, 'obligations', 0, 'require']
  const require = nodeOf(getAt(pack, last))
  // RESULT lists the requirements of a period as they stand at the top; what a group joins is told within it.
  const top = require['id'] === undefined ? nodesOf(require['allOf']) : [require]
  const ids = top.map((one) => textOf(one['id'])).filter((id) => id !== '')
  const line: EditColumn = {
    label: say('line'),
    wide: 2,
    field: (row, change, name) =>
      ids.length === 0 ? (
        <Input
          aria-label={name}
          value={textOf(row['id'])}
          onChange={(event) => change({ ...row, id: event.target.value })}
        />
      ) : (
        <Select
          aria-label={name}
          value={textOf(row['id']) || null}
          popupMatchSelectWidth={false}
          onChange={(id: string) => change({ ...row, id })}
          options={[...new Set([...ids, textOf(row['id'])])].flatMap((id) =>
            id === '' ? [] : [{ value: id, label: lineName(id) }],
          )}
        />
      ),
  }
  const write = (next: readonly Node[]) => {
    const { obligations: _before, ...rest } = expect
    const stated =
      next.length === 0
        ? rest
        : { ...rest, obligations: [{ id: obligation, periods: [{ key: period, lines: next }] }] }
    onCase({ ...value, expect: stated })
  }
  return (
    <div className="rule-part">
      <div className="rule-part-head">
        <h3>{say('expectStanding')}</h3>
        <Select
          aria-label={say('expectStanding')}
          value={textOf(expect['standing']) || 'anything'}
          popupMatchSelectWidth={false}
          onChange={(standing: string) => {
            const { standing: _before, ...rest } = expect
            onCase({ ...value, expect: standing === 'anything' ? rest : { standing, ...rest } })
          }}
          options={[
            { value: 'anything', label: say('anything') },
            ...standings.map((one) => ({ value: one, label: say(`stand.${one}`) })),
          ]}
        />
      </div>
      <EditRows
        caption={say('expectLines')}
        rows={lines}
        columns={[line, textColumn(say('counted'), 'counted')]}
        onRows={write}
        make={() => ({
          id: ids.find((id) => !lines.some((one) => one['id'] === id)) ?? ids[0] ?? 'total',
          counted: '0',
        })}
      />
    </div>
  )
}
