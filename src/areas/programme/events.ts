import type { DomainEvent } from '../../platform/events.ts'

type Facts = DomainEvent['data']

/** What happens to programmes and to approvals, as the audit trail names it. */
export const programmeCreated = (
  id: string,
  data: { code: string; name: string; office: string },
): DomainEvent => ({
  name: 'programme.programmeCreated',
  subject: { kind: 'programme', id },
  data,
})
export const programmeEdited = (id: string, data: { before: Facts; after: Facts }): DomainEvent => ({
  name: 'programme.programmeEdited',
  subject: { kind: 'programme', id },
  data,
})
export const programmeStatusSet = (id: string, data: { before: string; after: string }): DomainEvent => ({
  name: 'programme.programmeStatusSet',
  subject: { kind: 'programme', id },
  data,
})
export const keyAreasSaved = (
  id: string,
  data: { keyAreas: readonly string[]; removed: readonly string[] },
): DomainEvent => ({
  name: 'programme.keyAreasSaved',
  subject: { kind: 'programme', id },
  data,
})

interface ApprovalFacts {
  readonly programme: string
  readonly institution: string
}
const approval = (name: string, id: string, data: Facts): DomainEvent => ({
  name: `programme.${name}`,
  subject: { kind: 'institution-approval', id },
  data,
})

export const approvalStarted = (id: string, data: ApprovalFacts): DomainEvent =>
  approval('approvalStarted', id, { ...data })
export const approvalSaved = (id: string, data: { modes: readonly string[] }): DomainEvent =>
  approval('approvalSaved', id, data)
export const approvalSubmitted = (
  id: string,
  data: ApprovalFacts & { modes: readonly string[] },
): DomainEvent => approval('approvalSubmitted', id, { ...data })
/** One event for every decision; `decision` tells which. */
export const approvalDecided = (
  id: string,
  data: ApprovalFacts & {
    decision: string
    before: string
    after: string
    reason: string
    modes: readonly string[]
    from: string | null
    to: string | null
  },
): DomainEvent => approval('approvalDecided', id, { ...data })
export const approvalRecorded = (
  id: string,
  data: ApprovalFacts & { reason: string; modes: readonly string[]; from: string; to: string },
): DomainEvent => approval('approvalRecorded', id, { ...data })
