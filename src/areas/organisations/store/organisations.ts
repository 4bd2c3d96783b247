import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { factsHash } from '../../../platform/db/facts-hash.ts'
import type { OrganisationFacts, OrganisationKind } from '../domain/organisation-facts.ts'
import type { OrganisationTables } from './tables.ts'

export type OrganisationStatus = 'unverified' | 'verified' | 'closed'

export const insertOrganisation = async (
  tx: Tx,
  organisation: OrganisationFacts & { id: string; kind: OrganisationKind; status: OrganisationStatus },
  now: Date,
): Promise<void> => {
  await as<OrganisationTables>(tx)
    .insertInto('organisation')
    .values({ ...organisation, createdAt: now })
    .execute()
}

/** Over what the register holds about an organisation. */
export const organisationHash = factsHash(
  sql`kind, name, name_en, short_name, credit_code, district_id, address, contact`,
)

/** The same of one, as its events tell it. */
export const hashOfOrganisation = async (tx: Tx, id: string): Promise<string> => {
  const { rows } = await sql<{
    hash: string
  }>`select ${organisationHash} as hash from organisation where id = ${id}`.execute(tx)
  return rows[0]?.hash ?? ''
}

/** The row itself, locked until the unit of work ends. */
export const lockOrganisation = (tx: Tx, id: string) =>
  as<OrganisationTables>(tx)
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export type OrganisationRow = NonNullable<Awaited<ReturnType<typeof lockOrganisation>>>

export const findOrganisation = (tx: Db | Tx, id: string) =>
  as<OrganisationTables>(tx)
    .selectFrom('organisation as o')
    .leftJoin('organisation as d', 'd.id', 'o.districtId')
    .leftJoin('organisation as s', 's.id', 'o.successorId')
    .selectAll('o')
    .select(['d.name as districtName', 'd.nameEn as districtNameEn', 's.name as successorName'])
    .where('o.id', '=', id)
    .executeTakeFirst()

/** Associations that may act for an organisation on a day: its consent is given and the membership in force. */
export const consentedAssociations = async (
  tx: Db | Tx,
  memberId: string,
  today: string,
): Promise<string[]> => {
  const rows = await as<OrganisationTables>(tx)
    .selectFrom('associationMember')
    .select('associationId')
    .where('memberId', '=', memberId)
    .where('consentedAt', 'is not', null)
    .where('fromDay', '<=', today)
    .where((where) => where.or([where('toDay', 'is', null), where('toDay', '>=', today)]))
    .execute()
  return rows.map((row) => row.associationId)
}

/** Saves facts over the revision that was read; false when somebody saved in between. */
export const updateFacts = async (
  tx: Tx,
  id: string,
  revision: number,
  facts: Partial<OrganisationFacts>,
): Promise<boolean> => {
  const updated = await as<OrganisationTables>(tx)
    .updateTable('organisation')
    .set({ ...facts, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

export const markVerified = async (tx: Tx, id: string, creditCode: string | null): Promise<void> => {
  await sql`update organisation set status = 'verified', credit_code = coalesce(${creditCode}, credit_code), revision = revision + 1
    where id = ${id}`.execute(tx)
}

/** Closes an organisation; those it had succeeded now point at its own successor, so that nobody follows a chain, and are answered. */
export const markClosed = async (
  tx: Tx,
  id: string,
  reason: string,
  successorId: string | null,
): Promise<readonly string[]> => {
  await sql`update organisation set status = 'closed', closed_from = status, closed_reason = ${reason}, successor_id = ${successorId},
    revision = revision + 1 where id = ${id}`.execute(tx)
  if (!successorId) return []
  const { rows } = await sql<{ id: string }>`
    update organisation set successor_id = ${successorId} where successor_id = ${id} returning id`.execute(tx)
  return rows.map((row) => row.id)
}

export const markReopened = async (tx: Tx, id: string): Promise<void> => {
  await sql`update organisation set status = coalesce(closed_from, 'verified'), closed_from = null, closed_reason = '', successor_id = null,
    revision = revision + 1 where id = ${id}`.execute(tx)
}

export const countOffices = async (tx: Db | Tx): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from organisation where kind = 'office' and status <> 'closed'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Classes of an institution that still need it. */
export const countOpenClasses = async (tx: Tx, institutionId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from pub_training_class
    where institution_id = ${institutionId} and state not in ('closed', 'cancelled')`.execute(tx)
  return rows[0]?.n ?? 0
}
