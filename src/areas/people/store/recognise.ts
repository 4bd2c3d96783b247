import { sql } from 'kysely'
import type { IdentityKind } from '../../../kernel/identity-number.ts'
import { bytes, plain, texts } from '../../../platform/db/array-literal.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { RecordSource } from '../contract.ts'

/**
 * For the rest of the transaction, looks rows up one by one through an index. On a table that grew since its statistics
 * were taken, a thousand look-ups are otherwise planned as a read of the whole table, each time.
 */
export const preferIndexes = async (tx: Tx): Promise<void> => {
  await sql`select set_config(name, value, true) from (values
    ('random_page_cost', '1.1'), ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off')) as given (name, value)`.execute(
    tx,
  )
}

/** The records that speak for the persons behind fingerprints, by fingerprint in hex. Set-based: one statement for thousands. */
export const personsByFingerprint = async (
  connection: Db | Tx,
  fingerprints: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ fingerprint: string; personId: string }>`
    select encode(d.fingerprint, 'hex') as fingerprint, coalesce(a.survivor_id, d.person_id) as person_id
    from identity_document d left join person_alias a on a.person_id = d.person_id
    where d.fingerprint = any(${bytes(fingerprints)}::bytea[])`.execute(connection)
  return new Map(rows.map((row) => [row.fingerprint, row.personId]))
}

export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly nameGrams: readonly string[]
  readonly birth: string | null
  readonly sex: 'female' | 'male' | null
  readonly phone: string
  readonly email: string
  readonly kind: IdentityKind
  /** Hex. */
  readonly fingerprint: string
  readonly sealed: Buffer
}

/**
 * Puts new persons on record with their documents; gives the fingerprints it wrote. One that somebody else wrote meanwhile
 * is waited for and left out, so the documents come first (their reference to the person is checked at the end). Sorted,
 * so that two rosters with the same new people wait for each other instead of deadlocking.
 */
export const insertPersons = async (
  tx: Tx,
  persons: readonly NewPerson[],
  demo: boolean,
  now: Date,
): Promise<Set<string>> => {
  const sorted = [...persons].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  const { rows } = await sql<{ personId: string; fingerprint: string }>`
    insert into identity_document (fingerprint, person_id, kind, sealed, added_at)
    select fingerprint, person_id, kind, sealed, ${now}
    from unnest(${bytes(sorted.map((one) => one.fingerprint))}::bytea[], ${plain(sorted.map((one) => one.id))}::uuid[],
      ${texts(sorted.map((one) => one.kind))}::text[], ${bytes(sorted.map((one) => one.sealed))}::bytea[]) as given (fingerprint, person_id, kind, sealed)
    on conflict (fingerprint) do nothing
    returning person_id, encode(fingerprint, 'hex') as fingerprint`.execute(tx)
  const written = new Set(rows.map((row) => row.personId))
  const fresh = persons.filter((one) => written.has(one.id))
  await sql`
    insert into person (id, name, name_grams, birth, sex, phone, email, demo, created_at)
    select id, name, string_to_array(grams, ' '), birth, sex, phone, email, ${demo}, ${now}
    from unnest(${plain(fresh.map((one) => one.id))}::uuid[], ${texts(fresh.map((one) => one.name))}::text[], ${texts(fresh.map((one) => one.nameGrams.join(' ')))}::text[],
      ${plain(fresh.map((one) => one.birth))}::date[], ${texts(fresh.map((one) => one.sex))}::text[], ${texts(fresh.map((one) => one.phone))}::text[],
      ${texts(fresh.map((one) => one.email))}::text[]) as given (id, name, grams, birth, sex, phone, email)`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.fingerprint))
}

/** Fills in what the record of known persons lacks; what stands there stands. */
export const fillContacts = async (
  tx: Tx,
  contacts: readonly { personId: string; phone: string; email: string }[],
): Promise<void> => {
  if (contacts.length === 0) return
  await sql`
    update person p set
      phone = case when p.phone = '' then given.phone else p.phone end,
      email = case when p.email = '' then given.email else p.email end
    from unnest(${plain(contacts.map((one) => one.personId))}::uuid[], ${texts(contacts.map((one) => one.phone))}::text[],
      ${texts(contacts.map((one) => one.email))}::text[]) as given (id, phone, email)
    where p.id = given.id and ((p.phone = '' and given.phone <> '') or (p.email = '' and given.email <> ''))`.execute(
    tx,
  )
}

export interface NewEmployment {
  readonly id: string
  readonly personId: string
  readonly employerId: string
  readonly post: string
}

