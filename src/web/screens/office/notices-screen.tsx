import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  officeNotices,
  restoreNotice,
  withdrawNotice,
  type OfficeNotice,
} from '../../../areas/publicity/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'

/** Notices as the office keeps them: scheduled, published, withdrawn. */
export const NoticesScreen = () => {
  const say = useWords('notices')
  const states = useWords('states')
  const language = useLanguage()
  const navigate = useNavigate()
  const page = usePage(officeNotices, { query: {} })
  const write = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/notices/new' })}
    >
      {say('write')}
    </Button>
  )
  const columns: readonly Column<OfficeNotice>[] = [
    {
      key: 'title',
      title: say('noticeTitle'),
      always: true,
      phone: 'heading',
      value: (row) => row.title,
      show: (row) => (
        <Link to="/notices/$noticeId/edit" params={{ noticeId: row.id }}>
          {eitherName(language, row.title, row.titleEn)}
        </Link>
      ),
    },
    {
      key: 'programme',
      title: say('programme'),
      value: (row) => row.programmeName,
      show: (row) => row.programmeName ?? say('everyProgramme'),
    },
    {
      key: 'publishedOn',
      steady: true,
      title: say('publishedOn'),
      value: (row) => row.publishedOn,
      show: (row) => row.publishedOn,
    },
    {
      key: 'state',
      title: say('state'),
      phone: 'state',
      value: (row) => states(`notice.${row.state}`),
      show: (row) => <StateTag state={`notice.${row.state}`} />,
    },
    { key: 'acts', title: '', always: true, show: (row) => <NoticeActs notice={row} /> },
  ]
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader title={say('title')} lead={say('lead')} acts={write} />
      <DataTable
        caption={say('title')}
        columns={columns}
        page={page}
        rowKey={(row) => row.id}
        open={(row) => void navigate({ to: '/notices/$noticeId/edit', params: { noticeId: row.id } })}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </>
  )
}

const NoticeActs = ({ notice }: { notice: OfficeNotice }) => {
  const say = useWords('notices')
  const [open, setOpen] = useState(false)
  const params = { noticeId: notice.id }
  const restore = useCommand(restoreNotice, { done: () => announce(say('restored')) })
  const withdraw = useCommand(withdrawNotice, {
    done: () => {
      setOpen(false)
      announce(say('withdrawn'), () => restore.run({ params }))
    },
  })
  return (
    <span className="lines-acts">
      {notice.state === 'published' && <a href={`/notices/${notice.id}`}>{say('seePublic')}</a>}
      {notice.may['notice.manage'] && notice.state !== 'withdrawn' && (
        <Button
          type="link"
          size="small"
          onClick={() => setOpen(true)}
          aria-label={`${say('withdraw')} ${notice.title}`}
        >
          {say('withdraw')}
        </Button>
      )}
      {notice.may['notice.manage'] && notice.state === 'withdrawn' && (
        <Button
          type="link"
          size="small"
          loading={restore.busy}
          onClick={() => restore.send({ params })}
          aria-label={`${say('restore')} ${notice.title}`}
        >
          {say('restore')}
        </Button>
      )}
      <AskReason
        open={open}
        title={say('withdrawTitle')}
        label={say('withdrawReason')}
        actWord={say('withdraw')}
        busy={withdraw.busy}
        error={withdraw.error}
        act={(reason) => withdraw.send({ params, body: { reason } })}
        cancel={() => setOpen(false)}
      >
        {say('withdrawText')}
      </AskReason>
    </span>
  )
}
