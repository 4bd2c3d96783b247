import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Certificates } from './tables.ts'

/** Numbers of a person's certificates that still say something, held until the transaction ends; merged records are one person. */
export const lockErasable = async (tx: Tx, personId: string): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`
    select number from certificate where person_id = any(pub_person_ids(${personId})) and holder <> '' order by number for update`.execute(
    tx,
  )
  return rows.map((row) => row.number)
}

/** Destroys what certificates say and the forms that repeat it; the number, its leaf and the hash of what it said stay. */
export const eraseContents = async (
  tx: Tx,
  numbers: readonly string[],
  { reason, by, now }: { readonly reason: string; readonly by: string | null; readonly now: Date },
): Promise<void> => {
  const these = sql`any(${numbers}::text[])`
  await sql`
    insert into certificate_erasure (number, content_hash, reason, erased_by, erased_at)
    select number, content_hash, ${reason}, ${by}, ${now} from certificate_content where number = ${these}`.execute(
    tx,
  )
  await sql`delete from certificate_content where number = ${these}`.execute(tx)
  await sql`delete from certificate_credential where number = ${these}`.execute(tx)
  await sql`update certificate_change set reason = '' where number = ${these} and reason <> ''`.execute(tx)
  await sql`
    update certificate set holder = '', holder_grams = '{}', grade = null, grade_zh = null, grade_en = null, exam_date = null, employer_id = null
    where number = ${these}`.execute(tx)
}

/** Links that show a person's certificates, of one or all: nothing is shown by them any more, and no note says to whom. */
export const endShares = async (tx: Tx, personId: string, now: Date): Promise<void> => {
  await sql`
    update share_link set revoked_at = coalesce(revoked_at, ${now}), note = ''
    where person_id = any(pub_person_ids(${personId}))`.execute(tx)
}

export const personName = async (connection: Db | Tx, personId: string): Promise<string | undefined> =>
  (
    await as<Certificates>(connection)
      .selectFrom('pubPerson')
      .select('name')
      .where('id', '=', personId)
      .executeTakeFirst()
  )?.name

/** Numbers whose erasure the trail tells of. */
export const toldErasures = async (db: Db, event: string): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ number: string }>`
    select jsonb_array_elements_text(data->'numbers') as number from event where name = ${event}`.execute(db)
  return new Set(rows.map((row) => row.number))
}
