import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { approvalAfter, scopeFaults, type ApprovalDecision, type Mode } from '../domain/approval.ts'
import { approvalDecided, approvalRecorded } from '../events.ts'
import { insertApproval, institutionInRegister, lockApproval, saveDecision } from '../store/approvals.ts'
import { lockProgramme } from '../store/programmes.ts'
import { approvalOwners } from './approval-view.ts'

const constraints = { institution_approval_overlap: 'approval.overlap' } as const

/** The office decides an application, or suspends, resumes or withdraws an approval it gave. */
export const decideApproval = command({
  name: 'programme.decideApproval',
  action: 'approval.decide',
  constraints,
  async load(
    unit,
    input: {
      approvalId: string
      decision: ApprovalDecision
      reason?: string | undefined
      modes?: readonly Mode[] | undefined
      from?: string | undefined
      to?: string | undefined
    },
  ) {
    const row = await lockApproval(unit.tx, input.approvalId)
    return row ? { owners: approvalOwners(row), row } : undefined
  },
  async run(unit, input, { row }) {
    const after = approvalAfter(row.status, input.decision)
    if (!after.ok) return after
    const reason = input.reason?.trim() ?? ''
    if (reason === '' && input.decision !== 'approve' && input.decision !== 'resume') {
      return refuse('approval.reason-required', {}, [{ pointer: '/reason', code: 'request.required' }])
    }
    const approving = input.decision === 'approve'
    const modes = approving ? (input.modes ?? row.modes) : row.modes
    if (approving) {
      const faults = scopeFaults({ modes, from: input.from, to: input.to })
      if (faults.length > 0) return refuse('approval.dates', {}, faults)
    }
    const fromDay = approving ? (input.from ?? null) : row.fromDay
    const toDay = approving ? (input.to ?? null) : row.toDay
    await saveDecision(
      unit.tx,
      row.id,
      { status: after.value, reason, modes, fromDay, toDay, by: unit.actor.accountId },
      unit.now,
    )
    await unit.emit(
      approvalDecided(row.id, {
        programme: row.programmeId,
        institution: row.institutionId,
        decision: input.decision,
        before: row.status,
        after: after.value,
        reason,
        modes,
        from: fromDay,
        to: toDay,
      }),
    )
    return ok({})
  },
})

/** The office enters an approval that was decided on paper, with the document it was decided by. */
export const recordApproval = command({
  name: 'programme.recordApproval',
  action: 'approval.record',
  constraints,
  async load(
    unit,
    input: {
      programmeId: string
      institutionId: string
      modes: readonly Mode[]
      from: string
      to: string
      reason: string
    },
  ) {
    const programme = await lockProgramme(unit.tx, input.programmeId)
    return programme ? { owners: { office: [programme.officeId] }, programme } : undefined
  },
  async run(unit, input, { programme }) {
    if (programme.status === 'closed') return refuse('programme.closed')
    const faults = scopeFaults(input)
    if (faults.length > 0) return refuse('approval.dates', {}, faults)
    if (!(await institutionInRegister(unit.tx, input.institutionId)))
      return refuse('approval.institution-unknown')
    const id = newId()
    await insertApproval(
      unit.tx,
      {
        id,
        programmeId: programme.id,
        institutionId: input.institutionId,
        status: 'approved',
        modes: input.modes,
        fromDay: input.from,
        toDay: input.to,
        reason: input.reason.trim(),
        submittedAt: unit.now,
        decidedBy: unit.actor.accountId,
        decidedAt: unit.now,
      },
      unit.now,
    )
    await unit.emit(
      approvalRecorded(id, {
        programme: programme.id,
        institution: input.institutionId,
        reason: input.reason.trim(),
        modes: input.modes,
        from: input.from,
        to: input.to,
      }),
    )
    return ok({ approvalId: id })
  },
})
