import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** What a reader's roles let a list show: everybody, or people these organisations and persons have to do with. */
export type Reach =
  | { readonly all: true }
  | {
      readonly all: false
      readonly employers: readonly string[]
      readonly institutions: readonly string[]
      readonly districts: readonly string[]
      readonly associations: readonly string[]
      readonly persons: readonly string[]
    }

export interface PeopleFilter {
  readonly grams: readonly string[]
  readonly key: string
  readonly employerId?: string | undefined
  readonly class?: string | undefined
}

export interface PersonListRow {
  readonly id: string
  readonly name: string
  readonly sex: 'female' | 'male' | null
  readonly birth: string | null
  readonly class: string | null
  readonly demo: boolean
  readonly sealed: Buffer | null
  readonly employers: readonly { readonly id: string; readonly name: string; readonly post: string }[]
}

/** Records that speak for a person: those merged into another are not listed. */
const speaking = sql`(
  select s.*, (select c.class from person_class c where c.person_id = any(pub_person_ids(s.id)) order by c.from_day desc, c.decided_at desc limit 1) as class
  from person s where not exists (select from person_alias a where a.person_id = s.id))`

const columns = sql`p.id, p.name, p.sex, p.birth, p.class, p.demo,
  (select d.sealed from identity_document d where d.person_id = any(pub_person_ids(p.id)) order by d.ended_at nulls first, d.added_at desc limit 1) as sealed,
  coalesce((select jsonb_agg(jsonb_build_object('id', one.id, 'name', one.name, 'post', one.post) order by one.from_day desc)
    from (select distinct on (o.id) o.id, o.name, e.post, e.from_day from employment e join pub_organisation o on o.id = e.employer_id
      where e.person_id = any(pub_person_ids(p.id)) and e.to_day is null order by o.id, e.post = '', e.from_day) as one), '[]') as employers`

/**
 * Persons within reach, as one set of ids to join with: conditions on each person of the register, joined by "or", would
 * be tried on everybody in it to find one employer's staff.
 */
const reachable = (reach: Exclude<Reach, { all: true }>, today: string): RawBuilder<unknown> => sql`
  select unnest(${[...reach.persons]}::uuid[])
  union
  select e.person_id from employment e
  where e.from_day <= ${today}::date and (e.to_day is null or e.to_day >= ${today}::date) and e.employer_id in (
    select unnest(${[...reach.employers]}::uuid[])
    union select o.id from pub_organisation o where o.district_id = any(${[...reach.districts]}::uuid[])
    union select m.member_id from pub_association_member m where m.association_id = any(${[...reach.associations]}::uuid[])
      and m.from_day <= ${today}::date and (m.to_day is null or m.to_day >= ${today}::date))
  union
  select n.person_id from pub_enrolment n
  where n.state <> 'withdrawn' and n.class_id in (
    select k.id from pub_training_class k where k.institution_id = any(${[...reach.institutions]}::uuid[]))`

const within = (reach: Reach, today: string): RawBuilder<unknown> =>
  reach.all
    ? sql`true`
    : sql`p.id in (select coalesce(a.survivor_id, r.id) from (${reachable(reach, today)}) as r (id) left join person_alias a on a.person_id = r.id)`

const named = ({ grams, key }: PeopleFilter): RawBuilder<unknown> =>
  key === ''
    ? sql`true`
    : // An absorbed record goes on being found under its own name.
      sql`p.id in (select coalesce(a.survivor_id, q.id) from person q left join person_alias a on a.person_id = q.id where q.name_grams @> ${[...grams]}::text[] and ${
        grams[0]?.startsWith('^')
          ? sql`starts_with(name_key(q.name), ${key})`
          : sql`position(${key} in name_key(q.name)) > 0`
      })`

export const listPersonRows = async (
  connection: Db | Tx,
  filter: PeopleFilter,
  reach: Reach,
  today: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<PersonListRow[]> => {
  const { rows } = await sql<PersonListRow>`
    select ${columns} from ${speaking} p
    where ${named(filter)} and ${within(reach, today)}
      and ${filter.employerId ? sql`p.id in (select coalesce(a.survivor_id, e.person_id) from employment e left join person_alias a on a.person_id = e.person_id where e.employer_id = ${filter.employerId} and e.to_day is null)` : sql`true`}
      and ${filter.class ? sql`p.class = ${filter.class}` : sql`true`}
      and ${after ? sql`(p.name, p.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by p.name, p.id limit ${limit}`.execute(connection)
  return rows
}

export const personListRow = async (connection: Db | Tx, id: string): Promise<PersonListRow | undefined> => {
  const { rows } =
    await sql<PersonListRow>`select ${columns} from ${speaking} p where p.id = pub_person_id(${id})`.execute(
      connection,
    )
  return rows[0]
}

export interface OwnerRows {
  readonly employers: string[]
  readonly districts: string[]
  readonly associations: string[]
  readonly institutions: string[]
}

/** Whose a person is today: employers, their districts and associations, institutions whose classes the person took. */
export const ownersOfPersonRows = async (
  connection: Db | Tx,
  personId: string,
  today: string,
): Promise<OwnerRows> => {
  const { rows } = await sql<OwnerRows>`
    with employers as (
      select distinct e.employer_id as id, o.district_id from employment e join pub_organisation o on o.id = e.employer_id
      where e.person_id = any(pub_person_ids(${personId})) and e.from_day <= ${today}::date and (e.to_day is null or e.to_day >= ${today}::date))
    select coalesce((select array_agg(id) from employers), '{}') as employers,
      coalesce((select array_agg(distinct district_id) from employers where district_id is not null), '{}') as districts,
      coalesce((select array_agg(distinct m.association_id) from employers e join pub_association_member m on m.member_id = e.id
        where m.from_day <= ${today}::date and (m.to_day is null or m.to_day >= ${today}::date)), '{}') as associations,
      coalesce((select array_agg(distinct k.institution_id) from pub_enrolment n join pub_training_class k on k.id = n.class_id
        where n.person_id = any(pub_person_ids(${personId})) and n.state <> 'withdrawn'), '{}') as institutions`.execute(
    connection,
  )
  return rows[0] ?? { employers: [], districts: [], associations: [], institutions: [] }
}
