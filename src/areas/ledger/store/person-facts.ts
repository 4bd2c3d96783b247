import { sql } from 'kysely'
import type { Owners } from '../../../access/index.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Dated } from '../../../rules/index.ts'

/** Dated facts of people as FACTS names them: programmes taken part in, and what the people area keeps; by person. */
export const personFactsOf = async (
  tx: Db | Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Record<string, Dated[]>>> => {
  const [programmes, kept] = [await programmesTaken(tx, personIds), await keptFacts(tx, personIds)]
  const people = new Map<string, Record<string, Dated[]>>(
    personIds.map((id) => [id, { programme: [{ value: programmes.get(id) ?? [] }] }]),
  )
  for (const row of kept) {
    const facts = people.get(row.personId)
    if (!facts) continue
    const fact = row.fact.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
    facts[fact] = [
      ...(facts[fact] ?? []),
      {
        value: row.value,
        ...(row.fromDay ? { from: row.fromDay } : {}),
        ...(row.toDay ? { to: row.toDay } : {}),
      },
    ]
  }
  return people
}

const programmesTaken = async (
  tx: Db | Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> => {
  const { rows } = await sql<{ personId: string; codes: string[] }>`
    select who.id as person_id, array_agg(distinct lower(p.code) order by lower(p.code)) as codes
    from unnest(${[...personIds]}::uuid[]) as who (id) cross join lateral unnest(pub_person_ids(who.id)) as own (id)
      join pub_enrolment e on e.person_id = own.id and e.state <> 'withdrawn'
      join pub_training_class k on k.id = e.class_id join pub_programme p on p.id = k.programme_id
    group by who.id`.execute(tx)
  return new Map(rows.map((row) => [row.personId, row.codes]))
}

const keptFacts = async (tx: Db | Tx, personIds: readonly string[]) => {
  const { rows } = await sql<{
    personId: string
    fact: string
    value: string
    fromDay: string | null
    toDay: string | null
  }>`
    select person_id, fact, value, from_day, to_day from pub_person_fact where person_id = any(${[...personIds]}::uuid[])
    order by person_id, fact, from_day nulls first`.execute(tx)
  return rows
}

/** English names of the classes activities come from; facts are kept in the words they were proven in. */
export const englishTitles = async (
  tx: Db | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (activityIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; nameEn: string }>`
    select e.id, k.name_en from pub_enrolment e join pub_training_class k on k.id = e.class_id
    where e.id = any(${[...activityIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.nameEn]))
}

/** Why classes were not completed, as frozen on closing: codes by the enrolment an activity comes from. */
export const notCompletedReasons = async (
  tx: Db | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (activityIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; codes: string[] }>`
    select e.id, array(select r ->> 'code' from jsonb_array_elements(e.outcome -> 'reasons') r) as codes from pub_enrolment e
    where e.id = any(${[...activityIds]}::uuid[]) and e.state = 'not-completed'`.execute(tx)
  return new Map(rows.map(({ id, codes }) => [id, codes]))
}

/** Names of organisations that facts know by their ids; whatever else stands there is none's. */
export const organisationNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; nameEn: string }>`
    select id, name, name_en from pub_organisation where id::text = any(${[...ids]}::text[])`.execute(tx)
  return new Map(rows.map(({ id, name, nameEn }) => [id, { zh: name, en: nameEn }]))
}

/** Whose a person's record is: the person, employers of the day, and the districts of those employers. */
export const ownersOfPerson = async (tx: Db | Tx, personId: string, today: string): Promise<Owners> => {
  const { rows } = await sql<{ organisationId: string; districtId: string | null }>`
    select e.employer_id as organisation_id, o.district_id from pub_employment e join pub_organisation o on o.id = e.employer_id
    where e.person_id = any(pub_person_ids(${personId})) and e.from_day <= ${today}::date and (e.to_day is null or e.to_day >= ${today}::date)`.execute(
    tx,
  )
  return {
    professional: [personId],
    employer: rows.map((row) => row.organisationId),
    district: rows.flatMap((row) => (row.districtId ? [row.districtId] : [])),
  }
}

export const nameOfPerson = async (tx: Db | Tx, personId: string): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string }>`select name from pub_person where id = ${personId}`.execute(tx)
  return rows[0]?.name
}
