import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Tx } from '../db/database.ts'
import type { RecordedEvent } from '../events.ts'
import { loggedFault } from '../log-fault.ts'

/** Two lanes, so that a certificate batch of minutes never keeps a notice waiting. */
export type Lane = 'quick' | 'slow'

export interface JobRequest {
  readonly job: string
  readonly lane: Lane
  readonly data: { readonly [key: string]: Json | undefined }
  /** Same key twice while waiting = once. */
  readonly key?: string
  readonly after?: Date
}

/** A unit of work outside a request. `run` must be repeatable: the queue delivers at least once. */
export interface Job<Services, Data> {
  readonly name: string
  readonly lane: Lane
  run(services: Services, data: Data): Promise<void>
}

/** An area's interest in another area's event; becomes a job keyed by the event's id. */
export interface Subscription<Services> {
  readonly event: string
  readonly subscriber: string
  readonly lane: Lane
  handle(services: Services, event: RecordedEvent): Promise<void>
}

/**
 * New jobs are told at once; one that arrives while every worker is busy is found by the next poll. The library's poll
 * beside notifications is half a minute, which is how long a certificate then waited for its class.
 */
const polling = (concurrency: number) =>
  ({
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
    localConcurrency: concurrency,
    batchSize: 1,
  }) as const

const settings = {
  retryLimit: 8,
  retryDelay: 1,
  retryBackoff: true,
  expireInSeconds: 1800,
  // Done or given up: what a job was about stands in the records, and why it failed in the log. A long weekend to look.
  deleteAfterSeconds: 3 * 86_400,
} as const

/**
 * What the queue keeps of a failure, beside the job for days and in every copy of the database: the kind of error and the
 * constraint, never its message, which may repeat the row that was refused. The log tells more, under rules of its own.
 */
const keptFault = (error: unknown): Error => {
  const { code, constraint, table } = loggedFault(error)
  const kept = new Error(code ?? (error instanceof Error ? error.name : 'fault'))
  kept.name = error instanceof Error ? error.name : typeof error
  kept.stack = ''
  return Object.assign(kept, {
    ...(code ? { code } : {}),
    ...(constraint ? { constraint } : {}),
    ...(table ? { table } : {}),
  })
}

interface Envelope {
  readonly job: string
  readonly data: { readonly [key: string]: Json | undefined }
}

export interface Queue {
  /** Enqueues inside the caller's transaction: the job exists exactly if the change does. */
  enqueue(tx: Tx, request: JobRequest): Promise<void>
  work(lane: Lane, concurrency: number, handle: (envelope: Envelope) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts the queue in schema `pgboss` of the same database. Processes that only enqueue never call `work`. */
export const openQueue = async (
  databaseUrl: string,
  report: (error: unknown) => void = () => undefined,
): Promise<Queue> => {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 4, useListenNotify: true })
  boss.on('error', report)
  await boss.start()
  for (const lane of ['quick', 'slow'] as const) {
    await boss.createQueue(lane, { notify: true, ...settings })
    // A queue made by an earlier version has its settings until told otherwise.
    await boss.updateQueue(lane, settings)
  }
  return {
    async enqueue(tx, request) {
      await boss.send(request.lane, { job: request.job, data: request.data } satisfies Envelope, {
        ...(request.key ? { singletonKey: request.key } : {}),
        ...(request.after ? { startAfter: request.after } : {}),
        db: {
          executeSql: async (text, values) => ({
            rows: (await tx.executeQuery(CompiledQuery.raw(text, values ?? []))).rows as never[],
          }),
        },
      })
    },
    async work(lane, concurrency, handle) {
      await boss.work<Envelope>(lane, polling(concurrency), async ([job]) => {
        if (job) await handle(job.data).catch((error: unknown) => Promise.reject(keptFault(error)))
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}
