import { sql } from 'kysely'
import { copyIn } from '../../../platform/db/copy.ts'
import { as, clientOf, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Activity } from '../../../rules/index.ts'
import { lastId } from './range-queries.ts'
import { type GroupAsked, isInGroups } from './register-groups.ts'
import type { LedgerTables, RegisterStanding, RegisterState } from './tables.ts'

/** A pass over everybody in a programme's register for one period. */
export interface RegisterRun {
  readonly id: string
  readonly number: number
  readonly programmeId: string
  readonly period: string
  readonly onDay: string
  readonly rulesetHash: string
  readonly plan: 'sums' | 'whole'
  readonly state: RegisterState
  readonly startedBy: string | null
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly people: number | null
  readonly afterPerson: string | null
  readonly done: number
  readonly met: number
  readonly unmet: number
  readonly undetermined: number
  readonly outside: number
  readonly whole: number
}

export type RunTallies = Record<RegisterStanding, number> & { whole: number }

export const insertRegisterRun = async (
  tx: Tx,
  run: Pick<
    RegisterRun,
    'id' | 'programmeId' | 'period' | 'onDay' | 'rulesetHash' | 'plan' | 'startedBy' | 'startedAt'
  >,
): Promise<void> => {
  await as<LedgerTables>(tx).insertInto('registerRun').values(run).execute()
}

export const findRegisterRun = (tx: Db | Tx, id: string): Promise<RegisterRun | undefined> =>
  as<LedgerTables>(tx).selectFrom('registerRun').selectAll().where('id', '=', id).executeTakeFirst()

/** Held until the transaction ends: two workers take one range after the other. */
export const lockRegisterRun = (tx: Tx, id: string): Promise<RegisterRun | undefined> =>
  as<LedgerTables>(tx)
    .selectFrom('registerRun')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const registerRunsOf = (tx: Db | Tx, programmeId: string): Promise<RegisterRun[]> =>
  as<LedgerTables>(tx)
    .selectFrom('registerRun')
    .selectAll()
    .where('programmeId', '=', programmeId)
    .where('state', '<>', 'superseded')
    .orderBy('startedAt', 'desc')
    .orderBy('id')
    .execute()

