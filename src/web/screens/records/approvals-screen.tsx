import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { approvalStatuses, listApprovals, type Approval } from '../../../areas/programme/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { StateTag, type State } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { ApplyForApproval } from '../institution/apply-for-approval.tsx'
import { RecordApproval } from '../office/record-approval.tsx'
import { ProgrammeFilter } from './programme-filter.tsx'

/** An approved approval outside its dates says so. */
export const approvalState = (approval: Pick<Approval, 'status' | 'inForce'>): State =>
  approval.status === 'approved' && !approval.inForce ? 'approval.expired' : `approval.${approval.status}`

/** Approvals of institutions: the office's whole list, or an institution's own. */
export const ApprovalsScreen = () => {
  const say = useWords('approvals')
  const role = useActingRole()
  const [open, setOpen] = useState<'apply' | 'record' | null>(null)
  const institution = role?.role === 'institution'
  const act = institution ? (
    <Button type="primary" onClick={() => setOpen('apply')}>
      {say('apply')}
    </Button>
  ) : role?.role === 'office' ? (
    <Button onClick={() => setOpen('record')}>{say('record')}</Button>
  ) : null
  return (
    <>
      <PlaceTabs group="appraisal" />
      <PageHeader
        title={say(institution ? 'ownTitle' : 'title')}
        lead={say(institution ? 'ownLead' : 'lead')}
        acts={act}
      />
      <ApprovalTable institution={institution} />
      {open === 'apply' && <ApplyForApproval close={() => setOpen(null)} />}
      {open === 'record' && <RecordApproval close={() => setOpen(null)} />}
    </>
  )
}

const ApprovalTable = ({ institution }: { institution: boolean }) => {
  const say = useWords('approvals')
  const states = useWords('states')
  const navigate = useNavigate()
  const [view] = useView()
  const status = approvalStatuses.find((one) => one === view['status'])
  const page = usePage(listApprovals, {
    query: {
      ...(status ? { status } : {}),
      ...(view['programme'] ? { programmeId: view['programme'] } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  return (
    <DataTable
      caption={say('title')}
      columns={useColumns()}
      page={page}
      rowKey={(row) => row.id}
      open={(row) => void navigate({ to: '/approvals/$approvalId', params: { approvalId: row.id } })}
      {...(institution ? {} : { search: say('search') })}
      filters={
        <>
          <FilterSelect
            name="status"
            label={say('state')}
            options={approvalStatuses.map((value) => ({ value, label: states(`approval.${value}`) }))}
          />
          <ProgrammeFilter />
        </>
      }
      empty={
        <EmptyState
          title={say(institution ? 'ownEmpty' : 'empty')}
          text={say(institution ? 'ownEmptyText' : 'emptyText')}
        />
      }
    />
  )
}

const useColumns = (): readonly Column<Approval>[] => {
  const say = useWords('approvals')
  const states = useWords('states')
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const modesOf = (row: Approval): string =>
    row.modes.map((mode) => catalogue(`mode.${mode}`)).join(language === 'zh' ? '、' : ', ')
  const validity = (row: Approval): string =>
    row.from && row.to ? ui('period', { from: row.from, to: row.to }) : '—'
  return [
    {
      key: 'institution',
      title: say('institution'),
      always: true,
      phone: 'heading',
      value: (row) => row.institutionName,
      show: (row) => (
        <Link to="/approvals/$approvalId" params={{ approvalId: row.id }}>
          {eitherName(language, row.institutionName, row.institutionNameEn)}
        </Link>
      ),
    },
    {
      key: 'programme',
      title: say('programme'),
      value: (row) => row.programmeName,
      show: (row) => eitherName(language, row.programmeName, row.programmeNameEn),
    },
    { key: 'modes', title: say('modes'), value: modesOf, show: modesOf },
    { key: 'validity', steady: true, title: say('validity'), value: validity, show: validity },
    {
      key: 'submittedAt',
      steady: true,
      title: say('submittedAt'),
      extra: true,
      value: (row) => (row.submittedAt ? shortInstant(row.submittedAt) : null),
      show: (row) => (row.submittedAt ? shortInstant(row.submittedAt) : '—'),
    },
    {
      key: 'state',
      title: say('state'),
      phone: 'state',
      value: (row) => states(approvalState(row)),
      show: (row) => <StateTag state={approvalState(row)} />,
    },
  ]
}
