import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Action, Actor, Decision, Owners, Scope } from '../access/index.ts'
import { actedFor, decide, mayDo, scopeFor } from '../access/index.ts'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import { newId } from '../kernel/id.ts'
import { refuse, type Refused, type Result } from '../kernel/result.ts'
import { beyondKey } from './beyond-key.ts'
import { as, type Db, type Tx } from './db/database.ts'
import type { DomainEvent, RecordedEvent } from './events.ts'
import type { JobRequest, Queue } from './jobs/jobs.ts'
import type { Ports } from './ports/ports.ts'
import { Refusal } from './refusal.ts'
import { insertEvents } from './sealed-event.ts'

/** What `load` gives: whose the thing is, for the policy, and whatever facts `run` needs. */
export interface Loaded {
  readonly owners: Owners
}

/** Reading side of a unit of work: a connection, the clock's reading, who asks. */
export interface Reading {
  readonly tx: Tx
  readonly now: Date
  readonly actor: Actor
  readonly requestId: string
  readonly ports: Ports
  /** Which of these actions the reader may take on a record, for the `may` of a reply. */
  may<const A extends readonly Action[]>(owners: Owners, actions: A): Record<A[number], boolean>
}

/** One unit of work: one transaction, the events and jobs that commit or vanish with it. */
export interface Unit extends Reading {
  emit(event: DomainEvent): Promise<RecordedEvent>
  /** The same for many at once, in their order. */
  emitAll(events: readonly DomainEvent[]): Promise<readonly RecordedEvent[]>
  enqueue(job: JobRequest): Promise<void>
}

/**
 * A change. It cannot be declared without an action and a `load` that yields owners, so forgetting to authorise is a
 * type error. `load` locks the rows it names and answers `undefined` for what does not exist. `constraints` turns a
 * named database constraint (unique, exclude) into a refusal.
 */
export interface Command<I, L extends Loaded, O, C extends string = string> {
  readonly name: string
  readonly action: Action
  readonly constraints?: Readonly<Record<string, C>>
  /** The part of the input that makes two calls under one idempotency key the same; all of it unless told (salted hashes differ each time). */
  identity?(input: I): unknown
  load(unit: Reading, input: I): Promise<L | undefined>
  run(unit: Unit, input: I, loaded: L): Promise<Result<O, C>>
}

/** A read. For a list, `load` returns `listing` and `reply` filters by the scope it is given. */
export interface Query<I, L extends Loaded | Listing, O> {
  readonly name: string
  readonly action: Action
  load(reading: Reading, input: I): Promise<L | undefined>
  reply(reading: Reading, input: I, loaded: L, scope: Scope): Promise<O>
}

export interface Listing {
  readonly listing: true
}
/** The `load` of a list: nothing to look up, the scope decides what is shown. */
export const listing = async (): Promise<Listing> => ({ listing: true })

export const command = <I, L extends Loaded, O, C extends string>(
  declared: Command<I, L, O, C>,
): Command<I, L, O, C> => declared
export const query = <I, L extends Loaded | Listing, O>(declared: Query<I, L, O>): Query<I, L, O> => declared

export interface Asking {
  readonly actor: Actor
  readonly requestId: string
  readonly idempotencyKey?: string | undefined
}

export interface Performer {
  perform<I, L extends Loaded, O, C extends string>(
    asked: Command<I, L, O, C>,
    input: I,
    by: Asking,
  ): Promise<Result<O, string>>
  ask<I, L extends Loaded | Listing, O>(
    asked: Query<I, L, O>,
    input: I,
    by: Asking,
  ): Promise<Result<O, string>>
}

export interface PerformDeps {
  readonly db: Db
  readonly queue: Pick<Queue, 'enqueue'>
  readonly now: () => Date
  readonly ports: Ports
  /** Names of subscribers per event, from compose; each becomes a job in the same transaction. */
  readonly subscribers: ReadonlyMap<
    string,
    readonly { readonly subscriber: string; readonly lane: 'quick' | 'slow' }[]
  >
}

