import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Certificates } from './tables.ts'

/** A frozen row of a closing with what a certificate of it says besides, as the register has it now. */
export interface ValidationRow {
  readonly closingRowId: string
  readonly closingId: string
  readonly programmeId: string
  /** By the record that speaks for the person. */
  readonly personId: string
  readonly standing: 'met' | 'unmet' | 'undetermined'
  readonly superseded: boolean
  /** Whether the person was exempt from all that was asked, or some of it. */
  readonly exempt: 'full' | 'part' | null
  readonly content: string
  readonly contentHash: Buffer
  readonly name: string
  readonly demo: boolean
  /** Employer on the day of closing. */
  readonly employerId: string | null
  readonly programmeCode: string
  readonly programme: string
  readonly programmeEn: string
  readonly rulePack: string
  readonly numbering: unknown
  readonly zone: string
  readonly issuer: string
  readonly issuerEn: string
}

/** The certificate of annual validation that a row of the same period before it has, still valid. */
interface Before {
  readonly beforeNumber: string | null
  readonly beforeHash: Buffer | null
}

const columns = sql`
  r.id as closing_row_id, r.closing_id, r.programme_id, w.survivor_id as person_id, r.standing, r.superseded, r.exempt, r.content, r.content_hash,
  w.name, w.demo or o.demo as demo, p.code as programme_code, p.name as programme, p.name_en as programme_en, p.rule_pack, p.numbering, p.zone,
  o.name as issuer, o.name_en as issuer_en,
  (select m.employer_id from pub_employment m where m.person_id = any(pub_person_ids(r.person_id)) and m.from_day <= r.closed_on
      and (m.to_day is null or m.to_day >= r.closed_on) order by m.from_day desc limit 1) as employer_id`

const tables = sql`
  pub_closing_row r join pub_person w on w.id = r.person_id join pub_programme p on p.id = r.programme_id
    join pub_organisation o on o.id = p.office_id`

export const findValidation = async (
  tx: Db | Tx,
  closingRowId: string,
): Promise<ValidationRow | undefined> => {
  const { rows } =
    await sql<ValidationRow>`select ${columns} from ${tables} where r.id = ${closingRowId}`.execute(tx)
  return rows[0]
}

/** Rows of a closing, by person, that met the requirement and have no certificate yet, with the one of a row before them. */
export const validationsOwed = async (
  tx: Tx,
  closingId: string,
  after: string,
  limit: number,
): Promise<(ValidationRow & Before & { readonly place: string })[]> => {
  const { rows } = await sql<ValidationRow & Before & { place: string }>`
    select ${columns}, r.person_id as place, before.number as before_number, before.content_hash as before_hash
    from ${tables} left join lateral (
      select c.number, t.content_hash from certificate c join certificate_content t on t.number = c.number
      where c.person_id = any(pub_person_ids(r.person_id)) and c.type = 'annual-validation' and c.status = 'valid'
        and c.programme_id = r.programme_id and c.period = r.period
      order by c.number limit 1
    ) as before on true
    where r.closing_id = ${closingId} and r.person_id > ${after}::uuid and not r.superseded
      and r.standing = 'met'
      and not exists (select from certificate c where c.closing_row_id = r.id)
    order by r.person_id limit ${limit}`.execute(tx)
  return rows
}

/** A certificate still valid whose holder does not meet the requirement by the row that speaks now. */
export interface Unearned {
  readonly personId: string
  readonly name: string
  readonly number: string
  readonly standing: 'unmet' | 'undetermined'
  readonly issuedOn: string
}

/** Certificates that a closing no longer bears out, by number, in pages; one row more than asked tells of a next page. */
export const unearnedOf = async (
  tx: Db | Tx,
  closingId: string,
  after: string | undefined,
  limit: number,
): Promise<Unearned[]> => {
  const { rows } = await sql<Unearned>`
    select w.survivor_id as person_id, w.name, c.number, r.standing, c.issued_on
    from pub_closing_row r join pub_person w on w.id = r.person_id
      join certificate c on c.person_id = any(pub_person_ids(r.person_id)) and c.type = 'annual-validation' and c.status = 'valid'
        and c.programme_id = r.programme_id and c.period = r.period
    where r.closing_id = ${closingId} and not r.superseded and r.standing <> 'met'
      and ${after === undefined ? sql`true` : sql`c.number > ${after}`}
    order by c.number limit ${limit + 1}`.execute(tx)
  return rows
}

