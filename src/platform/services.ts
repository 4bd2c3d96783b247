import type pg from 'pg'
import type { Db } from './db/database.ts'
import type { Queue } from './jobs/jobs.ts'
import type { Performer } from './perform.ts'
import type { Ports } from './ports/ports.ts'

/** What a route or a job is given: the spine, and for the few hot paths with a decision record, the pool itself. */
export interface Services extends Performer {
  readonly db: Db
  readonly pool: pg.Pool
  readonly queue: Queue
  readonly ports: Ports
  readonly now: () => Date
  /** Folder for files that belong to this installation (uploads under way, rendered documents). */
  readonly dataFolder: string
  readonly log: Log
}

/** Structured log without personal data: ids and codes only. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
