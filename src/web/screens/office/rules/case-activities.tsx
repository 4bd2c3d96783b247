import { Input, Select } from 'antd'
import { useState } from 'react'
import { GrowingText } from '../../../forms/growing-text.tsx'
import { NumberField } from '../../../forms/number-field.tsx'
import { eitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { evidenceOfLines, linesOfEvidence } from './case-lines.ts'
import { inUnit, quantities, type QuantityUnit, unitOfRow, whole, withAmount } from './case-rows.ts'
import { type EditColumn, EditRows } from './edit-rows.tsx'
import { withMember } from './forms/scope.ts'
import { usualKinds, useKindWord } from './kind-words.ts'
import { freeName, getAt, type Node, nodeOf, nodesOf, type Path, setAt, textOf } from './json-path.ts'

const modes = ['face-to-face', 'distance', 'blended'] as const
const recognisers = ['system', 'employer', 'sector', 'authority'] as const

export interface CasePartProps {
  readonly value: Node
  readonly pack: Node
  readonly onCase: (next: Node) => void
}

/** What was done, an activity a row: how much, when, by whom recognised, with what proof, and for which period. */
export const CaseActivities = ({
  value,
  pack,
  pointer,
  onCase,
}: CasePartProps & { readonly pointer: string }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const path: Path = ['facts', 'activities']
  const kindWord = useKindWord()
  const rows = nodesOf(getAt(value, path))
  const write = (next: readonly Node[]) => onCase(setAt(value, path, next) as Node)
  const choice = (
    label: string,
    key: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ): EditColumn => ({
    label,
    member: key,
    field: (row, change, name) => (
      <Select
        aria-label={name}
        value={textOf(row[key]) || null}
        popupMatchSelectWidth={false}
        onChange={(one: string) => change({ ...row, [key]: one })}
        options={[
          ...options,
          ...(row[key] !== undefined && !options.some((one) => one.value === row[key])
            ? [{ value: textOf(row[key]), label: textOf(row[key]) }]
            : []),
        ]}
      />
    ),
  })
  const quantity: EditColumn = {
    label: say('quantity'),
    member: 'quantity sessions',
    wide: 2,
    field: (row, change, name) => <Quantity row={row} label={name} onRow={change} />,
  }
  const recognised: EditColumn = {
    label: say('recognisedBy'),
    member: 'recognitions',
    field: (row, change, name) => {
      const last = nodesOf(row['recognitions']).at(-1)
      return (
        <Select
          aria-label={name}
          value={textOf(last?.['by']) || 'nobody'}
          popupMatchSelectWidth={false}
          onChange={(by: string) =>
            change({
              ...row,
              recognitions:
                by === 'nobody'
                  ? []
                  : [{ act: 'recognised', by, on: textOf(last?.['on']) || textOf(row['to']) }],
            })
          }
          options={[
            { value: 'nobody', label: say('recognisedByNobody') },
            ...recognisers.map((by) => ({ value: by as string, label: say(`accepts.${by}`) })),
          ]}
        />
      )
    },
  }
  const evidence: EditColumn = {
    label: say('evidence'),
    member: 'evidence',
    field: (row, change, name) => (
      <GrowingText
        // What is typed belongs to the activity, also when one before it is taken out.
        key={textOf(row['id'])}
        aria-label={name}
        rows={1}
        placeholder="passed=true"
        defaultValue={linesOfEvidence(nodeOf(row['evidence']))}
        onBlur={(event) => {
          const next = evidenceOfLines(event.target.value, nodeOf(row['evidence']))
          change(withMember(row, 'evidence', Object.keys(next).length > 0 ? next : undefined))
        }}
      />
    ),
  }
  const chosen: EditColumn = {
    label: say('chosenPeriod'),
    member: 'chosenPeriod',
    field: (row, change, name) => (
      <Input
        aria-label={name}
        value={textOf(row['chosenPeriod'])}
        placeholder={say('chosenPeriodNone')}
        onChange={({ target }) => change(withMember(row, 'chosenPeriod', target.value || undefined))}
      />
    ),
  }
  const period = textOf(getAt(value, ['facts', 'ask', 'period'])).slice(0, 4) || '2026'
  return (
    <div className="rule-part">
      <h3>{say('activities')}</h3>
      <p className="hint">{say('activitiesHelp')}</p>
      <EditRows
        caption={say('activities')}
        pointer={pointer}
        byCard
        rows={rows}
        columns={[
          choice(
            say('kind'),
            'kind',
            usualKinds.map((kind) => ({ value: kind, label: kindWord(kind) })),
          ),
          choice(
            say('category'),
            'category',
            Object.entries(nodeOf(pack['categories'])).map(([id, names]) => ({
              value: id,
              label: eitherName(language, textOf(nodeOf(names)['zh']), textOf(nodeOf(names)['en'])) || id,
            })),
          ),
          choice(
            say('mode'),
            'mode',
            modes.map((mode) => ({ value: mode, label: say(`mode.${mode}`) })),
          ),
          quantity,
          dayColumn(say('from'), 'from'),
          dayColumn(say('done'), 'to'),
          recognised,
          evidence,
          chosen,
        ]}
        onRows={write}
        make={() => {
          const id = freeName(
            rows.map((row) => textOf(row['id'])),
            'a',
          )
          return {
            id,
            kind: 'class',
            category: Object.keys(nodeOf(pack['categories']))[0],
            mode: 'face-to-face',
            topic: id,
            from: `${period}-05-06`,
            to: `${period}-05-20`,
            quantity: { minutes: 450 },
            evidence: { passed: true },
            recognitions: [{ act: 'recognised', by: 'system', on: `${period}-05-20` }],
          }
        }}
      />
    </div>
  )
}

/** How much an activity was, in a unit that stays chosen while the figure is emptied and typed anew. */
const Quantity = ({ row, label, onRow }: { row: Node; label: string; onRow: (next: Node) => void }) => {
  const say = useWords('rules')
  const [chosen, setChosen] = useState<QuantityUnit>('minutes')
  const unit = unitOfRow(row) ?? chosen
  const stated = nodeOf(row['quantity'])[unit]
  const set = (amount: number | string | null) => {
    setChosen(unit)
    onRow(withAmount(row, unit, amount))
  }
  return (
    <span className="rule-pair">
      {whole.includes(unit) ? (
        <NumberField
          aria-label={label}
          min={0}
          value={typeof stated === 'number' ? stated : null}
          onChange={set}
        />
      ) : (
        <Input aria-label={label} value={textOf(stated)} onChange={(event) => set(event.target.value)} />
      )}
      <Select<QuantityUnit>
        aria-label={`${label} ${say('measure')}`}
        value={unit}
        popupMatchSelectWidth={false}
        onChange={(to) => onRow(inUnit(row, unit, to))}
        options={quantities.map((one) => ({ value: one, label: say(`quantity.${one}`) }))}
      />
    </span>
  )
}

/** A day as it is written; with `optional` what is emptied is absent. */
export const dayColumn = (label: string, key: string, optional = false): EditColumn => ({
  label,
  member: key,
  field: (row, change, name) => (
    <Input
      aria-label={name}
      value={textOf(row[key])}
      placeholder="2026-05-20"
      onChange={({ target }) =>
        change(withMember(row, key, optional && target.value === '' ? undefined : target.value))
      }
    />
  ),
})
