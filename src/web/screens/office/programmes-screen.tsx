import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listProgrammes } from '../../../areas/programme/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'

type Row = ReplyOf<typeof listProgrammes>['items'][number]

/** All programmes; an office may set up as many as it runs. */
export const ProgrammesScreen = () => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const language = useLanguage()
  const navigate = useNavigate()
  const page = usePage(listProgrammes, {})
  const add = page.reply?.may['programme.create'] && (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/programmes/new' })}
    >
      {say('new')}
    </Button>
  )
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/programmes/$programmeId" params={{ programmeId: row.id }}>
          {eitherName(language, row.name, row.nameEn)}
        </Link>
      ),
    },
    {
      key: 'code',
      steady: true,
      title: say('code'),
      value: (row) => row.code,
      show: (row) => <code>{row.code}</code>,
    },
    {
      key: 'field',
      title: say('field'),
      value: (row) => row.field,
      show: (row) => eitherName(language, row.field, row.fieldEn),
    },
    {
      key: 'office',
      title: say('office'),
      value: (row) => eitherName(language, row.officeName, row.officeNameEn),
      show: (row) => eitherName(language, row.officeName, row.officeNameEn),
    },
    {
      key: 'period',
      steady: true,
      title: `${say('from')}–${say('to')}`,
      value: (row) => `${row.from} – ${row.to ?? ''}`,
      show: (row) =>
        row.to ? ui('period', { from: row.from, to: row.to }) : ui('periodOpen', { from: row.from }),
    },
    {
      key: 'status',
      title: say('status'),
      phone: 'state',
      value: (row) => row.status,
      show: (row) => <StateTag state={`programme.${row.status}`} />,
    },
  ]
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader title={say('title')} lead={say('lead')} acts={add} />
      <DataTable
        caption={say('title')}
        columns={columns}
        page={page}
        rowKey={(row) => row.id}
        open={(row) => void navigate({ to: '/programmes/$programmeId', params: { programmeId: row.id } })}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </>
  )
}