/** How many people have studied under a programme, for the progress to be shown against. */
export const countRegister = async (tx: Tx, programmeId: string): Promise<number> => {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from (select distinct person_id from activity where programme_id = ${programmeId}) as studying`.execute(
    tx,
  )
  return rows[0]?.people ?? 0
}

/** Six activities a person are usual, and two enrolments many. */
const [activitiesEach, enrolmentsEach] = [6, 2]

/** Last id of the next range of about so many people: as far as so much of them reaches that memory stays bounded. */
export const nextRange = async (
  tx: Tx,
  programmeId: string,
  after: string | null,
  people: number,
): Promise<{ readonly upTo: string; readonly isLast: boolean }> => {
  const behind = after === null ? sql`true` : sql`person_id > ${after}::uuid`
  const { rows } = await sql<{ upTo: string | null }>`
    select nullif(least(
      coalesce((select person_id from activity where programme_id = ${programmeId} and ${behind}
        order by person_id offset ${people * activitiesEach} limit 1), ${lastId}::uuid),
      coalesce((select person_id from pub_enrolment where ${behind}
        order by person_id offset ${people * enrolmentsEach} limit 1), ${lastId}::uuid)), ${lastId}::uuid) as up_to`.execute(
    tx,
  )
  const upTo = rows[0]?.upTo ?? null
  return { upTo: upTo ?? lastId, isLast: upTo === null }
}

/** Numbers of the paths a run has met so far, by what they say. */
export const shapesOf = async (tx: Tx, run: number): Promise<Map<string, number>> => {
  const rows = await as<LedgerTables>(tx)
    .selectFrom('registerShape')
    .select(['shape', 'folded'])
    .where('run', '=', run)
    .execute()
  return new Map(rows.map(({ folded, shape }) => [folded, shape]))
}

export const insertShapes = async (
  tx: Tx,
  shapes: readonly { run: number; shape: number; standing: RegisterStanding; folded: string }[],
): Promise<void> => {
  if (shapes.length > 0) await as<LedgerTables>(tx).insertInto('registerShape').values(shapes).execute()
}

/** Rows of COPY in binary: run, person, shape, code. */
export const copyStandings = async (tx: Tx, file: Buffer): Promise<number> => {
  const client = await clientOf(tx)
  const text = 'copy register_standing (run, person_id, shape, code) from stdin (format binary)'
  return copyIn(client, text, piecesOf(file))
}

const pieceBytes = 1 << 16

async function* piecesOf(file: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += pieceBytes) yield file.subarray(at, at + pieceBytes)
}

/** What a range has added: the mark behind which a later range begins, and the tallies so far. */
export const moveRegisterRun = async (
  tx: Tx,
  { id }: RegisterRun,
  to: {
    readonly afterPerson: string
    readonly people: number
    readonly done: number
    readonly tallies: RunTallies
    readonly finishedAt: Date | null
  },
): Promise<void> => {
  const { tallies, finishedAt, ...mark } = to
  await as<LedgerTables>(tx)
    .updateTable('registerRun')
    .set({ ...mark, ...tallies, ...(finishedAt && { finishedAt, state: 'done' as const }) })
    .where('id', '=', id)
    .execute()
}

/** The rules have changed since it began: what it has found speaks for nothing. */
export const dropRegisterRun = async (tx: Tx, { id }: RegisterRun): Promise<void> => {
  await as<LedgerTables>(tx)
    .updateTable('registerRun')
    .set({ state: 'superseded' })
    .where('id', '=', id)
    .execute()
}

/** Runs of the same period that a finished one speaks in place of. */
export const supersedeBefore = async (
  tx: Tx,
  { id, programmeId, period }: Pick<RegisterRun, 'id' | 'programmeId' | 'period'>,
): Promise<void> => {
  await as<LedgerTables>(tx)
    .updateTable('registerRun')
    .set({ state: 'superseded' })
    .where('programmeId', '=', programmeId)
    .where('period', '=', period)
    .where('state', '=', 'done')
    .where('id', '<>', id)
    .execute()
}

/** Takes away what superseded runs of a programme have left, so many rows at a time; answers how many. */
export const forgetSuperseded = async (tx: Tx, programmeId: string, most: number): Promise<number> => {
  const gone = await sql`
    delete from register_standing where (run, person_id) in (
      select s.run, s.person_id from register_run r join register_standing s on s.run = r.number
      where r.programme_id = ${programmeId} and r.state = 'superseded' limit ${most})`.execute(tx)
  return Number(gone.numAffectedRows ?? 0)
}

/** Evidence completed in a period that has no entry there, of people who are one record each. */
export const unpostedActivities = async (
  tx: Tx,
  asked: { programmeId: string; period: { key: string; from: string; to: string } },
  people: readonly string[],
): Promise<{ personId: string; facts: Activity }[]> => {
  const { programmeId, period } = asked
  const { rows } = await sql<{ personId: string; facts: Activity }>`
    select a.person_id, a.facts from unnest(${[...people]}::uuid[]) as p (id)
      join activity a on a.person_id = p.id and a.programme_id = ${programmeId}
    where a.completed_on between ${period.from}::date and ${period.to}::date and not exists (
      select from ledger_entry e where e.person_id = a.person_id and e.programme_id = ${programmeId} and e.period = ${period.key}
        and e.activity_id = a.id)`.execute(tx)
  return rows
}

export interface StandingRow {
  readonly personId: string
  readonly name: string
  readonly standing: RegisterStanding
  readonly folded: string
  readonly code: Buffer
}

export interface StandingsAsked extends GroupAsked {
  readonly standing?: RegisterStanding | undefined
  /** Part of a name. */
  readonly q?: string | undefined
}

const fewPeople = 20_000

/**
 * Standings of a run by name, in pages; one row more than asked tells of a next page. Groups are those of a day. Names are
 * those of the records that were judged, in the order of the database's own collation: people are met as an index has them.
 */
export const standingsOfRun = async (
  tx: Db | Tx,
  run: Pick<RegisterRun, 'number' | RegisterStanding>,
  asked: StandingsAsked,
  day: string,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<StandingRow[]> => {
  const { standing, q } = asked
  const shapes = await as<LedgerTables>(tx)
    .selectFrom('registerShape')
    .select(['shape', 'standing', 'folded'])
    .where('run', '=', run.number)
    .execute()
  const wanted = shapes.filter((one) => one.standing === standing).map(({ shape }) => shape)
  const found = sql`select s.person_id, s.shape, s.code from register_standing s where s.run = ${run.number}
    and ${standing === undefined ? sql`true` : sql`s.shape = any(${wanted}::int[])`}`
  // Few are looked out and sorted; of many, an index of names meets the first ones soon.
  const isFew = standing !== undefined && run[standing] <= fewPeople
  const { rows } = await sql<Omit<StandingRow, 'standing' | 'folded'> & { shape: number }>`
    select s.person_id, p.recorded_name as name, s.shape, s.code
    from pub_person p join (${found} ${isFew ? sql`offset 0` : sql``}) as s on s.person_id = p.id
    where ${after === undefined ? sql`true` : sql`(p.recorded_name, p.id) > (${after[0]}, ${after[1]}::uuid)`}
      and ${q ? sql`strpos(p.recorded_name, ${q}) > 0` : sql`true`}
      and ${isInGroups(sql`s.person_id`, asked, day)}
    order by p.recorded_name, p.id limit ${limit + 1}`.execute(tx)
  const shapeOf = new Map(shapes.map((one) => [one.shape, one]))
  return rows.flatMap(({ shape, ...row }) => {
    const path = shapeOf.get(shape)
    return path ? [{ ...row, standing: path.standing, folded: path.folded }] : []
  })
}

/** The paths that standings of a run took, as they are kept, in the order in which they were met. */
export const foldedOfRun = async (tx: Db | Tx, run: number): Promise<string[]> => {
  const rows = await as<LedgerTables>(tx)
    .selectFrom('registerShape')
    .select('folded')
    .where('run', '=', run)
    .orderBy('shape')
    .execute()
  return rows.map(({ folded }) => folded)
}
