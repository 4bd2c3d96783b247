import type { Owners } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { ApprovalRow } from '../store/approvals.ts'

/** An application is its institution's alone until it has once been submitted. */
export const approvalOwners = (
  row: Pick<ApprovalRow, 'institutionId' | 'officeId' | 'districtId' | 'submittedAt'>,
): Owners => ({
  institution: [row.institutionId],
  ...(row.submittedAt ? { office: [row.officeId], district: row.districtId ? [row.districtId] : [] } : {}),
})

export const approvalView = (reading: Reading, row: ApprovalRow, today: string) => ({
  id: row.id,
  programmeId: row.programmeId,
  programmeName: row.programmeName,
  programmeNameEn: row.programmeNameEn,
  institutionId: row.institutionId,
  institutionName: row.institutionName,
  institutionNameEn: row.institutionNameEn,
  status: row.status,
  inForce:
    row.status === 'approved' &&
    row.fromDay !== null &&
    row.toDay !== null &&
    row.fromDay <= today &&
    today <= row.toDay,
  modes: row.modes,
  from: row.fromDay,
  to: row.toDay,
  statement: row.statement,
  reason: row.reason,
  submittedAt: row.submittedAt?.toISOString() ?? null,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  may: reading.may(approvalOwners(row), ['approval.edit', 'approval.decide']),
})
