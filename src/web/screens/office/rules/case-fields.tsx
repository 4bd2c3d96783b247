import { Button, Input, Select } from 'antd'
import { GrowingText } from '../../../forms/growing-text.tsx'
import { DayField } from '../../../forms/day-field.tsx'
import { NumberField } from '../../../forms/number-field.tsx'
import { eitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { JsonInput } from './condition-field.tsx'
import { type EditColumn, EditRows, textColumn } from './edit-rows.tsx'
import { Labelled } from './head-fields.tsx'
import { freeName, getAt, isNode, type Node, nodeOf, nodesOf, type Path, setAt, textOf } from './json-path.ts'

const standings = ['met', 'unmet', 'undetermined'] as const
const modes = ['face-to-face', 'distance', 'blended'] as const
const kinds = ['class', 'seminar', 'distance', 'conference', 'lecture', 'paper', 'practice'] as const
const quantities = ['minutes', 'days', 'units'] as const

export const nameOfCase = (one: Node): string => {
  const { name } = one
  return isNode(name) ? textOf(name['zh']) || textOf(name['en']) : textOf(name)
}

/** A new case: a year of somebody the rules reach. */
export const freshCase = (pack: Node): Node => {
  const year = String(new Date().getFullYear())
  const participants = textOf(pack['participants'])
  return {
    name: '',
    facts: {
      schema: 'zhixin.facts/1',
      ask: { on: `${year}-12-31`, period: year },
      person: { id: 'p-1', facts: participants ? { programme: [{ value: [participants] }] } : {} },
      activities: [],
    },
    expect: { standing: 'met' },
  }
}

/** Facts of the person, one a line; what has dates is kept by the JSON below. */
const linesOfFacts = (facts: Node): string =>
  Object.entries(facts)
    .map(([name, dated]) => {
      const value = nodesOf(dated)[0]?.['value']
      return `${name}=${Array.isArray(value) ? value.join(',') : String(value ?? '')}`
    })
    .join('\n')

const factsOfLines = (text: string, before: Node): Node =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => {
        const [name = '', value = ''] = line.split(/=(.*)/s)
        const old = nodesOf(before[name])[0]?.['value']
        const next =
          Array.isArray(old) || name === 'programme' ? value.split(',').map((one) => one.trim()) : value
        return [name.trim(), [{ ...nodesOf(before[name])[0], value: next }]]
      }),
  )

interface CaseProps {
  readonly value: Node
  readonly pack: Node
  readonly place: number
  readonly onCase: (next: Node) => void
  readonly onRemove: () => void
}

/** One case in fields: the year asked about, the person, what was done, and what it should come to. */
export const CaseFields = ({ value, pack, place, onCase, onRemove }: CaseProps) => {
  const say = useWords('rules')
  const at = (path: Path): unknown => getAt(value, path)
  const set = (path: Path, next: unknown) => onCase(setAt(value, path, next) as Node)
  const period = textOf(at(['facts', 'ask', 'period']))
  const person: Path = ['facts', 'person', 'facts']
  return (
    <div className="case-fields">
      <div className="rule-grid">
        <Labelled label={say('caseName')}>
          <Input
            value={nameOfCase(value)}
            onChange={(event) =>
              isNode(value['name'])
                ? set(['name', 'zh'], event.target.value)
                : set(['name'], event.target.value)
            }
          />
        </Labelled>
        <Labelled label={say('casePeriod')}>
          <Input value={period} onChange={(event) => set(['facts', 'ask', 'period'], event.target.value)} />
        </Labelled>
        <Labelled label={say('caseOn')}>
          <DayField
            value={textOf(at(['on'])) || textOf(at(['facts', 'ask', 'on'])) || null}
            aria-label={say('caseOn')}
            onChange={(day) =>
              set(value['on'] === undefined ? ['facts', 'ask', 'on'] : ['on'], day ?? undefined)
            }
          />
        </Labelled>
        <Labelled label={say('facts')} help={say('factsHelp')}>
          <GrowingText
            rows={2}
            defaultValue={linesOfFacts(nodeOf(at(person)))}
            onBlur={(event) => set(person, factsOfLines(event.target.value, nodeOf(at(person))))}
          />
        </Labelled>
      </div>
      <Activities value={value} pack={pack} onCase={onCase} />
      <Expected value={value} pack={pack} period={period} onCase={onCase} />
      <details>
        <summary>{say('caseJson')}</summary>
        <JsonInput
          label={`${say('caseJson')} ${place + 1}`}
          value={value}
          rows={14}
          onJson={(next) => {
            if (isNode(next)) onCase(next)
          }}
        />
      </details>
      <Button danger size="small" onClick={onRemove}>
        {say('removeCase')}
      </Button>
    </div>
  )
}

