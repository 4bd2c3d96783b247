import { Link, useNavigate } from '@tanstack/react-router'
import { listClasses, type ClassRow } from '../../../areas/training/contract.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

/** First step of an exam: whose it is. Classes that are over have had theirs. */
export const ExamPickClassScreen = () => {
  const say = useWords('exams')
  const training = useWords('training')
  const navigate = useNavigate()
  const [view] = useView()
  const page = usePage(listClasses, { query: view['q'] ? { q: view['q'] } : {} })
  const open = page.items?.filter((row) => !['closing', 'closed', 'cancelled'].includes(row.state))
  return (
    <>
      <PageHeader
        title={say('pickClass')}
        lead={say('pickClassLead')}
        back={{ to: '/exams', label: say('back') }}
      />
      <DataTable
        caption={say('pickClass')}
        columns={useColumns()}
        page={{ ...page, items: open }}
        rowKey={(row) => row.id}
        open={(row) => void navigate({ to: '/classes/$classId/exam', params: { classId: row.id } })}
        search={training('search')}
        empty={<EmptyState title={say('pickClassEmpty')} />}
      />
    </>
  )
}

const useColumns = (): readonly Column<ClassRow>[] => {
  const training = useWords('training')
  const states = useWords('states')
  const either = useEitherName()
  return [
    {
      key: 'name',
      title: training('class'),
      always: true,
      phone: 'heading',
      value: (row) => either(row.name, row.nameEn),
      show: (row) => (
        <>
          <Link to="/classes/$classId/exam" params={{ classId: row.id }}>
            {either(row.name, row.nameEn)}
          </Link>
          <div className="hint number">{row.filingNumber}</div>
        </>
      ),
    },
    {
      key: 'institution',
      title: training('institution'),
      value: (row) => either(row.institutionName, row.institutionNameEn),
      show: (row) => either(row.institutionName, row.institutionNameEn),
    },
    { key: 'to', title: training('lastDay'), figure: true, value: (row) => row.to, show: (row) => row.to },
    {
      key: 'people',
      title: training('people'),
      figure: true,
      value: (row) => `${row.enrolled} / ${row.capacity}`,
      show: (row) => `${row.enrolled} / ${row.capacity}`,
    },
    {
      key: 'state',
      title: training('state'),
      phone: 'state',
      value: (row) => states(`class.${row.state}`),
      show: (row) => <StateTag state={`class.${row.state}`} />,
    },
  ]
}
