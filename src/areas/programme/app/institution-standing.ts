import type { Db, Tx } from '../../../platform/db/database.ts'
import { standingOn, type InstitutionStanding } from '../domain/approval.ts'
import { approvalsFor } from '../store/approvals.ts'

/** How an institution stands with a programme on a day: approved with its modes, expired with its last dates, or not approved. */
export const institutionStanding = async (
  tx: Db | Tx,
  programmeId: string,
  institutionId: string,
  day: string,
): Promise<InstitutionStanding> => standingOn(await approvalsFor(tx, programmeId, institutionId), day)
