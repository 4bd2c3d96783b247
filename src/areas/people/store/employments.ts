import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { isPersonOf } from './one-person.ts'
import type { PeopleTables } from './tables.ts'

export const employmentsOf = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('employment as e')
    .innerJoin('pubOrganisation as o', 'o.id', 'e.employerId')
    .select([
      'e.id',
      'e.employerId',
      'o.name as employerName',
      'o.status as employerStatus',
      'e.post',
      'e.fromDay',
      'e.toDay',
      'e.source',
    ])
    .where(sql<boolean>`e.person_id = any(pub_person_ids(${personId}))`)
    .orderBy('e.toDay', 'desc')
    .orderBy('e.fromDay', 'desc')
    .orderBy('e.id')
    .execute()

export const lockEmployment = (tx: Tx, id: string) =>
  as<PeopleTables>(tx)
    .selectFrom('employment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** True where somebody works for an employer by any record of theirs. */
export const worksFor = async (tx: Tx, personId: string, employerId: string): Promise<boolean> => {
  const found = await as<PeopleTables>(tx)
    .selectFrom('employment')
    .select('id')
    .where(isPersonOf(personId))
    .where('employerId', '=', employerId)
    .where('toDay', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether somebody works for anybody but this employer on a day. */
export const worksElsewhere = async (
  tx: Tx,
  personId: string,
  employerId: string,
  on: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select from employment where person_id = any(pub_person_ids(${personId})) and employer_id <> ${employerId}
      and (to_day is null or to_day >= ${on}::date) limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether a request to an employer would be read: it is verified, and somebody acts for it on the day. */
export const canBeAsked = async (tx: Tx, employerId: string, on: string): Promise<boolean> => {
  const { rows } = await sql`
    select from pub_organisation o where o.id = ${employerId} and o.status = 'verified' and exists (
      select from pub_role_assignment r where r.organisation_id = o.id and r.role = 'employer'
        and r.from_day <= ${on}::date and (r.to_day is null or r.to_day >= ${on}::date)) limit 1`.execute(tx)
  return rows.length > 0
}

export const insertEmployment = async (
  tx: Tx,
  employment: Pick<
    PeopleTables['employment'],
    'id' | 'personId' | 'employerId' | 'fromDay' | 'source' | 'recordedBy'
  > & { post: string },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('employment')
    .values({ ...employment, toDay: null, recordedAt: now })
    .execute()
}

export const endEmploymentRow = async (tx: Tx, id: string, on: string, reason: string): Promise<void> => {
  await as<PeopleTables>(tx)
    .updateTable('employment')
    .set({ toDay: on, endReason: reason })
    .where('id', '=', id)
    .execute()
}

/** An organisation as people may work for it. */
export const employerNamed = (connection: Db | Tx, id: string) =>
  as<PeopleTables>(connection)
    .selectFrom('pubOrganisation')
    .select(['id', 'kind', 'name', 'status'])
    .where('id', '=', id)
    .executeTakeFirst()
