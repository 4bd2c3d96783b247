import { Button, Input } from 'antd'
import { GrowingText } from '../../../forms/growing-text.tsx'
import { DayField } from '../../../forms/day-field.tsx'
import { useWords } from '../../../i18n/words.ts'
import { CaseActivities } from './case-activities.tsx'
import { CaseExemptions } from './case-exemptions.tsx'
import { CaseExpected } from './case-expected.tsx'
import { factsOfLines, linesOfFacts } from './case-lines.ts'
import { JsonInput } from './json-input.tsx'
import { Labelled } from './head-fields.tsx'
import { getAt, isNode, type Node, nodeOf, type Path, setAt, textOf } from './json-path.ts'

export const nameOfCase = (one: Node): string => {
  const { name } = one
  return isNode(name) ? textOf(name['zh']) || textOf(name['en']) : textOf(name)
}

interface CaseProps {
  readonly value: Node
  readonly pack: Node
  readonly place: number
  readonly lineName: (id: string) => string
  readonly onCase: (next: Node) => void
  readonly onRemove: () => void
}

/** One case in fields: the year asked about, the person, what was done, and what it should come to. */
export const CaseFields = ({ value, pack, place, lineName, onCase, onRemove }: CaseProps) => {
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
      <CaseActivities
        value={value}
        pack={pack}
        pointer={`/cases/${place}/facts/activities`}
        onCase={onCase}
      />
      <CaseExemptions
        value={value}
        pack={pack}
        pointer={`/cases/${place}/facts/exemptions`}
        period={period}
        lineName={lineName}
        onCase={onCase}
      />
      <CaseExpected value={value} pack={pack} period={period} lineName={lineName} onCase={onCase} />
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
