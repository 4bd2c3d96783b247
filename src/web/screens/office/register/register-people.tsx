import { Link } from '@tanstack/react-router'
import {
  exportRegister,
  registerGroups,
  registerStandingNames,
  registerStandings,
  type RegisterPerson,
  type RegisterRunRead,
} from '../../../../areas/ledger/contract/register.ts'
import { mixedNumber } from '../../../../kernel/mixed-number.ts'
import { callForFile } from '../../../api/call.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import type { Column } from '../../../ui/table/column.ts'
import { saveFile } from '../../../ui/table/csv.ts'
import { FilterSelect } from '../../../ui/table/filter-select.tsx'
import { usePage } from '../../../ui/table/use-page.ts'
import { useView, type View } from '../../../ui/table/view.ts'
import { askedIn, nameColumn, PeopleTable, StandingFilter, StandingTag } from '../people-table.tsx'
import { filterOf, noGroup } from './register-groups.tsx'

/** Groups in the address, as a query takes them. */
const groupsIn = (view: View) =>
  Object.fromEntries(
    Object.values(filterOf).flatMap((name) =>
      view[name] === undefined ? [] : [[name, view[name] === noGroup ? '' : view[name]]],
    ),
  )

/** Everybody of a run, with what each line counts and lacks; each figure opens to where it comes from. */
export const RegisterPeople = ({ run }: { run: RegisterRunRead }) => {
  const say = useWords('register')
  const language = useLanguage()
  const [view] = useView()
  const params = { runId: run.id }
  const query = { ...askedIn(view, ['standing'], registerStandingNames), ...groupsIn(view) }
  const page = usePage(registerStandings, { params, query })
  return (
    <PeopleTable
      id="register-people"
      title={say('list')}
      hint={say('listHint')}
      period={run.period}
      columns={useColumns(run)}
      page={page}
      search={say('search')}
      filters={
        <>
          <StandingFilter
            name="standing"
            label={say('standing')}
            standings={registerStandingNames}
            word={(one) => say(one)}
          />
          {run.grouped &&
            (['district', 'title-level', 'employer'] as const).map((by) => (
              <GroupFilter key={by} run={run} by={by} />
            ))}
        </>
      }
      exportFile={{
        word: say('exportList'),
        save: async () =>
          saveFile(
            `${say('title')} ${run.period.replace('/', ' ')}.xlsx`,
            await callForFile(exportRegister, { params, query: { ...query, language } }),
          ),
      }}
      empty={{ title: say('noPeople'), text: say('noPeopleText') }}
    />
  )
}

/** One kind of group as a filter: those with most people short are offered. */
const GroupFilter = ({ run, by }: { run: RegisterRunRead; by: keyof typeof filterOf }) => {
  const say = useWords('register')
  const either = useEitherName()
  const read = useAsk(registerGroups, { params: { runId: run.id }, query: { by, limit: 200 } })
  return (
    <FilterSelect
      name={filterOf[by]}
      label={say(filterOf[by])}
      options={(read.data?.items ?? []).map(({ key, name }) => ({
        value: key === '' ? noGroup : key,
        label: key === '' ? say('none') : name ? either(name.zh, name.en) : key,
      }))}
    />
  )
}

const useColumns = (run: RegisterRunRead): readonly Column<RegisterPerson>[] => {
  const say = useWords('register')
  const either = useEitherName()
  const search = { year: run.period.slice(0, 4), programme: run.programmeId }
  return [
    nameColumn(say('name'), search),
    {
      key: 'standing',
      title: say('standing'),
      phone: 'state',
      show: (row) => <StandingTag standing={row.standing} outside={say('outside')} />,
    },
    ...run.lines.map(
      (line): Column<RegisterPerson> => ({
        key: `line-${line.id}`,
        title: either(line.name.zh, line.name.en),
        figure: true,
        show: (row) => {
          const all = row.lines.filter(({ id }) => id === line.id)
          if (all.length === 0) return '—'
          return all.map((found, place) => {
            const counted = mixedNumber(found.counted)
            const required = found.required.split('~').map(mixedNumber).join('–')
            const figures = say('line', { counted, required })
            const title = found.holding && either(found.holding.zh, found.holding.en)
            const named = [title, either(line.name.zh, line.name.en)].filter(Boolean).join(' · ')
            return (
              <div key={`${place} ${found.id}`}>
                {title && <div className="hint">{title}</div>}
                <Link
                  to="/people/$personId/standing"
                  params={{ personId: row.personId }}
                  search={search as never}
                  aria-label={say('why', { name: row.name, line: named, figures })}
                >
                  {figures}
                </Link>
                {row.standing !== 'met' && found.remaining !== null && found.remaining !== '0' && (
                  <div className="hint">{say('lacking', { amount: mixedNumber(found.remaining) })}</div>
                )}
              </div>
            )
          })
        },
      }),
    ),
    {
      key: 'employer',
      title: say('employer'),
      show: (row) => (row.employer ? either(row.employer.zh, row.employer.en) : '—'),
    },
  ]
}
