import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

export interface Reached {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'zh' | 'en'
}

/**
 * Those of the people who have an address: the one on their record, or else the one they sign in with. Each is looked up
 * by itself: planned as one join, a register that grew since its statistics were taken is read through for every thousand.
 */
export const reachedPeople = async (db: Db | Tx, ids: readonly string[]): Promise<readonly Reached[]> => {
  const { rows } = await sql<Reached>`
    select distinct on (p.survivor_id) p.survivor_id as id, p.name, coalesce(c.email, s.email) as email, coalesce(s.language, 'zh') as language
    from unnest(${plain(ids)}::uuid[]) as given (id)
      cross join lateral (select survivor_id, name from pub_person where id = given.id limit 1) as p
      left join lateral (select email from pub_person_address where person_id = p.survivor_id limit 1) as c on true
      left join lateral (
        select n.email, a.language from pub_account a left join pub_account_address n on n.account_id = a.id
        where a.person_id in (select p.survivor_id union all select person_id from pub_person_alias where survivor_id = p.survivor_id)
        order by n.email limit 1) as s on true
    where coalesce(c.email, s.email) is not null
    order by p.survivor_id`.execute(db)
  return rows
}

/** Those who act for an organisation in a role on a day and have an address. */
export const reachedActing = async (
  db: Db | Tx,
  acting: { readonly role: string; readonly organisationId: string; readonly on: string },
): Promise<readonly Reached[]> => {
  const { rows } = await sql<Reached>`
    select distinct on (a.id) a.id, a.display_name as name, s.email, a.language
    from pub_role_assignment r
      join pub_account a on a.id = r.account_id
      join pub_account_address s on s.account_id = a.id
    where r.organisation_id = ${acting.organisationId} and r.role = ${acting.role}
      and r.from_day <= ${acting.on}::date and (r.to_day is null or r.to_day >= ${acting.on}::date)
    order by a.id, s.email`.execute(db)
  return rows
}