/** The one path from a command to a commit, and from a question to an answer; authorisation happens here and nowhere else. */
export const performer = (deps: PerformDeps): Performer => ({
  async perform(asked, input, by) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await deps.db.transaction().execute(async (tx) => {
          const result = await inside(deps, tx, asked, input, by)
          if (!result.ok) throw new Refusal(result)
          return result
        })
      } catch (error) {
        if (error instanceof Refusal) return error.refused
        const translated = constraintRefusal(error, asked.constraints)
        if (translated) return translated
        if (!isTransient(error) || attempt >= 4) throw error
      }
    }
  },
  async ask(asked, input, by) {
    const beyond = beyondKey(asked.action, by.actor)
    if (beyond) return beyond
    const scope = scopeFor(by.actor, asked.action)
    const reading = readingOf(deps, deps.db as unknown as Tx, by)
    const loaded = await asked.load(reading, input)
    if (!loaded) return missing(asked.action, by.actor)
    if ('listing' in loaded) {
      if (!scope) return refuse(by.actor.kind === 'public' ? 'access.sign-in' : 'access.denied')
      return replyTo(asked, reading, input, loaded, scope)
    }
    const refused = refusedBy(decide(by.actor, asked.action, (loaded as Loaded).owners), by.actor)
    if (refused) return refused
    return replyTo(asked, reading, input, loaded, scope ?? { all: false, owners: {} })
  },
})

const replyTo = async <I, L extends Loaded | Listing, O>(
  asked: Query<I, L, O>,
  reading: Reading,
  input: I,
  loaded: L,
  scope: Scope,
): Promise<Result<O, string>> => {
  try {
    return { ok: true, value: await asked.reply(reading, input, loaded, scope) }
  } catch (error) {
    if (error instanceof Refusal) return error.refused
    throw error
  }
}

const inside = async <I, L extends Loaded, O, C extends string>(
  deps: PerformDeps,
  tx: Tx,
  asked: Command<I, L, O, C>,
  input: I,
  by: Asking,
): Promise<Result<O, string>> => {
  const beyond = beyondKey(asked.action, by.actor)
  if (beyond) return beyond
  const repeated = await claimKey(
    tx,
    asked.name,
    asked.identity ? asked.identity(input) : input,
    by,
    deps.now(),
  )
  if (repeated) return repeated as Result<O, string>
  const unit = unitOf(deps, tx, by, asked.action)
  const loaded = await asked.load(unit, input)
  if (!loaded) return missing(asked.action, by.actor)
  const refused = refusedBy(decide(by.actor, asked.action, loaded.owners), by.actor)
  if (refused) return refused
  const result = await asked.run(unit, input, loaded)
  if (result.ok && by.idempotencyKey && by.actor.accountId) {
    await sql`update idempotency set reply = ${JSON.stringify({ value: result.value ?? null })}::jsonb
      where account = ${by.actor.accountId} and key = ${keptUnder(by)}`.execute(tx)
  }
  return result
}

const refusedBy = (decision: Decision, actor: Actor): Refused | undefined => {
  if (decision === 'allow') return undefined
  if (actor.kind === 'public') return refuse('access.sign-in')
  return refuse(decision === 'deny' ? 'access.denied' : 'not-found')
}

/** Somebody not signed in is asked to sign in whether the thing exists or not, unless it would be everybody's to see. */
const missing = (action: Action, actor: Actor): Refused =>
  refuse(actor.kind === 'public' && !scopeFor(actor, action) ? 'access.sign-in' : 'not-found')

const readingOf = (deps: PerformDeps, tx: Tx, by: Asking): Reading => ({
  tx,
  now: deps.now(),
  actor: by.actor,
  requestId: by.requestId,
  ports: deps.ports,
  may: (owners, actions) => mayDo(by.actor, owners, actions),
})

