import { sql } from 'kysely'
import type { Activity, StepResult } from '../../../rules/index.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { marksOf } from '../domain/activity-marks.ts'
import type { LedgerTables } from './tables.ts'

export interface ActivityRow {
  readonly id: string
  readonly personId: string
  readonly programmeId: string
  readonly sourceKind: 'class' | 'declaration' | 'reversal'
  readonly sourceId: string
  readonly facts: Activity
  readonly reverses: string | null
}

/** One writer per person, by whichever of their ids: crediting reads what is there and adds to it. */
export const lockPersonLedger = async (tx: Tx, personId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('ledger ' || pub_person_id(${personId}), 0))`.execute(
    tx,
  )
}

/** The same for many people at once. */
export const lockPeopleLedgers = async (tx: Tx, personIds: readonly string[]): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('ledger ' || pub_person_id(p.id), 0))
    from unnest(${[...personIds]}::uuid[]) with ordinality as p (id, place) order by p.place`.execute(tx)
}

const isPersonOf = (personId: string) => sql<boolean>`e.person_id = any(pub_person_ids(${personId}))`

/** Records an activity once per source; `false` when it was there already. */
export const insertActivity = async (
  tx: Tx,
  row: ActivityRow,
  by: string | null,
  now: Date,
): Promise<boolean> => (await insertActivities(tx, [row], by, now)).size > 0

/** The same for many; the ids of those that were not there yet. */
export const insertActivities = async (
  tx: Tx,
  rows: readonly ActivityRow[],
  by: string | null,
  now: Date,
): Promise<ReadonlySet<string>> => {
  const inserted = await as<LedgerTables>(tx)
    .insertInto('activity')
    .values(
      rows.map((row) => ({
        ...row,
        ...marksOf(row.facts),
        facts: JSON.stringify(row.facts),
        recordedAt: now,
        recordedBy: by,
      })),
    )
    .onConflict((clash) => clash.columns(['sourceKind', 'sourceId']).doNothing())
    .returning('id')
    .execute()
  return new Set(inserted.map(({ id }) => id))
}

export const activitiesOf = (tx: Db | Tx, personId: string, programmeId: string) =>
  as<LedgerTables>(tx)
    .selectFrom('activity as e')
    .select(['id', 'sourceKind', 'sourceId', 'facts', 'reverses', 'recordedAt'])
    .where(isPersonOf(personId))
    .where('programmeId', '=', programmeId)
    .orderBy('id')
    .execute()

