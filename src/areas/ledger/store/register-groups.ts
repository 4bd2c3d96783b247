import { type RawBuilder, sql } from 'kysely'
import { isId } from '../../../kernel/id.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { RegisterRun } from './register.ts'
import type { RegisterStanding } from './tables.ts'

export type GroupKind = 'district' | 'employer' | 'title-level'

export interface RegisterGroup extends Record<RegisterStanding, number> {
  /** Id of the organisation, or the title level; empty: none is on record. */
  readonly key: string
}

/**
 * What sets people apart on a day, each person once, by the record that speaks for them: (person_id, key). Of several
 * employers the one joined last, of those the first by id.
 */
const keys: Readonly<Record<GroupKind, (day: string) => RawBuilder<unknown>>> = {
  employer: (day) => sql`
    select distinct on (1) coalesce(a.survivor_id, m.person_id) as person_id, m.employer_id::text as key
    from pub_employment m left join pub_person_alias a on a.person_id = m.person_id
    where m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
    order by 1, m.from_day desc, m.employer_id`,
  district: (day) => sql`
    select distinct on (1) coalesce(a.survivor_id, m.person_id) as person_id, o.district_id::text as key
    from pub_employment m left join pub_person_alias a on a.person_id = m.person_id
      join pub_organisation o on o.id = m.employer_id
    where m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
    order by 1, m.from_day desc, m.employer_id`,
  'title-level': (day) => sql`
    select distinct on (1) coalesce(a.survivor_id, f.person_id) as person_id, f.value as key
    from pub_recorded_fact f left join pub_person_alias a on a.person_id = f.person_id
    where f.fact = 'title-level' and (f.from_day is null or f.from_day <= ${day}::date) and (f.to_day is null or f.to_day >= ${day}::date)
    order by 1, f.from_day desc nulls last`,
}

/** Adds a finished run up by group, as people were on a day; what superseded runs have left goes. */
export const storeGroups = async (
  tx: Tx,
  { number, programmeId }: Pick<RegisterRun, 'number' | 'programmeId'>,
  day: string,
): Promise<void> => {
  await sql`delete from register_group g using register_run r
    where r.number = g.run and r.programme_id = ${programmeId} and (r.state = 'superseded' or r.number = ${number})`.execute(
    tx,
  )
  for (const kind of Object.keys(keys) as GroupKind[])
    await sql`
      insert into register_group (run, kind, key, met, unmet, undetermined, outside)
      select ${number}, ${kind}, coalesce(k.key, ''),
        count(*) filter (where h.standing = 'met'), count(*) filter (where h.standing = 'unmet'),
        count(*) filter (where h.standing = 'undetermined'), count(*) filter (where h.standing = 'outside')
      from register_standing s join register_shape h on h.run = s.run and h.shape = s.shape
        left join (${keys[kind](day)}) as k on k.person_id = s.person_id
      where s.run = ${number} group by coalesce(k.key, '')`.execute(tx)
}

/** Which of these runs have been added up. */
export const groupedRuns = async (tx: Db | Tx, runs: readonly number[]): Promise<ReadonlySet<number>> => {
  const { rows } = await sql<{ run: number }>`
    select r.run from unnest(${[...runs]}::int[]) as r (run) where exists (select from register_group g where g.run = r.run)`.execute(
    tx,
  )
  return new Set(rows.map(({ run }) => run))
}

