import { Link } from '@tanstack/react-router'
import { unearnedClosings } from '../../areas/certificates/contract.ts'
import { listCourses, type CourseRow } from '../../areas/catalogue/contract.ts'
import { listMemberships, listOrganisations } from '../../areas/organisations/contract.ts'
import { closingsToClose } from '../../areas/ledger/contract/closings.ts'
import { listSittings } from '../../areas/exams/contract.ts'
import { listClassProposals } from '../../areas/people/contract.ts'
import { listEmploymentRequests } from '../../areas/people/contract/employment-requests.ts'
import { listApprovals, type Approval } from '../../areas/programme/contract.ts'
import { listDrafts } from '../../areas/rule-studio/contract.ts'
import { listClasses, type ClassRow } from '../../areas/training/contract.ts'
import { useOwnOrganisation } from '../api/session.ts'
import { useAsk } from '../api/use-ask.ts'
import { shortInstant } from '../i18n/dates.ts'
import { periodOf } from '../i18n/period.ts'
import { eitherName, useEitherName, useLanguage, useWords, type Word } from '../i18n/words.ts'
import { StateTag } from '../ui/states.tsx'
import { ListTasks, TaskList } from './task-list.tsx'

const shown = 5

/** Applications of institutions in one state: those that wait for the office, and an institution's own not handed in. */
export const ApprovalTasks = ({ word, status }: { word: Word<'tasks'>; status: Approval['status'] }) => {
  const say = useWords('tasks')
  const language = useLanguage()
  const read = useAsk(listApprovals, { query: { status, limit: shown } })
  return (
    <ListTasks
      title={say(word)}
      read={read}
      all={{ to: '/approvals', search: { status } }}
      task={(one) => ({
        key: one.id,
        link: (
          <Link to="/approvals/$approvalId" params={{ approvalId: one.id }}>
            {status === 'draft'
              ? eitherName(language, one.programmeName, one.programmeNameEn)
              : eitherName(language, one.institutionName, one.institutionNameEn)}
          </Link>
        ),
        note: one.submittedAt && say('submittedAt', { at: shortInstant(one.submittedAt) }),
      })}
    />
  )
}

interface CourseTasksProps {
  readonly word: Word<'tasks'>
  readonly status: CourseRow['status']
}

/** Courses in one state: to decide, returned, drafts. */
export const CourseTasks = ({ word, status }: CourseTasksProps) => {
  const say = useWords('tasks')
  const language = useLanguage()
  const read = useAsk(listCourses, { query: { status, limit: shown } })
  return (
    <ListTasks
      title={say(word)}
      read={read}
      all={{ to: '/courses', search: { status } }}
      task={(one) => ({
        key: one.versionId,
        link: (
          <Link to="/courses/$courseId" params={{ courseId: one.courseId }}>
            {eitherName(language, one.title, one.titleEn)}
          </Link>
        ),
        note:
          status === 'submitted'
            ? eitherName(language, one.institutionName, one.institutionNameEn)
            : shortInstant(one.changedAt),
      })}
    />
  )
}

/** Closings a colleague counted, which somebody else has to look through and close. */
export const ClosingTasks = () => {
  const say = useWords('tasks')
  const language = useLanguage()
  const read = useAsk(closingsToClose, {})
  return (
    <ListTasks
      title={say('closings')}
      read={read}
      all={{ to: '/programmes' }}
      task={(one) => ({
        key: one.id,
        link: (
          <Link to="/closings/$closingId" params={{ closingId: one.id }}>
            {say('closingOf', {
              period: one.period,
              programme: eitherName(language, one.programmeName, one.programmeNameEn),
            })}
          </Link>
        ),
        note: say('countedBy', { name: one.countedBy, at: shortInstant(one.countedAt) }),
      })}
    />
  )
}

/** Certificates of annual validation that a supplementary closing no longer bears out: an officer decides. */
export const UnearnedTasks = () => {
  const say = useWords('tasks')
  const either = useEitherName()
  const read = useAsk(unearnedClosings, {})
  return (
    <ListTasks
      title={say('unearned')}
      read={read}
      all={{ to: '/programmes' }}
      task={(one) => ({
        key: one.closingId,
        link: (
          <Link to="/closings/$closingId" params={{ closingId: one.closingId }} hash="unearned">
            {say('closingOf', {
              period: one.period,
              programme: either(one.programmeName, one.programmeNameEn),
            })}
          </Link>
        ),
        note: say('unearnedCount', { count: one.certificates }),
      })}
    />
  )
}

/** Organisations first met on rosters. */
export const OrganisationTasks = () => {
  const say = useWords('tasks')
  const either = useEitherName()
  const read = useAsk(listOrganisations, { query: { status: 'unverified', limit: shown } })
  return (
    <ListTasks
      title={say('organisations')}
      read={read}
      all={{ to: '/organisations', search: { status: 'unverified' } }}
      task={(one) => ({
        key: one.id,
        link: (
          <Link to="/organisations/$organisationId" params={{ organisationId: one.id }}>
            {either(one.name, one.nameEn)}
          </Link>
        ),
        note: say('metOn'),
      })}
    />
  )
}

/** Classes of persons that were submitted and wait for the office. */
export const PersonClassTasks = () => {
  const say = useWords('people')
  const read = useAsk(listClassProposals, { query: { limit: shown } })
  return (
    <ListTasks
      title={say('proposals')}
      read={read}
      all={{ to: '/class-proposals' }}
      task={(one) => ({
        key: `${one.personId} ${one.programmeId}`,
        link: (
          <Link to="/people/$personId" params={{ personId: one.personId }}>
            {one.name}
          </Link>
        ),
        note: say('classNamed', { class: one.class }),
      })}
    />
  )
}

