import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { FoundLine } from './dry-runs.ts'
import type { StandWord } from './tables.ts'

export interface RunCounts {
  readonly people: number
  readonly newlyShort: number
  readonly newlyMet: number
  readonly newlyUndetermined: number
  readonly newlyReached: number
  readonly newlyOutside: number
}

const counts = sql`count(*)::int as people,
  (count(*) filter (where after = 'unmet' and before <> 'unmet'))::int as newly_short,
  (count(*) filter (where after = 'met' and before <> 'met'))::int as newly_met,
  (count(*) filter (where after = 'undetermined' and before <> 'undetermined'))::int as newly_undetermined,
  (count(*) filter (where before = 'outside' and after <> 'outside'))::int as newly_reached,
  (count(*) filter (where after = 'outside' and before <> 'outside'))::int as newly_outside`

export const matrixOf = async (
  tx: Db | Tx,
  runId: string,
): Promise<{ before: StandWord; after: StandWord; people: number }[]> => {
  const { rows } = await sql<{ before: StandWord; after: StandWord; people: number }>`
    select before, after, count(*)::int as people from rule_dry_run_person where run_id = ${runId}
    group by before, after order by before, after`.execute(tx)
  return rows
}

export const countsOfRun = async (tx: Db | Tx, runId: string): Promise<RunCounts> => {
  const { rows } = await sql<RunCounts>`
    select ${counts} from rule_dry_run_person where run_id = ${runId}`.execute(tx)
  return rows[0] as RunCounts
}

/** Counts by district, employer or class; the most moved first, and of those the smaller id. */
export const groupsOf = async (
  tx: Db | Tx,
  runId: string,
  by: 'district_id' | 'employer_id' | 'class',
  most: number,
): Promise<(RunCounts & { readonly id: string | null })[]> => {
  const column = sql.ref(by)
  const { rows } = await sql<RunCounts & { id: string | null }>`
    select ${column}::text as id, ${counts} from rule_dry_run_person where run_id = ${runId}
    group by ${column} order by count(*) filter (where before <> after) desc, count(*) desc, ${column}::text nulls last
    limit ${most}`.execute(tx)
  return rows
}

const tally = async (tx: Db | Tx, query: RawBuilder<{ name: string; people: number }>) =>
  (await query.execute(tx)).rows

export const missingOf = (tx: Db | Tx, runId: string) =>
  tally(
    tx,
    sql`select fact as name, count(*)::int as people from rule_dry_run_person, unnest(lacks) as fact
      where run_id = ${runId} and after = 'undetermined' and before <> 'undetermined'
      group by fact order by count(*) desc, fact limit 20`,
  )

export const reasonsOf = (tx: Db | Tx, runId: string) =>
  tally(
    tx,
    sql`select reason as name, count(*)::int as people from rule_dry_run_person
      where run_id = ${runId} and before <> after and reason is not null
      group by reason order by count(*) desc, reason limit 20`,
  )

export interface Spread {
  readonly moved: number
  readonly least: number | null
  readonly median: number | null
  readonly p90: number | null
  readonly most: number | null
  readonly spread: readonly {
    readonly from: number | null
    readonly to: number | null
    readonly people: number
  }[]
}

/** Edges of the classes in which changes are told, in class hours either way. */
const hours = [-40, -20, -10, -1, 0, 10, 20, 40]

/** How many minutes more are lacking than before, of those whom a requirement reaches both times. */
export const spreadOf = async (tx: Db | Tx, runId: string, unitMinutes: number): Promise<Spread> => {
  const edges = hours.map((count) => (count === -1 ? -1 : count * unitMinutes))
  const deltas = sql`
    select coalesce(after_minutes, 0) - coalesce(before_minutes, 0) as delta from rule_dry_run_person
    where run_id = ${runId} and before <> 'outside' and after <> 'outside'`
  const { rows } = await sql<Omit<Spread, 'spread'>>`
    select (count(*) filter (where delta <> 0))::int as moved, min(delta)::int as least, max(delta)::int as most,
      (percentile_disc(0.5) within group (order by delta))::int as median,
      (percentile_disc(0.9) within group (order by delta))::int as p90
    from (${deltas}) as d`.execute(tx)
  const classes = await sql<{ place: number; people: number }>`
    select (select count(*)::int from unnest(${edges}::int[]) as edge where edge < delta) as place, count(*)::int as people
    from (${deltas}) as d group by 1 order by 1`.execute(tx)
  const people = new Map(classes.rows.map((row) => [row.place, row.people]))
  return {
    ...(rows[0] as Omit<Spread, 'spread'>),
    spread: [...edges, null].map((to, place) => ({
      from: place === 0 ? null : (edges[place - 1] as number),
      to,
      people: people.get(place) ?? 0,
    })),
  }
}

export interface PersonFound {
  readonly personId: string
  readonly name: string
  readonly employer: string | null
  readonly before: StandWord
  readonly after: StandWord
  readonly beforeMinutes: number | null
  readonly afterMinutes: number | null
  readonly lines: { readonly before?: readonly FoundLine[]; readonly after?: readonly FoundLine[] }
  readonly reason: string | null
  readonly lacks: readonly string[]
}

export interface PeopleAsked {
  readonly before?: StandWord | undefined
  readonly after?: StandWord | undefined
  readonly moved?: boolean | undefined
  readonly q?: string | undefined
}

/** People of a run by name, in pages; one row more than asked tells of a next page. */
export const peopleFound = async (
  tx: Db | Tx,
  runId: string,
  asked: PeopleAsked,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<PersonFound[]> => {
  const { rows } = await sql<PersonFound>`
    select f.person_id, p.name, o.name as employer, f.before, f.after, f.before_minutes, f.after_minutes, f.lines, f.reason, f.lacks
    from rule_dry_run_person f join pub_person p on p.id = f.person_id left join pub_organisation o on o.id = f.employer_id
    where f.run_id = ${runId} and f.before is not null
      and ${asked.before ? sql`f.before = ${asked.before}` : sql`true`}
      and ${asked.after ? sql`f.after = ${asked.after}` : sql`true`}
      and ${asked.moved ? sql`f.before <> f.after` : sql`true`}
      and ${asked.q ? sql`strpos(p.name, ${asked.q}) > 0` : sql`true`}
      and ${after ? sql`(p.name, f.person_id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by p.name, f.person_id limit ${limit + 1}`.execute(tx)
  return rows
}