const unitOf = (deps: PerformDeps, tx: Tx, by: Asking, action: Action): Unit => {
  const emitAll = (events: readonly DomainEvent[]) => record(deps, tx, by, action, events)
  return {
    ...readingOf(deps, tx, by),
    enqueue: (job) => deps.queue.enqueue(tx, job),
    emit: async (event) => (await emitAll([event]))[0] as RecordedEvent,
    emitAll,
  }
}

/** Puts events on the trail and hands them to whoever listens, in the same transaction. */
const record = async (
  deps: PerformDeps,
  tx: Tx,
  by: Asking,
  action: Action,
  events: readonly DomainEvent[],
): Promise<readonly RecordedEvent[]> => {
  const recorded = events.map(
    ({ rows: _rows, ...event }): RecordedEvent => ({
      ...event,
      id: newId(),
      at: deps.now().toISOString(),
      actorAccount: by.actor.accountId,
    }),
  )
  await insertEvents(
    tx,
    deps.ports.vault,
    recorded.map((event, place) => ({
      id: event.id,
      at: new Date(event.at),
      name: event.name,
      version: event.version ?? 1,
      subjectKind: event.subject.kind,
      subjectId: event.subject.id,
      actorKind: by.actor.kind,
      actorAccount: by.actor.accountId,
      actorKey: by.actor.key?.id ?? null,
      onBehalfOf: event.onBehalfOf ?? actedFor(by.actor, action),
      requestId: by.requestId,
      // As it comes back: without what JSON leaves out.
      data: JSON.parse(JSON.stringify({ ...event.data, rows: events[place]?.rows })) as Json,
    })),
  )
  for (const event of recorded)
    for (const { subscriber, lane } of deps.subscribers.get(event.name) ?? [])
      await deps.queue.enqueue(tx, {
        job: `event:${subscriber}`,
        lane,
        data: { event: event as unknown as Json },
        key: `${subscriber}:${event.id}`,
      })
  return recorded
}

/** An API key has its own: the reply to what its owner did at a screen may be more than it is let see. */
const keptUnder = ({ actor, idempotencyKey }: Asking): string =>
  actor.key ? `${actor.key.id} ${idempotencyKey}` : (idempotencyKey ?? '')

/**
 * Takes the caller's idempotency key inside the transaction. A second use waits for the first to end, then gets its
 * reply; a refused first use leaves no key behind, so a corrected request may use it again.
 */
const claimKey = async (
  tx: Tx,
  commandName: string,
  input: unknown,
  by: Asking,
  now: Date,
): Promise<Result<unknown, string> | undefined> => {
  if (!by.idempotencyKey || !by.actor.accountId) return undefined
  const hash = createHash('sha256')
    .update(`${commandName}\n${canonicalJson(JSON.parse(JSON.stringify(input ?? null)) as Json)}`)
    .digest('hex')
  const claimed = await sql`insert into idempotency (account, key, command, request_hash, at)
    values (${by.actor.accountId}, ${keptUnder(by)}, ${commandName}, ${hash}, ${now}) on conflict do nothing returning key`.execute(
    tx,
  )
  if (claimed.rows.length > 0) return undefined
  const kept = await as<{
    idempotency: { account: string; key: string; requestHash: string; reply: { value: unknown } | null }
  }>(tx)
    .selectFrom('idempotency')
    .select(['requestHash', 'reply'])
    .where('account', '=', by.actor.accountId)
    .where('key', '=', keptUnder(by))
    .executeTakeFirst()
  if (!kept || kept.requestHash !== hash) return refuse('idempotency.mismatch')
  return { ok: true, value: kept.reply?.value ?? null }
}

const constraintRefusal = (
  error: unknown,
  constraints: Readonly<Record<string, string>> | undefined,
): Refused | undefined => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (
    !constraint ||
    !constraints ||
    (code !== '23505' && code !== '23P01' && code !== '23514' && code !== '23503')
  )
    return undefined
  const refusal = constraints[constraint]
  return refusal === undefined ? undefined : refuse(refusal)
}

const isTransient = (error: unknown): boolean =>
  ['40001', '40P01'].includes((error as { code?: string }).code ?? '')
