import { useParams } from '@tanstack/react-router'
import { readApproval, type Approval } from '../../../areas/programme/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { ApprovalDraft } from '../institution/approval-draft.tsx'
import { ApprovalDecision } from '../office/approval-decision.tsx'
import { approvalState } from './approvals-screen.tsx'

const nextOf: Partial<Record<Approval['status'], Word<'approvals'>>> = {
  draft: 'nextDraft',
  submitted: 'nextSubmitted',
  approved: 'nextApproved',
  refused: 'nextRefused',
  suspended: 'nextSuspended',
}

/** One application: what was applied for, what was decided, and what comes next for the reader. */
export const ApprovalScreen = () => {
  const { approvalId } = useParams({ from: '/signed-in/approvals/$approvalId' })
  const read = useAsk(readApproval, { params: { approvalId } })
  return <ReadingScreen of={read}>{(approval) => <Whole approval={approval} />}</ReadingScreen>
}

const Whole = ({ approval }: { approval: Approval }) => {
  const say = useWords('approvals')
  const language = useLanguage()
  const role = useActingRole()?.role
  const next = nextOf[approval.status]
  const editing = approval.status === 'draft' && approval.may['approval.edit']
  return (
    <>
      <PageHeader
        title={eitherName(language, approval.institutionName, approval.institutionNameEn)}
        lead={eitherName(language, approval.programmeName, approval.programmeNameEn)}
        status={<StateTag state={approvalState(approval)} />}
        back={{ to: '/approvals', label: say(role === 'institution' ? 'ownTitle' : 'title') }}
        acts={(role === 'office' || role === 'institution') && <RecordHistory subjectId={approval.id} />}
      />
      {role === 'institution' && next && (
        <p className="note">
          <strong>{say('nextStepInstitution')}</strong> {say(next)}
        </p>
      )}
      {editing ? (
        <ApprovalDraft approval={approval} />
      ) : (
        <div className="columns">
          <Application approval={approval} />
          <Outcome approval={approval} />
        </div>
      )}
    </>
  )
}

const Application = ({ approval }: { approval: Approval }) => {
  const say = useWords('approvals')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  return (
    <section>
      <dl className="facts">
        <dt>{say('modes')}</dt>
        <dd>
          {approval.modes.map((mode) => catalogue(`mode.${mode}`)).join(language === 'zh' ? '、' : ', ') ||
            '—'}
        </dd>
        <dt>{say('statement')}</dt>
        <dd>{approval.statement || '—'}</dd>
        <dt>{say('submittedAt')}</dt>
        <dd>{approval.submittedAt ? shortInstant(approval.submittedAt) : '—'}</dd>
      </dl>
    </section>
  )
}

const Outcome = ({ approval }: { approval: Approval }) => {
  const say = useWords('approvals')
  const ui = useWords('ui')
  return (
    <div>
      <section className="aside" aria-labelledby="outcome">
        <h2 id="outcome">{say('office')}</h2>
        <dl className="facts">
          <dt>{say('state')}</dt>
          <dd>
            <StateTag state={approvalState(approval)} />
          </dd>
          {approval.from && approval.to && (
            <>
              <dt>{say('validity')}</dt>
              <dd>{ui('period', { from: approval.from, to: approval.to })}</dd>
            </>
          )}
          {approval.decidedAt && (
            <>
              <dt>{say('decidedAt')}</dt>
              <dd>{shortInstant(approval.decidedAt)}</dd>
            </>
          )}
          {approval.reason !== '' && (
            <>
              <dt>{say('reason')}</dt>
              <dd>{approval.reason}</dd>
            </>
          )}
        </dl>
      </section>
      {approval.may['approval.decide'] && <ApprovalDecision approval={approval} />}
    </div>
  )
}