type PartProps = Pick<CaseProps, 'value' | 'pack' | 'onCase'>

const Activities = ({ value, pack, onCase }: PartProps) => {
  const say = useWords('rules')
  const language = useLanguage()
  const path: Path = ['facts', 'activities']
  const rows = nodesOf(getAt(value, path))
  const write = (next: readonly Node[]) => onCase(setAt(value, path, next) as Node)
  const choice = (
    label: string,
    key: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ): EditColumn => ({
    label,
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
    wide: 2,
    field: (row, change, name) => {
      const stated = nodeOf(row['quantity'])
      const unit = quantities.find((one) => stated[one] !== undefined) ?? 'minutes'
      return (
        <span className="rule-pair">
          {unit === 'minutes' ? (
            <NumberField
              aria-label={name}
              min={0}
              value={typeof stated['minutes'] === 'number' ? stated['minutes'] : null}
              onChange={(minutes) => change({ ...row, quantity: { minutes: minutes ?? 0 } })}
            />
          ) : (
            <Input
              aria-label={name}
              value={textOf(stated[unit])}
              onChange={(event) => change({ ...row, quantity: { [unit]: event.target.value } })}
            />
          )}
          <Select
            aria-label={`${name} ${say('measure')}`}
            value={unit}
            popupMatchSelectWidth={false}
            onChange={(to: (typeof quantities)[number]) =>
              change({ ...row, quantity: to === 'minutes' ? { minutes: 45 } : { [to]: '1' } })
            }
            options={quantities.map((one) => ({ value: one, label: say(`quantity.${one}`) }))}
          />
        </span>
      )
    },
  }
  const day = (label: string, key: string): EditColumn => ({
    label,
    field: (row, change, name) => (
      <Input
        aria-label={name}
        value={textOf(row[key])}
        placeholder="2026-05-20"
        onChange={(event) => change({ ...row, [key]: event.target.value })}
      />
    ),
  })
  const period = textOf(getAt(value, ['facts', 'ask', 'period'])).slice(0, 4) || '2026'
  return (
    <div className="rule-part">
      <h3>{say('activities')}</h3>
      <EditRows
        caption={say('activities')}
        rows={rows}
        columns={[
          choice(
            say('kind'),
            'kind',
            kinds.map((kind) => ({ value: kind, label: kind })),
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
          day(say('from'), 'from'),
          day(say('done'), 'to'),
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

const Expected = ({ value, pack, period, onCase }: PartProps & { readonly period: string }) => {
  const say = useWords('rules')
  const expect = nodeOf(value['expect'])
  const obligation =
    textOf(getAt(expect, ['obligations', 0, 'id'])) ||
    textOf(getAt(pack, ['versions', 0, 'obligations', 0, 'id'])) ||
    'annual'
  const path: Path = ['obligations', 0, 'periods', 0, 'lines']
  const lines = nodesOf(getAt(expect, path))
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
        columns={[textColumn(say('line'), 'id'), textColumn(say('counted'), 'counted')]}
        onRows={write}
        make={() => ({ id: 'total', counted: '0' })}
      />
    </div>
  )
}
