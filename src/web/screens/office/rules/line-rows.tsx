import { Input, Select } from 'antd'
import { useWords } from '../../../i18n/words.ts'
import { ConditionField } from './condition-field.tsx'
import { type EditColumn, EditRows, NameCell, textColumn } from './edit-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { freeName, isNode, type Node, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'
import type { Editor } from './use-editor.ts'

export const idColumn = (label: string): EditColumn => ({
  label,
  field: (row, change, name) => (
    <NameCell value={textOf(row['id'])} label={name} onName={(id) => change({ ...row, id })} />
  ),
})

/** The clause a rule rests on. */
export const clauseColumn = (label: string, editor: Editor): EditColumn => ({
  label,
  field: (row, change, name) => (
    <Select
      aria-label={name}
      value={textOf(row['clause']) || null}
      onChange={(clause: string) => change({ ...row, clause })}
      popupMatchSelectWidth={false}
      options={Object.entries(nodeOf(editor.pack['clauses'])).map(([id, clause]) => ({
        value: id,
        label: id,
        title: textOf(nodeOf(clause)['zh']),
      }))}
    />
  ),
})

export const conditionColumn = (label: string, key: string, editor: Editor, wide = 2): EditColumn => ({
  label,
  wide,
  field: (row, change, name) => (
    <ConditionField
      value={row[key]}
      categories={nodeOf(editor.pack['categories'])}
      label={name}
      onCondition={(condition) => change({ ...row, [key]: condition === 'always' ? undefined : condition })}
    />
  ),
})

type Joined = 'all' | 'any' | 'other'

/** What an obligation requires as rows, and whether all of them are needed or any suffices. */
const rowsOf = (require: unknown): { joined: Joined; rows: readonly Node[] } => {
  if (!isNode(require)) return { joined: 'all', rows: [] }
  if (Array.isArray(require['allOf'])) return { joined: 'all', rows: nodesOf(require['allOf']) }
  if (Array.isArray(require['anyOf'])) return { joined: 'any', rows: nodesOf(require['anyOf']) }
  if (require['atLeast'] !== undefined || require['share'] !== undefined)
    return { joined: 'all', rows: [require] }
  return { joined: 'other', rows: [] }
}

const kindOf = (line: Node): 'atLeast' | 'share' | 'other' =>
  line['atLeast'] !== undefined && !isNode(line['atLeast'])
    ? 'atLeast'
    : line['share'] !== undefined
      ? 'share'
      : 'other'

/** Requirements: how much, of which categories, in what measure. */
export const LineRows = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const at: Path = [...path, 'require']
  const require = editor.at(at)
  const { joined, rows } = rowsOf(require)
  const measures = Object.keys(nodeOf(editor.pack['measures']))
  const write = (next: readonly Node[], how: Joined = joined) =>
    editor.set(
      at,
      how === 'any' ? { id: textOf(nodeOf(require)['id']) || 'either', anyOf: next } : { allOf: next },
    )
  const kind: EditColumn = {
    label: say('lineKind'),
    field: (row, change, name) => {
      const form = kindOf(row)
      return (
        <Select
          aria-label={name}
          value={form}
          popupMatchSelectWidth={false}
          onChange={(to: string) => {
            const { atLeast: _atLeast, share: _share, ofLine: _ofLine, ...rest } = row
            if (to === 'atLeast') change({ ...rest, atLeast: '1' })
            if (to === 'share') change({ ...rest, share: '2/3', ofLine: textOf(rows[0]?.['id']) })
          }}
          options={[
            { value: 'atLeast', label: say('line.atLeast') },
            { value: 'share', label: say('line.share') },
            ...(form === 'other' ? [{ value: 'other', label: say('line.other') }] : []),
          ]}
        />
      )
    },
  }
  const amount: EditColumn = {
    label: say('amount'),
    field: (row, change, name) => {
      const form = kindOf(row)
      if (form === 'other') return <code>{JSON.stringify(row).slice(0, 60)}</code>
      return (
        <Input
          aria-label={name}
          value={textOf(row[form])}
          onChange={(event) => change({ ...row, [form]: event.target.value })}
        />
      )
    },
  }
  const of: EditColumn = {
    label: `${say('measure')} / ${say('ofLine')}`,
    field: (row, change, name) =>
      kindOf(row) === 'share' ? (
        <Select
          aria-label={name}
          value={textOf(row['ofLine']) || null}
          popupMatchSelectWidth={false}
          onChange={(ofLine: string) => change({ ...row, ofLine })}
          options={[...new Set([...rows.map((one) => textOf(one['id'])), textOf(row['ofLine'])])]
            .filter((id) => id !== '' && id !== row['id'])
            .map((id) => ({ value: id, label: id }))}
        />
      ) : (
        <Select
          aria-label={name}
          value={textOf(row['measure']) || 'hours'}
          popupMatchSelectWidth={false}
          onChange={(measure: string) =>
            change({ ...row, measure: measure === 'hours' ? undefined : measure })
          }
          options={measures.map((id) => ({ value: id, label: id }))}
        />
      ),
  }
  return (
    <div className="rule-part">
      <div className="rule-part-head">
        <h3>{say('lines')}</h3>
        <Select<Joined>
          aria-label={say('joined')}
          value={joined}
          popupMatchSelectWidth={false}
          onChange={(how) => write(rows, how)}
          options={(['all', 'any', ...(joined === 'other' ? (['other'] as const) : [])] as const).map(
            (how) => ({
              value: how,
              label: say(`joined.${how}`),
            }),
          )}
        />
      </div>
      {joined !== 'other' && (
        <EditRows
          caption={say('lines')}
          rows={rows}
          columns={[
            idColumn(say('key')),
            kind,
            amount,
            of,
            conditionColumn(say('counts'), 'counts', editor),
            clauseColumn(say('clause'), editor),
          ]}
          onRows={(next) => write(next)}
          make={() => ({
            id: freeName(
              rows.map((row) => textOf(row['id'])),
              'line-',
            ),
            atLeast: '10',
          })}
        />
      )}
      <FaultsAt faults={editor.faults} pointer={`/${at.join('/')}`} />
    </div>
  )
}

/** Caps: of what at most how much counts, in a period or a year. */
export const CapRows = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const at: Path = [...path, 'caps']
  const rows = nodesOf(editor.at(at))
  const window: EditColumn = {
    label: say('window'),
    field: (row, change, name) => (
      <Select
        aria-label={name}
        value={row['window'] === 'year' ? 'year' : 'period'}
        popupMatchSelectWidth={false}
        onChange={(value: string) => change({ ...row, window: value === 'year' ? 'year' : undefined })}
        options={(['period', 'year'] as const).map((value) => ({ value, label: say(`window.${value}`) }))}
      />
    ),
  }
  return (
    <div className="rule-part">
      <h3>{say('caps')}</h3>
      <EditRows
        caption={say('caps')}
        rows={rows}
        columns={[
          idColumn(say('key')),
          conditionColumn(say('capOn'), 'when', editor),
          textColumn(say('atMost'), 'atMost'),
          window,
          clauseColumn(say('clause'), editor),
        ]}
        onRows={(next) => editor.set(at, next)}
        make={() => ({
          id: freeName(
            rows.map((row) => textOf(row['id'])),
            'cap-',
          ),
          when: { field: 'mode', is: 'distance' },
          atMost: '20',
        })}
      />
      <FaultsAt faults={editor.faults} pointer={`/${at.join('/')}`} />
    </div>
  )
}
