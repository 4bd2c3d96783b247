import type { ColumnType, Generated } from 'kysely'
import type { OrganisationKind } from '../domain/organisation-facts.ts'

type Instant = ColumnType<Date, Date | string, Date | string>

export interface OrganisationTables {
  organisation: {
    id: string
    kind: OrganisationKind
    name: string
    nameEn: Generated<string>
    shortName: Generated<string>
    creditCode: string | null
    districtId: string | null
    address: Generated<string>
    contact: Generated<string>
    status: Generated<'unverified' | 'verified' | 'closed'>
    successorId: string | null
    closedReason: Generated<string>
    closedFrom: 'unverified' | 'verified' | null
    revision: Generated<number>
    demo: Generated<boolean>
    createdAt: Instant
  }
  associationMember: {
    id: string
    associationId: string
    memberId: string
    fromDay: string
    toDay: string | null
    consentedAt: Instant | null
    consentedBy: string | null
    consentDocument: Generated<string>
    endReason: Generated<string>
    proposedBy: string | null
  }
  room: { id: string; organisationId: string; name: string; seats: number; active: Generated<boolean> }
  setupToken: { onlyOne: Generated<boolean>; tokenHash: Buffer; madeAt: Instant }
  pubTrainingClass: { id: string; institutionId: string; state: string }
}
