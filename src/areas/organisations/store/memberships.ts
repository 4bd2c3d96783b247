import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { OrganisationTables } from './tables.ts'

export interface MembershipRow {
  readonly id: string
  readonly associationId: string
  readonly associationName: string
  readonly associationNameEn: string
  readonly memberId: string
  readonly memberName: string
  readonly memberNameEn: string
  readonly memberKind: OrganisationTables['organisation']['kind']
  readonly fromDay: string
  readonly toDay: string | null
  readonly consentedAt: Date | null
  readonly consentDocument: string
}

/** Memberships an organisation stands in, as the association or as the member; current ones first. */
export const listMembershipRows = async (
  tx: Tx,
  organisationId: string,
  today: string,
  after: readonly [number, string, string] | undefined,
  limit: number,
): Promise<(MembershipRow & { past: number; otherName: string })[]> => {
  const { rows } = await sql<MembershipRow & { past: number; otherName: string }>`
    select * from (
      select m.id, m.association_id, a.name as association_name, a.name_en as association_name_en, m.member_id, b.name as member_name, b.name_en as member_name_en, b.kind as member_kind,
        m.from_day, m.to_day, m.consented_at, m.consent_document,
        (case when m.to_day < ${today}::date then 1 else 0 end) as past,
        case when m.association_id = ${organisationId} then b.name else a.name end as other_name
      from association_member m join organisation a on a.id = m.association_id join organisation b on b.id = m.member_id
      where m.association_id = ${organisationId} or m.member_id = ${organisationId}
    ) as found
    where ${after ? sql`(past, other_name, id) > (${after[0]}::int, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
    order by past, other_name, id limit ${limit}`.execute(tx)
  return rows
}

export const lockMembership = (tx: Tx, id: string) =>
  as<OrganisationTables>(tx)
    .selectFrom('associationMember')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const insertMembership = async (
  tx: Tx,
  membership: {
    id: string
    associationId: string
    memberId: string
    fromDay: string
    proposedBy: string | null
  },
): Promise<void> => {
  await as<OrganisationTables>(tx)
    .insertInto('associationMember')
    .values({ ...membership, toDay: null })
    .execute()
}

export const recordConsent = async (
  tx: Tx,
  id: string,
  by: string | null,
  document: string,
  now: Date,
): Promise<void> => {
  await as<OrganisationTables>(tx)
    .updateTable('associationMember')
    .set({ consentedAt: now, consentedBy: by, consentDocument: document })
    .where('id', '=', id)
    .execute()
}

export const setMembershipEnd = async (tx: Tx, id: string, on: string, reason: string): Promise<void> => {
  await as<OrganisationTables>(tx)
    .updateTable('associationMember')
    .set({ toDay: on, endReason: reason })
    .where('id', '=', id)
    .execute()
}

/** A proposal nobody consented to never was a membership. */
export const deleteProposal = async (tx: Tx, id: string): Promise<void> => {
  await as<OrganisationTables>(tx)
    .deleteFrom('associationMember')
    .where('id', '=', id)
    .where('consentedAt', 'is', null)
    .execute()
}
