import { Link } from '@tanstack/react-router'
import { closingPeople, closingStandings } from '../../../areas/ledger/contract/closings.ts'
import { classHours, hoursShown } from '../../../kernel/class-hours.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import type { Column } from '../../ui/table/column.ts'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { unitName } from '../professional/unit-name.ts'
import type { ClosingRead } from './closing-screen.tsx'
import { askedIn, nameColumn, PeopleTable, StandingFilter, StandingTag } from './people-table.tsx'

type Row = ReplyOf<typeof closingPeople>['items'][number]

/** People of a closing by name, with what each lacks; each figure opens to where it comes from. Whole as a file. */
export const ClosingPeople = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const [view] = useView()
  const page = usePage(closingPeople, {
    params: { closingId: closing.id },
    query: askedIn(view, ['standing'], closingStandings),
  })
  return (
    <PeopleTable
      id="closing-people"
      title={say('list')}
      period={closing.period}
      columns={useColumns(closing)}
      page={page}
      search={say('search')}
      filters={
        <StandingFilter
          name="standing"
          label={say('standing')}
          standings={closingStandings}
          word={(one) => say(`standing.${one}`)}
        />
      }
      empty={{ title: say('noPeople'), text: say('noPeopleText') }}
    />
  )
}

const useColumns = (closing: ClosingRead): readonly Column<Row>[] => {
  const say = useWords('closings')
  const language = useLanguage()
  const lineText = ({ holding, counted, required, measure }: Row['lines'][number]): string => {
    const unit = unitName(language, closing.units[measure] ?? { zh: measure, en: measure }, required)
    const said = say('line', { counted, required, unit })
    return holding ? `${eitherName(language, holding.zh, holding.en)} ${said}` : said
  }
  const lacking = ({ missingMinutes }: Row): number | string | null =>
    missingMinutes === null
      ? null
      : hoursShown(classHours(missingMinutes, { minutes: closing.unitMinutes, round: null }))
  const linesOf = ({ exempt, lines }: Row): readonly string[] =>
    exempt === 'full'
      ? [say('exempt.full')]
      : [...(exempt ? [say('exempt.part')] : []), ...lines.map(lineText)]
  const year = { year: closing.period, programme: closing.programmeId }
  return [
    nameColumn(say('name'), year),
    {
      key: 'standing',
      title: say('standing'),
      phone: 'state',
      value: (row) => say(`standing.${row.standing}`),
      show: (row) => (
        <StandingTag
          standing={row.standing}
          outside={say('standing.outside')}
          isClosed={closing.state === 'closed'}
        />
      ),
    },
    {
      key: 'missing',
      title: say('missing'),
      figure: true,
      value: lacking,
      show: (row) => lacking(row) ?? '—',
    },
    {
      key: 'lines',
      title: say('lines'),
      value: (row) => linesOf(row).join('; '),
      show: (row) => (
        <ul className="closing-lines">
          {linesOf(row).map((line, place) => (
            <li key={`${place} ${line}`}>
              <Link
                to="/people/$personId/standing"
                params={{ personId: row.personId }}
                search={year as never}
              >
                {line}
              </Link>
            </li>
          ))}
          {row.lacks.length > 0 && <li className="hint">{say('lacks', { facts: row.lacks.join(', ') })}</li>}
        </ul>
      ),
    },
    {
      key: 'employer',
      title: say('employer'),
      value: (row) => row.employer,
      show: (row) => row.employer ?? '—',
    },
  ]
}