/** Evidence by its ids, for whoever gathers again what was known once. */
export const activitiesById = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Activity>> => {
  const { rows } = await sql<{ id: string; facts: Activity }>`
    select id, facts from activity where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.facts]))
}

/** Activities that the person declared. */
export const declaredIds = async (
  tx: Db | Tx,
  personId: string,
  programmeId: string,
): Promise<ReadonlySet<string>> => {
  const rows = await as<LedgerTables>(tx)
    .selectFrom('activity as e')
    .select('id')
    .where(isPersonOf(personId))
    .where('programmeId', '=', programmeId)
    .where('sourceKind', '=', 'declaration')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export const findActivity = (tx: Db | Tx, id: string) =>
  as<LedgerTables>(tx).selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst()

export interface EntryRow {
  readonly id: string
  readonly personId: string
  readonly programmeId: string
  readonly activityId: string
  readonly obligation: string
  readonly period: string
  readonly category: string
  readonly measure: string
  readonly grains: number
  readonly amount: string
  readonly minutes: number | null
  readonly pack: string
  readonly packVersion: string | null
  readonly rulesetHash: string
  readonly rule: string | null
  readonly steps: readonly StepResult[]
  readonly recogniser: string
  readonly recognisedOn: string
  readonly reverses: string | null
  readonly reason: string
  readonly revision?: number
}

export const insertEntries = async (tx: Tx, rows: readonly EntryRow[], now: Date): Promise<void> => {
  if (rows.length === 0) return
  await as<LedgerTables>(tx)
    .insertInto('ledgerEntry')
    .values(rows.map((row) => ({ ...row, steps: JSON.stringify(row.steps), recordedAt: now })))
    .execute()
}

export const findEntry = (tx: Db | Tx, id: string) =>
  as<LedgerTables>(tx).selectFrom('ledgerEntry').selectAll().where('id', '=', id).executeTakeFirst()

export const entriesOf = (
  tx: Db | Tx,
  personId: string,
  filter: { programmeId?: string | undefined; year?: string | undefined },
) =>
  as<LedgerTables>(tx)
    .selectFrom('ledgerEntry as e')
    .innerJoin('activity as a', 'a.id', 'e.activityId')
    .selectAll('e')
    .select(['a.facts', 'a.sourceKind', 'a.sourceId'])
    .where(isPersonOf(personId))
    .$if(filter.programmeId !== undefined, (built) =>
      built.where('e.programmeId', '=', filter.programmeId as string),
    )
    .$if(filter.year !== undefined, (built) => built.where('e.period', '=', filter.year as string))
    .orderBy('e.recordedAt')
    .orderBy('e.id')
    .execute()

export const entriesOfActivity = (tx: Db | Tx, activityId: string) =>
  as<LedgerTables>(tx).selectFrom('ledgerEntry').selectAll().where('activityId', '=', activityId).execute()

/** What activities were ever credited with, oldest first, and whether it was taken back. */
export const entriesOfActivities = async (tx: Db | Tx, activityIds: readonly string[]) =>
  as<LedgerTables>(tx)
    .selectFrom('ledgerEntry as e')
    .selectAll('e')
    .select((built) =>
      built
        .exists(built.selectFrom('ledgerEntry as r').select('r.id').whereRef('r.reverses', '=', 'e.id'))
        .as('isReversed'),
    )
    .where('e.activityId', 'in', [...activityIds])
    .where('e.reverses', 'is', null)
    .orderBy('e.recordedAt')
    .orderBy('e.id')
    .execute()

/** The entry that takes this one back, and whether the activity behind it was taken back itself. */
export const takenBackBy = async (
  tx: Db | Tx,
  entry: Pick<EntryRow, 'id' | 'activityId'>,
): Promise<{ entry: { at: Date; reason: string } | null; isActivity: boolean }> => {
  const { rows } = await sql<{ at: Date | null; reason: string | null; isActivity: boolean }>`
    select r.recorded_at as at, r.reason,
      exists (select from activity a where a.source_kind = 'reversal' and a.source_id = ${entry.activityId}) as is_activity
    from (select ${entry.id}::uuid as id) as one left join ledger_entry r on r.reverses = one.id`.execute(tx)
  const [row] = rows
  return {
    entry: row?.at ? { at: row.at, reason: row.reason ?? '' } : null,
    isActivity: row?.isActivity === true,
  }
}

export const entriesWithoutActivity = async (tx: Db | Tx): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select e.id from ledger_entry e where not exists (select from activity a where a.id = e.activity_id) order by e.id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export interface LedgerPerson {
  readonly personId: string
  readonly programmeId: string
}

/** Every person and programme with an activity or an entry, in pages, for `doctor`. */
export const ledgerPeople = async (
  tx: Db | Tx,
  after: LedgerPerson | null,
  limit: number,
): Promise<LedgerPerson[]> => {
  const { rows } = await sql<LedgerPerson>`
    select person_id, programme_id from (
      select person_id, programme_id from activity union select person_id, programme_id from ledger_entry
    ) as kept
    where ${after === null ? sql`true` : sql`(person_id, programme_id) > (${after.personId}::uuid, ${after.programmeId}::uuid)`}
    order by person_id, programme_id limit ${limit}`.execute(tx)
  return rows
}

export const programmeById = (tx: Db | Tx, id: string) =>
  as<LedgerTables>(tx).selectFrom('pubProgramme').selectAll().where('id', '=', id).executeTakeFirst()

/** Programmes under which a person has an activity on record, with whatever was merged into theirs. */
export const programmesCredited = async (tx: Db | Tx, personId: string): Promise<string[]> => {
  const { rows } = await sql<{ programmeId: string }>`
    select distinct programme_id from activity where person_id = any(pub_person_ids(${personId})) order by 1`.execute(
    tx,
  )
  return rows.map(({ programmeId }) => programmeId)
}
