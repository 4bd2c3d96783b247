import { sql } from 'kysely'
import { type Db, preparedRead, type Tx } from '../../../platform/db/database.ts'
import type { Activity, Dated, Exemption, Holding } from '../../../rules/index.ts'
import type { ClosingRow } from './closing-rows.ts'

/** What is on record of a person under a programme, with that of the records merged into theirs. */
export interface PersonEvidence {
  readonly personId: string
  readonly activities: readonly Activity[]
  /** Without those taken back by the day asked about, or at all where no day is named. */
  readonly exemptions: readonly Exemption[]
  /** In the order they were written. */
  readonly closings: readonly ClosingRow[]
  /** In the order of their ids. */
  readonly holdings: readonly Holding[]
  /** Dated facts as FACTS name them: programmes taken part in, and what the people area records or derives (migration 0066). */
  readonly facts: Readonly<Record<string, readonly Dated[]>>
}

/** Bytes and instants come as text. */
type ClosingInJson = Omit<ClosingRow, 'contentHash' | 'closedAt'> & { contentHash: string; closedAt: string }

interface HoldingInJson {
  readonly id: string
  readonly kind: string
  readonly facts: Readonly<Record<string, string>>
  readonly from: string
  readonly to: string | null
}

interface EvidenceRow {
  readonly personId: string
  readonly activities: readonly Activity[]
  readonly exemptions: readonly Exemption[]
  readonly closings: readonly ClosingInJson[]
  readonly programmes: readonly string[]
  /** Facts as recorded, by their names; a last day may be null. */
  readonly holdings: readonly HoldingInJson[]
  /** Fact, value (null: known to have none), first and last day. */
  readonly facts: readonly (readonly [string, string | null, string | null, string | null])[]
}

/** `people` has one column of ids; $2 is the programme, $3 the day asked about. */
const textFor = (people: string): string => `
  select who.id as "personId",
    (select coalesce(json_agg(a.facts order by a.id), '[]') from activity a
      where a.person_id = any(who.ids) and a.programme_id = $2) as activities,
    (select coalesce(json_agg(json_build_object('id', x.id, 'from', x.from_day, 'to', x.to_day, 'reason', x.reason,
        'grantedBy', coalesce(x.granted_by::text, 'system'), 'grantedOn', x.granted_on, 'extent', x.extent) order by x.id), '[]')
      from exemption x where x.person_id = any(who.ids) and x.programme_id = $2
        and not exists (select from exemption_end e where e.exemption_id = x.id and e.ended_on <= $3::date)) as exemptions,
    (select coalesce(json_agg(json_build_object('id', r.id, 'closingId', r.closing_id, 'personId', r.person_id, 'period', r.period,
        'standing', r.standing, 'content', r.content, 'contentHash', encode(r.content_hash, 'hex'), 'supersedes', r.supersedes,
        'entries', r.entries, 'closedOn', r.closed_on, 'closedAt', r.closed_at) order by r.closed_at, r.id), '[]')
      from closing_row r where r.person_id = any(who.ids) and r.programme_id = $2) as closings,
    array(select distinct lower(p.code) from pub_enrolment e
      join pub_training_class k on k.id = e.class_id join pub_programme p on p.id = k.programme_id
      where e.person_id = any(who.ids) and e.state <> 'withdrawn' order by 1) as programmes,
    (select coalesce(json_agg(json_build_object('id', h.id, 'kind', h.kind, 'facts', h.facts, 'from', h.from_day, 'to', h.to_day)
        order by h.id), '[]')
      from pub_person_holding h where h.person_id = any(who.ids)) as holdings,
    (select coalesce(json_agg(json_build_array(f.fact, f.value, f.from_day, f.to_day) order by f.fact, f.from_day nulls first), '[]')
      from pub_person_fact f where f.person_id = who.id and (f.programme_id is null or f.programme_id = $2)) as facts
  from (select p.id, pub_person_ids(p.id) as ids from ${people} as p (id) offset 0) as who`

/** One person is asked about by value: of a list PostgreSQL expects less once it sees it, and would plan anew each time. */
const ofOne = textFor('(values ($1::uuid))')
const ofMany = textFor('unnest($1::uuid[])')

/** The evidence of people under a programme, in one question however many they are. */
export const evidenceOf = async (
  tx: Db | Tx,
  personIds: readonly string[],
  { programmeId, on }: { readonly programmeId: string; readonly on: string },
): Promise<PersonEvidence[]> => {
  const [one, ...others] = personIds
  if (one === undefined) return []
  const isOne = others.length === 0
  const rows = await preparedRead<EvidenceRow>(tx, {
    name: isOne ? 'person-evidence' : 'people-evidence',
    text: isOne ? ofOne : ofMany,
    values: [isOne ? one : `{${personIds.join(',')}}`, programmeId, on || 'infinity'],
  })
  return rows.map(({ personId, activities, exemptions, closings, programmes, holdings, facts }) => ({
    personId,
    activities,
    exemptions,
    closings: closings.map((row) => ({
      ...row,
      contentHash: Buffer.from(row.contentHash, 'hex'),
      closedAt: new Date(row.closedAt),
    })),
    holdings: holdings.map(holdingOf),
    facts: { programme: [{ value: programmes }], ...datedFacts(facts) },
  }))
}

/** What a person was ever recorded to hold, in the order of ids, with what was recorded under records merged into theirs. */
export const holdingsOfPerson = async (tx: Db | Tx, personId: string): Promise<Holding[]> => {
  const { rows } = await sql<HoldingInJson>`
    select id, kind, facts, from_day as "from", to_day as "to" from pub_person_holding
    where person_id = any(pub_person_ids(${personId})) order by id`.execute(tx)
  return rows.map(holdingOf)
}

export const holdingsByIds = async (tx: Db | Tx, ids: readonly string[]): Promise<Holding[]> => {
  const { rows } = await sql<HoldingInJson>`
    select id, kind, facts, from_day as "from", to_day as "to" from pub_person_holding
    where id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows.map(holdingOf)
}

const holdingOf = ({ id, kind, facts, from, to }: HoldingInJson): Holding => ({
  id,
  kind,
  facts: datedFacts(Object.entries(facts).map(([fact, value]) => [fact, value, null, null])),
  from,
  ...(to !== null && { to }),
})

const datedFacts = (rows: EvidenceRow['facts']): Record<string, Dated[]> => {
  const facts: Record<string, Dated[]> = {}
  for (const [fact, value, from, to] of rows) {
    const name = fact.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
    const dated: Dated = { value, ...(from !== null && { from }), ...(to !== null && { to }) }
    ;(facts[name] ??= []).push(dated)
  }
  return facts
}
