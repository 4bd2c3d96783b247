import { Link } from '@tanstack/react-router'
import { listCorrections } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'

type Correction = ReplyOf<typeof listCorrections>['items'][number]

/** Corrections of confirmed attendance: who changed what, from what, and why. */
export const Corrections = ({ classId }: { classId: string }) => {
  const say = useWords('training')
  const page = usePage(listCorrections, { params: { classId }, query: {} })
  return (
    <DataTable
      caption={say('tabCorrections')}
      columns={useColumns()}
      page={page}
      rowKey={(row) => row.id}
      empty={<EmptyState title={say('noCorrections')} text={say('noCorrectionsText')} />}
    />
  )
}

const useColumns = (): readonly Column<Correction>[] => {
  const say = useWords('training')
  const states = useWords('states')
  const mark = (status: Correction['status'], minutes: number): string =>
    say('markText', { status: states(`attendance.${status}`), minutes })
  const before = (row: Correction): string =>
    row.statusBefore === null ? say('noMark') : mark(row.statusBefore, row.minutesBefore ?? 0)
  const after = (row: Correction): string => mark(row.status, row.minutes)
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: row.enrolmentId }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'session',
      title: say('session'),
      value: (row) => `${row.day} ${row.start}`,
      show: (row) => `${row.day} ${row.start}`,
    },
    { key: 'before', title: say('before'), value: before, show: (row) => <del>{before(row)}</del> },
    { key: 'after', title: say('after'), value: after, show: (row) => <strong>{after(row)}</strong> },
    { key: 'reason', title: say('reason'), value: (row) => row.reason, show: (row) => row.reason },
    { key: 'author', title: say('author'), value: (row) => row.author, show: (row) => row.author },
    {
      key: 'at',
      title: say('at'),
      value: (row) => shortInstant(row.at),
      show: (row) => shortInstant(row.at),
    },
  ]
}
