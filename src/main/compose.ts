import { identify } from '../areas/accounts/index.ts'
import { defaultZone } from '../kernel/calendar.ts'
import { guardedFetch } from '../platform/adapters/guarded-fetch.ts'
import { identityVault } from '../platform/adapters/identity-vault.ts'
import { noPost } from '../platform/adapters/quiet-post.ts'
import type { Area } from '../platform/area.ts'
import { anchorWriter } from './anchors.ts'
import { openDatabase, type DatabaseHandle } from '../platform/db/database.ts'
import { eventCounter } from '../platform/event-count.ts'
import type { RecordedEvent } from '../platform/events.ts'
import { openQueue, type Lane, type Queue } from '../platform/jobs/jobs.ts'
import { performer } from '../platform/perform.ts'
import type {
  Mailer,
  OutsideDocuments,
  Ports,
  Signer,
  SingleSignOn,
  Sms,
  VcApi,
} from '../platform/ports/ports.ts'
import type { Log, Services } from '../platform/services.ts'
import { openSteadyClock, processReadings, type SteadyClock } from '../platform/steady-clock.ts'

export interface ComposeOptions {
  readonly databaseUrl: string
  readonly areas: readonly Area[]
  readonly dataFolder: string
  readonly publicUrl: string
  readonly zone?: string
  readonly keys: { readonly identityKey: Buffer; readonly identityHmacKey: Buffer }
  readonly signer: Signer
  /** What messages leave by; a process that sends none is given none. */
  readonly post?: { readonly mailer: Mailer; readonly sms: Sms }
  /** As in `Ports`; none unless told. A web process has to be told, though it sends none itself. */
  readonly textMessages?: Ports['textMessages']
  readonly signOn?: SingleSignOn | null
  readonly vcApi?: VcApi | null
  /** How documents of others are read; over the public internet unless told. */
  readonly documents?: OutsideDocuments
  readonly log: Log
  readonly now?: () => Date
}

export interface Composed {
  readonly services: Services
  readonly database: DatabaseHandle
  readonly queue: Queue
  /** What is to end before the queue and the database do. */
  onClose(end: () => Promise<void>): void
  close(): Promise<void>
}

/** Puts the house together: database, queue, ports, and the spine every area is reached through. */
export const compose = async (options: ComposeOptions): Promise<Composed> => {
  const database = openDatabase(options.databaseUrl)
  const queue = await openQueue(options.databaseUrl, (error) => options.log.error({ err: error }, 'queue'))
  const ports: Ports = {
    vault: identityVault(options.keys),
    signer: options.signer,
    ...(options.post ?? { mailer: noPost, sms: noPost }),
    textMessages: options.textMessages ?? null,
    signOn: options.signOn ?? null,
    vcApi: options.vcApi ?? null,
    documents: options.documents ?? guardedFetch(),
    publicUrl: options.publicUrl,
    zone: options.zone ?? defaultZone,
  }
  const { now, stop } = options.now
    ? { now: options.now, stop: () => undefined }
    : await steadyClock(database, options.log)
  const spine = performer({ db: database.db, queue, now, ports, subscribers: subscribersOf(options.areas) })
  const services: Services = {
    ...spine,
    db: database.db,
    pool: database.pool,
    queue,
    ports,
    now,
    dataFolder: options.dataFolder,
    log: options.log,
  }
  const ends: (() => Promise<void>)[] = []
  return {
    services,
    database,
    queue,
    onClose: (end) => void ends.push(end),
    async close() {
      stop()
      await Promise.all(ends.map((end) => end()))
      await queue.stop()
      await database.close()
    },
  }
}

/** The time of the database, counted steadily; whose clock is set meanwhile is told to those who run the house. */
const steadyClock = (database: DatabaseHandle, log: Log): Promise<SteadyClock> =>
  openSteadyClock(
    processReadings(async () => {
      const { rows } = await database.pool.query<{ at: string }>(
        'select extract(epoch from clock_timestamp()) * 1000 as at',
      )
      return Number(rows[0]?.at)
    }),
    (fault) =>
      fault
        ? log.error({ code: 'clock.stepped', ...fault }, 'a clock was set: time goes on as before')
        : log.info({ code: 'clock.right' }, 'the clocks agree again'),
  )

/** Who listens to which event, over all areas. */
export const subscribersOf = (areas: readonly Area[]): Map<string, { subscriber: string; lane: Lane }[]> => {
  const byEvent = new Map<string, { subscriber: string; lane: Lane }[]>()
  for (const { event, subscriber, lane } of areas.flatMap((area) => area.subscriptions ?? [])) {
    byEvent.set(event, [...(byEvent.get(event) ?? []), { subscriber, lane }])
  }
  return byEvent
}

/** Works off both lanes of the queue until stopped: jobs by name, events by subscriber. */
export const work = async (composed: Composed, areas: readonly Area[]): Promise<void> => {
  const handlers = new Map<string, (data: never) => Promise<void>>()
  for (const job of areas.flatMap((area) => area.jobs ?? []))
    handlers.set(job.name, (data) => job.run(composed.services, data))
  for (const one of areas.flatMap((area) => area.subscriptions ?? [])) {
    handlers.set(`event:${one.subscriber}`, (data: never) =>
      one.handle(composed.services, (data as { event: RecordedEvent }).event),
    )
  }
  const handle = async ({ job, data }: { job: string; data: object }): Promise<void> => {
    const run = handlers.get(job)
    if (!run) throw new Error(`no handler for job ${job}`)
    try {
      await run(data as never)
    } catch (error) {
      composed.services.log.error({ job, err: error }, 'job failed, will be tried again')
      throw error
    }
  }
  await composed.queue.work('quick', 4, handle)
  await composed.queue.work('slow', 2, handle)
  composed.onClose(keepAnchors(composed.services))
}

/**
 * Counts the trail and writes down the anchors, now and every minute; answers how to end that. What fails is made up for by
 * the next time.
 */
const keepAnchors = ({ db, ports, now, dataFolder, log }: Services): (() => Promise<void>) => {
  const count = eventCounter(db, ports.vault, now)
  const write = anchorWriter(db, dataFolder)
  let last: Promise<unknown> = Promise.resolve()
  const turn = () => {
    last = last
      .then(count)
      .then(write)
      .catch((error: unknown) => log.error({ err: error }, 'anchors were not written'))
  }
  turn()
  const timer = setInterval(turn, 60_000)
  return async () => {
    clearInterval(timer)
    await last
  }
}

export const callerOf = identify