/** Supplementary closings of these offices (null: of all) that no longer bear out so many certificates, the last first. */
export const unearnedClosings = async (tx: Db | Tx, offices: readonly string[] | null) => {
  const { rows } = await sql<{
    closingId: string
    programmeName: string
    programmeNameEn: string
    period: string
    certificates: number
  }>`
    select s.id as closing_id, p.name as programme_name, p.name_en as programme_name_en, s.period, count(*)::int as certificates
    from pub_closing s join pub_programme p on p.id = s.programme_id
      join pub_closing_row r on r.closing_id = s.id and not r.superseded and r.standing <> 'met'
      join certificate c on c.person_id = any(pub_person_ids(r.person_id)) and c.type = 'annual-validation' and c.status = 'valid'
        and c.programme_id = r.programme_id and c.period = r.period
    where s.kind = 'supplementary' and s.state = 'closed' and ${offices === null ? sql`true` : sql`p.office_id = any(${[...offices]}::uuid[])`}
    group by s.id, p.name, p.name_en, s.period order by s.id desc`.execute(tx)
  return rows
}

/** Those of these numbers that a closing no longer bears out. */
export const unearnedAmong = async (
  tx: Tx,
  closingId: string,
  numbers: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`
    select c.number from pub_closing_row r
      join certificate c on c.person_id = any(pub_person_ids(r.person_id)) and c.type = 'annual-validation' and c.status = 'valid'
        and c.programme_id = r.programme_id and c.period = r.period
    where r.closing_id = ${closingId} and not r.superseded and r.standing <> 'met' and c.number = any(${[...numbers]}::text[])
    order by c.number for update of c`.execute(tx)
  return rows.map(({ number }) => number)
}

/** One issue at a time per closing: a second worker finds the first one's certificates instead of the same rows. */
export const lockValidations = async (tx: Tx, closingId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`validations ${closingId}`}, 0))`.execute(tx)
}

/** Whose a closing is, and how it stands. */
export const findClosing = async (
  tx: Db | Tx,
  closingId: string,
): Promise<{ officeId: string; state: string; reason: string; period: string } | undefined> => {
  const { rows } = await sql<{ officeId: string; state: string; reason: string; period: string }>`
    select p.office_id, c.state, c.reason, c.period from pub_closing c join pub_programme p on p.id = c.programme_id where c.id = ${closingId}`.execute(
    tx,
  )
  return rows[0]
}

export interface ValidationHold {
  readonly closingRowId: string
  readonly closingId: string
  readonly personId: string
  readonly code: string
  readonly params: Record<string, string | number>
}

export const writeValidationHolds = async (
  tx: Tx,
  holds: readonly ValidationHold[],
  now: Date,
): Promise<void> => {
  for (const hold of holds) {
    const row = { ...hold, params: JSON.stringify(hold.params), at: now }
    await as<Certificates>(tx)
      .insertInto('validationHold')
      .values(row)
      .onConflict((clash) =>
        clash.column('closingRowId').doUpdateSet({ code: row.code, params: row.params, at: now }),
      )
      .execute()
  }
}

export const clearValidationHolds = async (tx: Tx, closingRowIds: readonly string[]): Promise<void> => {
  await sql`delete from validation_hold where closing_row_id = any(${[...closingRowIds]}::uuid[])`.execute(tx)
}

export const validationHoldsOf = (tx: Db | Tx, closingId: string) =>
  as<Certificates>(tx)
    .selectFrom('validationHold as h')
    .innerJoin('pubPerson as p', 'p.id', 'h.personId')
    .select(['p.survivorId as personId', 'h.code', 'h.params', 'h.at', 'p.name'])
    .where('h.closingId', '=', closingId)
    .orderBy('h.at')
    .orderBy('h.closingRowId')
    .execute()

/** How far a closing's certificates have come. */
export const validationCounts = async (
  tx: Db | Tx,
  closingId: string,
): Promise<{ expected: number; issued: number; held: number }> => {
  const { rows } = await sql<{ expected: number; issued: number; held: number }>`
    select
      (select count(*) from pub_closing_row r where r.closing_id = ${closingId} and r.standing = 'met')::int as expected,
      (select count(distinct closing_row_id) from certificate where closing_id = ${closingId})::int as issued,
      (select count(*) from validation_hold where closing_id = ${closingId})::int as held`.execute(tx)
  return rows[0] as { expected: number; issued: number; held: number }
}

export const districtOfOrganisation = async (tx: Db | Tx, id: string): Promise<string | null> => {
  const row = await as<Certificates>(tx)
    .selectFrom('pubOrganisation')
    .select('districtId')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.districtId ?? null
}
