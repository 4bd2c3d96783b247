import { useWords } from '../../../i18n/words.ts'
import { type EditColumn, EditRows } from './edit-rows.tsx'
import { FaultsAt } from './fault-list.tsx'
import { freeName, nodeOf, nodesOf, type Path, textOf } from './json-path.ts'
import { clauseColumn, conditionColumn, idColumn } from './line-rows.tsx'
import { StepFields } from './step-fields.tsx'
import type { Editor } from './use-editor.ts'

/** How evidence turns into class hours, measure by measure: what a rule is for and its steps. */
export const ConvertRows = ({ editor, path }: { editor: Editor; path: Path }) => {
  const say = useWords('rules')
  const at: Path = [...path, 'convert']
  const measures = Object.keys(nodeOf(editor.at(at)))
  const steps: EditColumn = {
    label: say('steps'),
    wide: 4,
    field: (row, change, name) => (
      <StepFields steps={row['steps']} label={name} onSteps={(next) => change({ ...row, steps: next })} />
    ),
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
              steps,
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