interface Recorded {
  readonly source: RecordSource
  readonly by: string | null
  readonly day: string
  readonly now: Date
}

/** Employments not on record yet begin on the day, and are answered; a post that was blank is filled in. */
export const insertEmployments = async (
  tx: Tx,
  employments: readonly NewEmployment[],
  recorded: Recorded,
): Promise<readonly Omit<NewEmployment, 'post'>[]> => {
  if (employments.length === 0) return []
  const { rows } = await sql<Omit<NewEmployment, 'post'> & { fresh: boolean }>`
    insert into employment (id, person_id, employer_id, post, from_day, source, recorded_by, recorded_at)
    select id, person_id, employer_id, post, ${recorded.day}::date, ${recorded.source}, ${recorded.by}::uuid, ${recorded.now}
    from unnest(${plain(employments.map((one) => one.id))}::uuid[], ${plain(employments.map((one) => one.personId))}::uuid[],
      ${plain(employments.map((one) => one.employerId))}::uuid[], ${texts(employments.map((one) => one.post))}::text[]) as given (id, person_id, employer_id, post)
      -- With a limit it stays a look-up for each row: as a join it reads every employment there is.
      left join lateral (select true as held from person_alias a, lateral (
          select from employment e where e.person_id = a.person_id and e.employer_id = given.employer_id and e.to_day is null limit 1) as one
        where a.survivor_id = given.person_id limit 1) as merged on true
    where merged.held is null
    order by person_id
    on conflict (person_id, employer_id) where to_day is null
      do update set post = excluded.post where employment.post = '' and excluded.post <> ''
    returning id, person_id, employer_id, xmax = 0 as fresh`.execute(tx)
  return rows.filter(({ fresh }) => fresh)
}

export interface NewEvidence {
  readonly id: string
  readonly personId: string
  readonly facts: Readonly<Record<string, string>>
}

export const insertEvidence = async (
  tx: Tx,
  evidence: readonly NewEvidence[],
  recorded: Recorded,
): Promise<void> => {
  if (evidence.length === 0) return
  // The same few bundles of facts fit thousands of people: each goes over once, the rows say which.
  const bundles = [...new Set(evidence.map((one) => one.facts))]
  const which = new Map(bundles.map((facts, index) => [facts, index + 1]))
  await sql`
    insert into person_evidence (id, person_id, from_day, facts, source, recorded_by, recorded_at)
    select id, person_id, ${recorded.day}::date, (${texts(bundles.map((facts) => JSON.stringify(facts)))}::jsonb[])[which],
      ${recorded.source}, ${recorded.by}::uuid, ${recorded.now}
    from unnest(${plain(evidence.map((one) => one.id))}::uuid[], ${plain(evidence.map((one) => one.personId))}::uuid[],
      ${plain(evidence.map((one) => which.get(one.facts) ?? 0))}::int[]) as given (id, person_id, which)`.execute(
    tx,
  )
}

export interface EvidenceRow {
  readonly personId: string
  readonly from: string
  readonly facts: Readonly<Record<string, string>>
  readonly checked: boolean
}

/** Evidence of many persons, in order of its day. */
export const evidenceOf = async (
  connection: Db | Tx,
  personIds: readonly string[],
): Promise<EvidenceRow[]> => {
  const { rows } = await sql<EvidenceRow>`
    select person_id, from_day as "from", facts, checked_at is not null as checked from (
      select e.person_id, e.from_day, e.facts, e.checked_at, e.recorded_at, e.id from person_evidence e where e.person_id = any(${plain(personIds)}::uuid[])
      union all
      select a.survivor_id, e.from_day, e.facts, e.checked_at, e.recorded_at, e.id
      from person_alias a join person_evidence e on e.person_id = a.person_id where a.survivor_id = any(${plain(personIds)}::uuid[])
    ) as stated order by from_day, recorded_at, id`.execute(connection)
  return rows
}

/** Every name each of these is on record under, that of the record that speaks for them first. */
export const namesOnRecord = async (
  connection: Db | Tx,
  personIds: readonly string[],
): Promise<Map<string, string[]>> => {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from (
      select id, name, 0 as after from person where id = any(${plain(personIds)}::uuid[])
      union all select a.survivor_id, p.name, 1 from person_alias a join person p on p.id = a.person_id
      where a.survivor_id = any(${plain(personIds)}::uuid[])
    ) as known order by after`.execute(connection)
  const names = Map.groupBy(rows, ({ id }) => id)
  return new Map([...names].map(([id, found]) => [id, found.map(({ name }) => name)]))
}
