import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

export const programmeReviewed = async (connection: Db | Tx, programmeId: string) => {
  const { rows } = await sql<{ officeId: string; zone: string }>`
    select office_id, zone from pub_programme where id = ${programmeId}`.execute(connection)
  return rows[0]
}

/** Of these persons those an employer employs on a day, under whichever of their records. */
export const staffAmong = async (
  connection: Db | Tx,
  employerId: string,
  personIds: readonly string[],
  on: string,
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${plain(personIds)}::uuid[]) as given (id)
    where exists (select from pub_employment e where e.employer_id = ${employerId}
      and e.person_id in (select given.id union all select person_id from pub_person_alias where survivor_id = given.id)
      and e.from_day <= ${on}::date and (e.to_day is null or e.to_day >= ${on}::date))`.execute(connection)
  return new Set(rows.map(({ id }) => id))
}
