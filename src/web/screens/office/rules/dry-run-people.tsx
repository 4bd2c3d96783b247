import { Link } from '@tanstack/react-router'
import {
  type DryRunPerson,
  type DryRunRead,
  dryRunPeople,
  exportDryRun,
  stands,
} from '../../../../areas/rule-studio/contract/dry-runs.ts'
import { callForFile } from '../../../api/call.ts'
import { useLanguage, useWords } from '../../../i18n/words.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { saveFile } from '../../../ui/table/csv.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { FilterSelect } from '../../../ui/table/filter-select.tsx'
import { usePage } from '../../../ui/table/use-page.ts'
import { useView } from '../../../ui/table/view.ts'

/** People of a run by name, as both rules find them; whole as a file, which is put on record. */
export const DryRunPeople = ({ run }: { run: DryRunRead }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const [view] = useView()
  const filter = {
    ...standIn(view, 'before'),
    ...standIn(view, 'after'),
    ...(view['moved'] === 'true' ? { moved: true } : {}),
  }
  const params = { runId: run.id }
  const page = usePage(dryRunPeople, { params, query: { ...filter, ...(view['q'] ? { q: view['q'] } : {}) } })
  const options = stands.map((value) => ({ value, label: say(`stand.${value}`) }))
  return (
    <section className="block" id="dry-run-people" aria-labelledby="people">
      <h2 id="people">{say('list')}</h2>
      <p className="hint">{say('exportHint')}</p>
      <DataTable
        caption={`${say('list')} ${run.period}`}
        columns={useColumns(run)}
        page={page}
        rowKey={(row) => row.personId}
        search={say('search')}
        filters={
          <>
            <FilterSelect name="before" label={say('before')} options={options} />
            <FilterSelect name="after" label={say('after')} options={options} />
            <FilterSelect
              name="moved"
              label={say('moved')}
              options={[{ value: 'true', label: say('movedYes') }]}
            />
          </>
        }
        exportFile={{
          word: say('exportList'),
          save: async () =>
            saveFile(
              `${run.packId} ${run.period}.xlsx`,
              await callForFile(exportDryRun, { params, query: { ...filter, language } }),
            ),
        }}
        empty={<EmptyState title={say('noPeople')} />}
      />
    </section>
  )
}

const standIn = <N extends 'before' | 'after'>(view: Readonly<Record<string, string>>, name: N) => {
  const found = stands.find((one) => one === view[name])
  return (found ? { [name]: found } : {}) as { [K in N]?: (typeof stands)[number] }
}

const StandOf = ({ stand }: { stand: DryRunPerson['after'] }) => {
  const say = useWords('rules')
  return stand === 'outside' ? <>{say('stand.outside')}</> : <StateTag state={`standing.${stand}`} />
}

const linesText = (lines: DryRunPerson['afterLines']): string =>
  lines.map(({ id, counted, required }) => `${id} ${counted}/${required}`).join(' · ')

const useColumns = (run: DryRunRead): readonly Column<DryRunPerson>[] => {
  const say = useWords('rules')
  const year = run.period.slice(0, 4)
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      show: (row) => (
        <Link
          to="/people/$personId/record"
          params={{ personId: row.personId }}
          search={{ year, programme: run.programmeId } as never}
        >
          {row.name}
        </Link>
      ),
    },
    { key: 'before', title: say('before'), phone: 'line', show: (row) => <StandOf stand={row.before} /> },
    { key: 'after', title: say('after'), phone: 'state', show: (row) => <StandOf stand={row.after} /> },
    {
      key: 'lacking',
      title: say('lacking'),
      figure: true,
      show: (row) => say('lackingChange', { before: row.beforeMinutes ?? 0, after: row.afterMinutes ?? 0 }),
    },
    {
      key: 'lines',
      title: say('linesAfter'),
      show: (row) => (
        <>
          <div>{linesText(row.afterLines) || '—'}</div>
          <div className="hint">
            {say('linesBefore')} {linesText(row.beforeLines) || '—'}
          </div>
          {row.lacks.length > 0 && (
            <div className="hint">
              {say('missing')} {row.lacks.join(', ')}
            </div>
          )}
        </>
      ),
    },
    { key: 'why', title: say('why'), show: (row) => row.reason ?? '—' },
    { key: 'employer', title: say('employer'), show: (row) => row.employer ?? '—' },
  ]
}
