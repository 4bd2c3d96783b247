import { isDay } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'

export type ApprovalStatus = 'draft' | 'submitted' | 'approved' | 'refused' | 'suspended' | 'withdrawn'
export type ApprovalDecision = 'approve' | 'refuse' | 'return' | 'suspend' | 'resume' | 'withdraw'
export type Mode = 'face-to-face' | 'distance' | 'advanced-seminar'

const steps: Readonly<
  Record<ApprovalDecision, { readonly from: readonly ApprovalStatus[]; readonly to: ApprovalStatus }>
> = {
  approve: { from: ['submitted'], to: 'approved' },
  refuse: { from: ['submitted'], to: 'refused' },
  return: { from: ['submitted'], to: 'draft' },
  suspend: { from: ['approved'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'approved' },
  withdraw: { from: ['approved', 'suspended'], to: 'withdrawn' },
}

/** Status an approval has after a decision; a decision its status does not allow is refused by naming the status. */
export const approvalAfter = (
  status: ApprovalStatus,
  decision: ApprovalDecision,
): Result<ApprovalStatus, `approval.${ApprovalStatus}`> =>
  steps[decision].from.includes(status) ? ok(steps[decision].to) : refuse(`approval.${status}`)

/** An application ready to be submitted, or what it lacks. */
export const applicationFaults = (application: {
  modes: readonly Mode[]
  statement: string
}): FieldError[] => [
  ...(application.modes.length === 0 ? [{ pointer: '/modes', code: 'request.required' }] : []),
  ...(application.statement.trim() === '' ? [{ pointer: '/statement', code: 'request.required' }] : []),
]

/** Scope and dates a decision to approve must state. */
export const scopeFaults = (scope: {
  modes: readonly Mode[]
  from?: string | undefined
  to?: string | undefined
}): FieldError[] => {
  const dates =
    scope.from !== undefined &&
    scope.to !== undefined &&
    isDay(scope.from) &&
    isDay(scope.to) &&
    scope.to >= scope.from
  return [
    ...(scope.modes.length === 0 ? [{ pointer: '/modes', code: 'request.required' }] : []),
    ...(dates ? [] : [{ pointer: scope.from === undefined ? '/from' : '/to', code: 'approval.dates' }]),
  ]
}

export interface GrantedApproval {
  readonly status: ApprovalStatus
  readonly modes: readonly Mode[]
  readonly fromDay: string | null
  readonly toDay: string | null
}

export type InstitutionStanding =
  | {
      readonly standing: 'approved'
      readonly modes: readonly Mode[]
      readonly from: string
      readonly to: string
    }
  | { readonly standing: 'expired'; readonly from: string; readonly to: string }
  | { readonly standing: 'none' }

/** How an institution stands on a day, from all its approvals for a programme: suspended and withdrawn ones do not count. */
export const standingOn = (approvals: readonly GrantedApproval[], day: string): InstitutionStanding => {
  let nearest: { from: string; to: string } | undefined
  for (const { status, modes, fromDay, toDay } of approvals) {
    if (status !== 'approved' || fromDay === null || toDay === null) continue
    if (fromDay <= day && day <= toDay) return { standing: 'approved', modes, from: fromDay, to: toDay }
    if (!nearest || toDay > nearest.to) nearest = { from: fromDay, to: toDay }
  }
  return nearest ? { standing: 'expired', ...nearest } : { standing: 'none' }
}
