import type { Owners } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { OrganisationKind } from '../domain/organisation-facts.ts'
import type { MembershipRow } from '../store/memberships.ts'

/** A membership belongs to both its sides. */
export const membershipOwners = (row: {
  associationId: string
  memberId: string
  memberKind: OrganisationKind
}): Owners => ({
  association: [row.associationId],
  ...(row.memberKind === 'institution' ? { institution: [row.memberId] } : { employer: [row.memberId] }),
})

/** A membership as lists show it. */
export const membershipView = (reading: Reading, row: MembershipRow, today: string) => ({
  id: row.id,
  associationId: row.associationId,
  associationName: row.associationName,
  associationNameEn: row.associationNameEn,
  memberId: row.memberId,
  memberName: row.memberName,
  memberNameEn: row.memberNameEn,
  memberKind: row.memberKind,
  from: row.fromDay,
  to: row.toDay,
  state:
    row.toDay !== null && row.toDay < today
      ? ('ended' as const)
      : row.consentedAt
        ? ('consented' as const)
        : ('proposed' as const),
  consentedAt: row.consentedAt?.toISOString() ?? null,
  consentDocument: row.consentDocument,
  may: reading.may(membershipOwners(row), ['membership.consent', 'membership.end']),
})
