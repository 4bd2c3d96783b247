import {
  type DryRunPerson,
  type DryRunRead,
  dryRunPeople,
  exportDryRun,
  stands,
} from '../../../../areas/rule-studio/contract/dry-runs.ts'
import { classHours, hoursShown } from '../../../../kernel/class-hours.ts'
import { mixedNumber } from '../../../../kernel/mixed-number.ts'
import { callForFile } from '../../../api/call.ts'
import { useEitherName, useLanguage, useWords, type Word } from '../../../i18n/words.ts'
import { useLineName } from './dry-run-report.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { saveFile } from '../../../ui/table/csv.ts'
import { FilterSelect } from '../../../ui/table/filter-select.tsx'
import { usePage } from '../../../ui/table/use-page.ts'
import { useView } from '../../../ui/table/view.ts'
import { askedIn, nameColumn, PeopleTable, StandingFilter, StandingTag } from '../people-table.tsx'

/** People of a run by name, as both rules find them; whole as a file, which is put on record. */
export const DryRunPeople = ({ run }: { run: DryRunRead }) => {
  const say = useWords('rules')
  const language = useLanguage()
  const [view] = useView()
  const asked = {
    ...askedIn(view, ['before', 'after'], stands),
    ...(view['moved'] === 'true' ? { moved: true } : {}),
    ...(view['rule'] ? { rule: view['rule'] } : {}),
  }
  const params = { runId: run.id }
  const page = usePage(dryRunPeople, { params, query: asked })
  const rules = useRules(run)
  const word = (one: DryRunPerson['after']) => say(`stand.${one}`)
  return (
    <PeopleTable
      id="dry-run-people"
      title={say('list')}
      hint={say('exportHint')}
      period={run.period}
      columns={useColumns(run)}
      page={page}
      search={say('search')}
      filters={
        <>
          <StandingFilter name="before" label={say('before')} standings={stands} word={word} />
          <StandingFilter name="after" label={say('after')} standings={stands} word={word} />
          <FilterSelect
            name="moved"
            label={say('moved')}
            options={[{ value: 'true', label: say('movedYes') }]}
          />
          {run.listsByRule && <FilterSelect name="rule" label={say('byRule')} options={rules} />}
        </>
      }
      exportFile={{
        word: say('exportList'),
        save: async () => {
          // The file is of a cell, not of a search.
          const { q: _q, ...query } = asked
          saveFile(
            `${run.packId} ${run.period}.xlsx`,
            await callForFile(exportDryRun, { params, query: { ...query, language } }),
          )
        },
      }}
      empty={{ title: say('noPeople') }}
    />
  )
}

/** Rules of the difference that touch somebody, by what they say. */
const useRules = ({ report }: DryRunRead): readonly { value: string; label: string }[] => {
  const say = useWords('rules')
  const either = useEitherName()
  return (report?.changes ?? [])
    .filter(({ people }) => people > 0)
    .map(({ key, part, before, after }) => {
      const text = after ?? before
      const of = say(`part.${part}` as Word<'rules'>)
      return { value: key, label: text ? say('ruleNamed', { part: of, text: either(text.zh, text.en) }) : of }
    })
}

const useColumns = (run: DryRunRead): readonly Column<DryRunPerson>[] => {
  const say = useWords('rules')
  const nameOf = useLineName(run)
  const year = run.period.slice(0, 4)
  const either = useEitherName()
  const linesText = (lines: DryRunPerson['afterLines']): string =>
    lines
      .map(({ id, holding, counted, required }) => {
        const name = [holding && either(holding.zh, holding.en), nameOf(id)].filter(Boolean).join(' ')
        return `${name} ${mixedNumber(counted)} / ${mixedNumber(required)}`
      })
      .join(' · ')
  const unit = run.unit ?? { zh: '分钟', en: 'minutes', minutes: 1 }
  const inUnits = (minutes: number | null) =>
    hoursShown(classHours(minutes ?? 0, { minutes: unit.minutes, round: null }))
  return [
    nameColumn(say('name'), { year, programme: run.programmeId }),
    {
      key: 'before',
      title: say('before'),
      phone: 'line',
      show: (row) => <StandingTag standing={row.before} outside={say('stand.outside')} />,
    },
    {
      key: 'after',
      title: say('after'),
      phone: 'state',
      show: (row) => <StandingTag standing={row.after} outside={say('stand.outside')} />,
    },
    {
      key: 'lacking',
      title: say('lacking', { unit: either(unit.zh, unit.en) }),
      figure: true,
      show: (row) =>
        say('lackingChange', { before: inUnits(row.beforeMinutes), after: inUnits(row.afterMinutes) }),
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
    { key: 'why', title: say('why'), show: (row) => (row.reason === null ? '—' : nameOf(row.reason)) },
    { key: 'employer', title: say('employer'), show: (row) => row.employer ?? '—' },
  ]
}