/** People who ask to join the own staff, and staff who have gone to another employer. */
export const EmploymentRequestTasks = () => {
  const say = useWords('moves')
  const read = useAsk(listEmploymentRequests, { query: { open: true, limit: 20 } })
  const tasks = (joining: boolean) =>
    read.data?.items
      .filter(({ state }) => (state === 'waiting') === joining)
      .map((one) => ({
        key: one.id,
        link: <Link to="/employment-requests">{one.personName}</Link>,
        note: joining ? say('wants', { from: one.from }) : say('leftOn', { day: one.lastDay ?? '' }),
      }))
  const all = { to: '/employment-requests' } as const
  const more = Boolean(read.data?.next)
  return (
    <>
      <TaskList title={say('taskJoin')} tasks={tasks(true)} error={read.error} more={more} all={all} />
      {!read.error && (
        <TaskList title={say('taskLeft')} tasks={tasks(false)} error={null} more={more} all={all} />
      )}
    </>
  )
}

/** Drafts of rules that wait for a second officer, and those that came back. */
export const RuleDraftTasks = () => {
  const say = useWords('rules')
  const either = useEitherName()
  const read = useAsk(listDrafts, {})
  const tasks = (state: 'proposed' | 'returned') =>
    read.data?.items
      .filter((one) => one.state === state)
      .map((one) => ({
        key: one.id,
        link: (
          <Link to="/rule-drafts/$draftId" params={{ draftId: one.id }}>
            {either(one.title.zh, one.title.en) || one.packId}
          </Link>
        ),
        note: say('savedBy', { by: one.savedBy, at: shortInstant(one.savedAt) }),
      }))
  const all = { to: '/rules' } as const
  return (
    <>
      <TaskList title={say('task')} tasks={tasks('proposed')} error={read.error} more={false} all={all} />
      {!read.error && (
        <TaskList title={say('taskReturned')} tasks={tasks('returned')} error={null} more={false} all={all} />
      )}
    </>
  )
}

interface ClassTasksProps {
  readonly word: Word<'tasks'>
  readonly state?: ClassRow['state']
  readonly overdue?: boolean
}

/** Classes in one state, or with attendance that waits to be confirmed. */
export const ClassTasks = ({ word, state, overdue }: ClassTasksProps) => {
  const say = useWords('tasks')
  const ui = useWords('ui')
  const either = useEitherName()
  const read = useAsk(listClasses, {
    query: { limit: shown, ...(state ? { state } : {}), ...(overdue ? { overdue } : {}) },
  })
  return (
    <ListTasks
      title={say(word)}
      read={read}
      all={{
        to: '/classes',
        search: { ...(state ? { state } : {}), ...(overdue ? { overdue: 'true' } : {}) },
      }}
      task={(one) => ({
        key: one.id,
        link: (
          <Link to="/classes/$classId" params={{ classId: one.id }}>
            {either(one.name, one.nameEn)}
          </Link>
        ),
        note: overdue
          ? say('sessionsOverdue', { count: one.sessionsOverdue })
          : periodOf(ui, one.from, one.to),
      })}
    />
  )
}

/** Associations that wait for the own organisation's consent. */
export const MembershipTasks = () => {
  const say = useWords('tasks')
  const either = useEitherName()
  const organisationId = useOwnOrganisation()
  const read = useAsk(listMemberships, { params: { organisationId }, query: { limit: 50 } })
  const waiting = read.data?.items.filter((one) => one.state === 'proposed' && one.may['membership.consent'])
  const tasks = waiting?.map((one) => ({
    key: one.id,
    link: <Link to="/own-organisation">{either(one.associationName, one.associationNameEn)}</Link>,
    note: <StateTag state="membership.proposed" />,
  }))
  return (
    <TaskList
      title={say('memberships')}
      tasks={tasks}
      error={read.error}
      more={false}
      all={{ to: '/own-organisation' }}
    />
  )
}

/** Members that the own association asked and that have not answered. */
export const MembersAskedTasks = () => {
  const say = useWords('tasks')
  const either = useEitherName()
  const organisationId = useOwnOrganisation()
  const read = useAsk(listMemberships, { params: { organisationId }, query: { limit: 50 } })
  const asked = read.data?.items.filter((one) => one.state === 'proposed')
  return (
    <TaskList
      title={say('membersAsked')}
      tasks={asked?.map((one) => ({
        key: one.id,
        link: <Link to="/own-organisation">{either(one.memberName, one.memberNameEn)}</Link>,
        note: <StateTag state="membership.proposed" />,
      }))}
      error={read.error}
      more={false}
      all={{ to: '/own-organisation' }}
    />
  )
}

/** Exams that are running or still to come. */
export const SittingTasks = () => {
  const say = useWords('tasks')
  const language = useLanguage()
  const read = useAsk(listSittings, { query: { current: true, limit: shown } })
  return (
    <ListTasks
      title={say('exams')}
      read={read}
      all={{ to: '/exams' }}
      task={(one) => ({
        key: one.sittingId,
        link: (
          <Link to="/exams/$sittingId" params={{ sittingId: one.sittingId }}>
            {eitherName(language, one.title, one.titleEn)}
          </Link>
        ),
        note: say('examAt', { at: shortInstant(one.opensAt), count: one.candidates }),
      })}
    />
  )
}