/** Groups of a run, the shortest of all first, in pages; one row more than asked tells of a next page. */
export const groupsOfRun = async (
  tx: Db | Tx,
  run: number,
  kind: GroupKind,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<RegisterGroup[]> => {
  const { rows } = await sql<RegisterGroup>`
    select key, met, unmet, undetermined, outside from register_group
    where run = ${run} and kind = ${kind}
      and ${after ? sql`(unmet < ${after[0]} or (unmet = ${after[0]} and key > ${after[1]}))` : sql`true`}
    order by unmet desc, key limit ${limit + 1}`.execute(tx)
  return rows
}

/** Whom a list of people is narrowed to; keys as in the groups, an empty one for those of whom none is on record. */
export interface GroupAsked {
  readonly district?: string | undefined
  readonly employer?: string | undefined
  readonly titleLevel?: string | undefined
}

type Value = RawBuilder<unknown>
const textKey = (key: string): Value => sql`${key}`
/** What is no id is no organisation's. */
const idKey = (key: string): Value | null => (isId(key) ? sql`${key}::uuid` : null)

/** The key of one person on a day, and people who may bear a key: few are looked at singly where a group is small. */
const ofPerson: Readonly<
  Record<
    GroupKind,
    {
      readonly key: (person: Value, day: string) => Value
      readonly bearers: (key: Value) => Value
      /** A key as it is compared, by its index; null for one that nobody bears. */
      readonly valueOf: (key: string) => Value | null
    }
  >
> = {
  employer: {
    key: (person, day) => sql`(select m.employer_id from pub_employment m
      where m.person_id = any(pub_person_ids(${person})) and m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
      order by m.from_day desc, m.employer_id limit 1)`,
    bearers: (key) => sql`
      select coalesce(a.survivor_id, m.person_id) from pub_employment m left join pub_person_alias a on a.person_id = m.person_id
      where m.employer_id = ${key}`,
    valueOf: idKey,
  },
  district: {
    key: (
      person,
      day,
    ) => sql`(select o.district_id from pub_employment m join pub_organisation o on o.id = m.employer_id
      where m.person_id = any(pub_person_ids(${person})) and m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
      order by m.from_day desc, m.employer_id limit 1)`,
    bearers: (key) => sql`
      select coalesce(a.survivor_id, m.person_id) from pub_employment m join pub_organisation o on o.id = m.employer_id
        left join pub_person_alias a on a.person_id = m.person_id
      where o.district_id = ${key}`,
    valueOf: idKey,
  },
  'title-level': {
    key: (person, day) => sql`(select f.value from pub_recorded_fact f
      where f.person_id = any(pub_person_ids(${person})) and f.fact = 'title-level'
        and (f.from_day is null or f.from_day <= ${day}::date) and (f.to_day is null or f.to_day >= ${day}::date)
      order by f.from_day desc nulls last limit 1)`,
    bearers: (key) => sql`
      select coalesce(a.survivor_id, f.person_id) from pub_recorded_fact f left join pub_person_alias a on a.person_id = f.person_id
      where f.fact = 'title-level' and f.value = ${key}`,
    valueOf: textKey,
  },
}

/** That a person belongs to the groups asked for: true of everybody where none is. */
export const isInGroups = (
  person: RawBuilder<unknown>,
  asked: GroupAsked,
  day: string,
): RawBuilder<unknown> => {
  const wanted = (
    [
      ['district', asked.district],
      ['employer', asked.employer],
      ['title-level', asked.titleLevel],
    ] as const
  ).flatMap(([kind, key]) => {
    if (key === undefined) return []
    const { key: keyOf, bearers, valueOf } = ofPerson[kind]
    if (key === '') return [sql`${keyOf(person, day)} is null`]
    const value = valueOf(key)
    return value === null
      ? [sql`false`]
      : [sql`${person} in (${bearers(value)}) and ${keyOf(person, day)} = ${value}`]
  })
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `)
}

/** Employers of people on a day, by person. */
export const employersOn = async (
  tx: Db | Tx,
  personIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => {
  const { rows } = await sql<{ personId: string; name: string; nameEn: string }>`
    select who.id as person_id, o.name, o.name_en from unnest(${[...personIds]}::uuid[]) as who (id)
      cross join lateral (select m.employer_id from pub_employment m
        where m.person_id = any(pub_person_ids(who.id)) and m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
        order by m.from_day desc, m.employer_id limit 1) as work
      join pub_organisation o on o.id = work.employer_id`.execute(tx)
  return new Map(rows.map(({ personId, name, nameEn }) => [personId, { zh: name, en: nameEn }]))
}
