import { sql } from 'kysely'
import type { Activity, StepResult } from '../../../rules/index.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
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

const isPersonOf = (personId: string) => sql<boolean>`e.person_id = any(pub_person_ids(${personId}))`

/** Records an activity once per source; `false` when it was there already. */
export const insertActivity = async (
  tx: Tx,
  row: ActivityRow,
  by: string | null,
  now: Date,
): Promise<boolean> => {
  const inserted = await as<LedgerTables>(tx)
    .insertInto('activity')
    .values({ ...row, facts: JSON.stringify(row.facts), recordedAt: now, recordedBy: by })
    .onConflict((clash) => clash.columns(['sourceKind', 'sourceId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const activitiesOf = (tx: Db | Tx, personId: string, programmeId: string) =>
  as<LedgerTables>(tx)
    .selectFrom('activity as e')
    .select(['id', 'sourceKind', 'sourceId', 'facts', 'reverses', 'recordedAt'])
    .where(isPersonOf(personId))
    .where('programmeId', '=', programmeId)
    .orderBy('id')
    .execute()

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

/** Every person and programme with an activity, in pages by person, for `doctor`. */
export const ledgerPeople = (tx: Db | Tx, after: string | null, limit: number) =>
  as<LedgerTables>(tx)
    .selectFrom('activity')
    .select(['personId', 'programmeId'])
    .distinct()
    .$if(after !== null, (built) => built.where('personId', '>', after as string))
    .orderBy('personId')
    .limit(limit)
    .execute()

export const programmeById = (tx: Db | Tx, id: string) =>
  as<LedgerTables>(tx).selectFrom('pubProgramme').selectAll().where('id', '=', id).executeTakeFirst()

/** Programmes a person has taken part in, newest first. */
export const programmesOf = (tx: Db | Tx, personId: string) =>
  as<LedgerTables>(tx)
    .selectFrom('pubProgramme as p')
    .selectAll('p')
    .where((expression) =>
      expression.exists(
        expression
          .selectFrom('pubEnrolment as e')
          .innerJoin('pubTrainingClass as k', 'k.id', 'e.classId')
          .select('e.id')
          .where(isPersonOf(personId))
          .where('e.state', '<>', 'withdrawn')
          .whereRef('k.programmeId', '=', 'p.id'),
      ),
    )
    .orderBy('p.fromDay', 'desc')
    .orderBy('p.id')
    .execute()
