import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { isPersonOf, survivorOf } from './one-person.ts'
import type { PeopleTables } from './tables.ts'

/** The record that speaks for a person, by any id of theirs: its own id is the one to go on with. */
export const findPersonRow = (connection: Db | Tx, id: string) =>
  as<PeopleTables>(connection)
    .selectFrom('person')
    .selectAll()
    .where('id', '=', survivorOf(id))
    .executeTakeFirst()

/** The same, locked until the unit of work ends. */
export const lockPerson = (tx: Tx, id: string) =>
  as<PeopleTables>(tx)
    .selectFrom('person')
    .selectAll()
    .where('id', '=', survivorOf(id))
    .forUpdate()
    .executeTakeFirst()

/** Names a person's records bear today. */
export const recordedNames = async (connection: Db | Tx, personId: string): Promise<string[]> => {
  const { rows } = await sql<{
    name: string
  }>`select name from person where id = any(pub_person_ids(${personId}))`.execute(connection)
  return rows.map((row) => row.name)
}

/** Whether two ids are one person's. */
export const isOf = async (connection: Db | Tx, personId: string, other: string): Promise<boolean> => {
  const { rows } = await sql<{
    same: boolean
  }>`select pub_person_id(${personId}) = pub_person_id(${other}) as same`.execute(connection)
  return rows[0]?.same ?? false
}

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPersonRow>>>

/** Changes over the revision that was read; false when somebody saved in between. */
export const updatePerson = async (
  tx: Tx,
  id: string,
  revision: number,
  change: Partial<Pick<PersonRow, 'name' | 'nameGrams' | 'phone' | 'email' | 'phoneProvedAt'>>,
): Promise<boolean> => {
  const updated = await as<PeopleTables>(tx)
    .updateTable('person')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

export const markPhoneProved = async (tx: Tx, id: string, phone: string, now: Date): Promise<void> => {
  await sql`update person set phone_proved_at = ${now} where id = ${id} and phone = ${phone}`.execute(tx)
}

export const setBirth = async (
  tx: Tx,
  id: string,
  birth: string,
  sex: 'female' | 'male' | null,
): Promise<void> => {
  await sql`update person set birth = ${birth}::date, sex = ${sex} where id = ${id}`.execute(tx)
}

export const insertFormerName = async (
  tx: Tx,
  former: { id: string; personId: string; name: string; changedBy: string | null; reason: string },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('formerName')
    .values({ ...former, changedAt: now })
    .execute()
}

export const formerNames = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('formerName')
    .select(['name', 'changedAt', 'reason'])
    .where(isPersonOf(personId))
    .orderBy('changedAt', 'desc')
    .execute()

/** True when somebody signs in as this person. */
export const hasAccount = async (connection: Db | Tx, personId: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from pub_account where ${isPersonOf(personId)}`.execute(connection)
  return rows.length > 0
}
