import type { Db, Tx } from '../../../platform/db/database.ts'
import { standingOn, type InstitutionStanding } from '../domain/approval.ts'
import { approvalsFor } from '../store/approvals.ts'

/** How an institution stands with a programme on any day: approved with its modes, expired with its last dates, or not approved. */
export const institutionStanding = async (
  tx: Db | Tx,
  programmeId: string,
  institutionId: string,
): Promise<(day: string) => InstitutionStanding> => {
  const approvals = await approvalsFor(tx, programmeId, institutionId)
  return (day) => standingOn(approvals, day)
}
