import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

interface Wrong {
  readonly subject: string
  readonly detail: string
}

/** What the trail tells of the rows of a table, and what they say themselves. */
export interface ToldRecord {
  /** As a finding names it before the key. */
  readonly record: string
  /** Rows `(key text, facts jsonb)`: everything there is. */
  readonly kept: RawBuilder<unknown>
  /**
   * Rows `(key text, place bigint, facts jsonb)`: facts as each event tells them, in the order of `place`; of a fact told more
   * than once the last holds. `there` is false from the event on that took the row away.
   */
  readonly told: RawBuilder<unknown>
  /** Events that name new rows in `rows`. A house that has such of before they did cannot tell rows put in from theirs. */
  readonly lists?: readonly string[]
}

/** As a fact an event of before such were told would tell. */
export const untold = sql`'"?"'::jsonb`

/** So many findings of one table are named; more of the same kind say nothing new. */
const most = 500

/**
 * Holds the rows of a table to their events: what was changed, taken out or put in with SQL does not fit. The database does it
 * in one pass over either side, and sorts on its disk what it has no memory for. A fact no event tells is not judged.
 */
export const checkTold = async (
  db: Db,
  { record, kept, told, lists = [] }: ToldRecord,
): Promise<{ subjects: number; wrong: Wrong[] }> => {
  const { rows } = await sql<{ key: string; facts: string[] }>`
    with said as (
      select distinct on (t.key, f.key) t.key, f.key as fact, f.value
      from (${told}) t, jsonb_each(jsonb_build_object('there', true) || t.facts) f order by t.key, f.key, t.place desc),
    stands as (
      select k.key, f.key as fact, f.value
      from (${kept}) k, jsonb_each(jsonb_build_object('there', true) || k.facts) f)
    select key, array_agg(fact order by fact = 'there' desc, fact) as facts from (
      select key, case when fact <> 'there' then fact when stands.value is null then 'gone' else 'put in' end as fact
      from said full join stands using (key, fact)
      where case when fact = 'there' then coalesce(said.value, 'false') <> coalesce(stands.value, 'false')
        else said.value <> stands.value and said.value <> ${untold} end
        and (said.value is not null or not exists (select from event where name = any(${lists}) and not data ? 'rows'))
    ) off group by key order by key limit ${most}`.execute(db)
  const count = await sql<{ n: number }>`select count(*)::int as n from (${kept}) k`.execute(db)
  return {
    subjects: count.rows[0]?.n ?? 0,
    wrong: rows.map(({ key, facts }) => ({ subject: `${record} ${key}`, detail: inWords(facts) })),
  }
}

const inWords = (facts: readonly string[]): string => {
  if (facts.includes('gone')) return 'is gone, and no event says so'
  if (facts.includes('put in')) return 'was put in by hand: no event tells of it'
  return `is not what its events say: ${facts.join(', ')}`
}
