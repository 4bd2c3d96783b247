import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { listApprovals, listProgrammes } from '../../areas/programme/contract.ts'
import { useActingRole, useOwnOrganisation, type RoleName } from '../api/session.ts'
import { useAsk } from '../api/use-ask.ts'
import { useWords, type Word } from '../i18n/words.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loading } from '../ui/loading.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import {
  ApprovalTasks,
  ClassTasks,
  ClosingTasks,
  CourseTasks,
  EmploymentRequestTasks,
  MembersAskedTasks,
  MembershipTasks,
  OrganisationTasks,
  PersonClassTasks,
  RuleDraftTasks,
  SittingTasks,
  UnearnedTasks,
} from './home-tasks.tsx'
import { DeclarationTasks } from './records/declaration-tasks.tsx'
import { MyRecord } from './professional/my-record.tsx'
import { Awaited } from './task-list.tsx'
import './home.css'

const leads: Partial<Record<RoleName, Word<'tasks'>>> = {
  office: 'leadOffice',
  institution: 'leadInstitution',
  employer: 'leadEmployer',
  district: 'leadDistrict',
  association: 'leadAssociation',
  invigilator: 'leadInvigilator',
}

/** The first page of each role: what waits for it. A professional's is the own record. */
export const HomeScreen = () => {
  const accounts = useWords('accounts')
  const role = useActingRole()
  if (!role) return <EmptyState title={accounts('noRoles')} />
  if (role.role === 'professional') return <MyRecord />
  return <ToDo role={role.role} />
}

const ToDo = ({ role }: { role: RoleName }) => {
  const say = useWords('tasks')
  return (
    <>
      <PageHeader title={say('title')} lead={say(leads[role] ?? 'leadOther')} />
      <div className="task-board">{boards[role]?.() ?? null}</div>
      <BoardLoading />
      <Nothing />
    </>
  )
}

/** Stands for the board until its last list is there. */
const BoardLoading = () => (
  <div className="task-loading">
    <Loading lines={9} />
    <div aria-hidden>
      <Loading lines={9} />
    </div>
  </div>
)

/** Said when every list has come back empty. */
const Nothing = () => {
  const say = useWords('tasks')
  return (
    <div className="task-nothing">
      <EmptyState title={say('nothing')} text={say('nothingText')} />
    </div>
  )
}

const boards: Partial<Record<RoleName, () => ReactNode>> = {
  office: () => (
    <>
      <FirstProgramme />
      <ApprovalTasks word="approvals" status="submitted" />
      <CourseTasks word="courses" status="submitted" />
      <OrganisationTasks />
      <PersonClassTasks />
      <RuleDraftTasks />
      <DeclarationTasks />
      <ClosingTasks />
      <UnearnedTasks />
      <ClassTasks word="classesToClose" state="finished" />
      <SittingTasks />
      <ClassTasks word="running" state="running" />
      <ClassTasks word="enrolling" state="enrolling" />
    </>
  ),
  institution: () => (
    <>
      <FirstApproval />
      <ApprovalTasks word="approvalDrafts" status="draft" />
      <ClassTasks word="attendanceOverdue" overdue />
      <ClassTasks word="classesToClose" state="finished" />
      <CourseTasks word="coursesReturned" status="returned" />
      <CourseTasks word="courseDrafts" status="draft" />
      <MembershipTasks />
      <SittingTasks />
      <ClassTasks word="running" state="running" />
    </>
  ),
  employer: () => (
    <>
      <DeclarationTasks />
      <EmploymentRequestTasks />
      <MembershipTasks />
      <ClassTasks word="running" state="running" />
      <ClassTasks word="enrolling" state="enrolling" />
    </>
  ),
  association: () => (
    <>
      <DeclarationTasks />
      <MembersAskedTasks />
    </>
  ),
  invigilator: () => <SittingTasks />,
  district: () => (
    <>
      <DeclarationTasks />
      <ClassTasks word="running" state="running" />
      <ClassTasks word="enrolling" state="enrolling" />
    </>
  ),
}

/** On an empty database the office begins here. */
const FirstProgramme = () => {
  const say = useWords('tasks')
  const navigate = useNavigate()
  const programmes = useAsk(listProgrammes, {})
  if (programmes.isPending) return <Awaited />
  if (programmes.data?.items.length !== 0) return null
  return (
    <EmptyState
      title={say('setUp')}
      text={say('setUpText')}
      act={
        <Button type="primary" onClick={() => void navigate({ to: '/programmes/new' })}>
          {say('setUpAct')}
        </Button>
      }
    />
  )
}

const FirstApproval = () => {
  const say = useWords('tasks')
  const institutionId = useOwnOrganisation()
  const approvals = useAsk(listApprovals, { query: { institutionId, limit: 1 } })
  if (approvals.isPending) return <Awaited />
  if (approvals.data?.items.length !== 0) return null
  return (
    <EmptyState
      title={say('applyFirst')}
      text={say('applyFirstText')}
      act={<Link to="/approvals">{say('applyFirstAct')}</Link>}
    />
  )
}
