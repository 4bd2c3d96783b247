import { Link } from '@tanstack/react-router'
import { closingPeople, closingStandings } from '../../../areas/ledger/contract/closings.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { unitName } from '../professional/unit-name.ts'
import type { ClosingRead } from './closing-screen.tsx'

type Row = ReplyOf<typeof closingPeople>['items'][number]

/** People of a closing by name, with what each lacks; whole as a file. */
export const ClosingPeople = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const [view] = useView()
  const standing = closingStandings.find((one) => one === view['standing'])
  const page = usePage(closingPeople, {
    params: { closingId: closing.id },
    query: { ...(standing ? { standing } : {}), ...(view['q'] ? { q: view['q'] } : {}) },
  })
  return (
    <section className="block" aria-labelledby="people">
      <h2 id="people">{say('list')}</h2>
      <DataTable
        caption={`${say('list')} ${closing.period}`}
        columns={useColumns(closing)}
        page={page}
        rowKey={(row) => row.personId}
        search={say('search')}
        filters={
          <FilterSelect
            name="standing"
            label={say('standing')}
            options={closingStandings.map((value) => ({ value, label: say(`standing.${value}`) }))}
          />
        }
        empty={<EmptyState title={say('noPeople')} text={say('noPeopleText')} />}
      />
    </section>
  )
}

const useColumns = (closing: ClosingRead): readonly Column<Row>[] => {
  const say = useWords('closings')
  const language = useLanguage()
  const lineText = ({ counted, required, measure }: Row['lines'][number]): string =>
    say('line', {
      counted,
      required,
      unit: unitName(language, closing.units[measure] ?? { zh: measure, en: measure }, required),
    })
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/people/$personId/record" params={{ personId: row.personId }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'standing',
      title: say('standing'),
      phone: 'state',
      value: (row) => say(`standing.${row.standing}`),
      show: (row) =>
        row.standing === 'outside' ? (
          say('standing.outside')
        ) : (
          <StateTag state={`standing.${row.standing}`} />
        ),
    },
    {
      key: 'missing',
      title: say('missing'),
      figure: true,
      value: (row) => row.missingMinutes,
      show: (row) => row.missingMinutes ?? '—',
    },
    {
      key: 'lines',
      title: say('lines'),
      value: (row) => row.lines.map(lineText).join('; '),
      show: (row) => (
        <ul className="closing-lines">
          {row.lines.map((line) => (
            <li key={line.id}>{lineText(line)}</li>
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
