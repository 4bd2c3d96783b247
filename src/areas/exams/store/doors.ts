import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

/** What the start of a sitting needs to know of it, for all its seats at once. */
export interface Door {
  readonly opensAt: Date
  readonly entryUntil: Date
  readonly closesAt: Date
  readonly durationMinutes: number
  readonly barred: boolean
  /** Attempts whose start is not the plain one: begun, shut out, moved, or with time given or held. */
  readonly apart: ReadonlySet<string>
}

/** One statement however many seats there are; undefined for no such sitting. */
export const readDoor = async (db: Db, sittingId: string): Promise<Door | undefined> => {
  const { rows } = await sql<{
    opensAt: Date
    entryUntil: Date
    closesAt: Date
    durationMinutes: number
    barred: boolean
    apart: string[]
  }>`
    select s.opens_at, s.entry_until, s.closes_at, s.duration_minutes, (s.cancelled_at is not null or s.ended_at is not null) as barred,
      array(select a.id::text from attempt a where a.sitting_id = s.id and (a.started_at is not null or a.shut or a.left_machine is not null
        or exists (select from time_adjustment t where t.attempt_id = a.id)
        or exists (select from attempt_submission u where u.attempt_id = a.id))) as apart
    from exam_sitting s where s.id = ${sittingId}`.execute(db)
  return rows[0] && { ...rows[0], apart: new Set(rows[0].apart) }
}
