import { decide, type Actor } from '../../../access/index.ts'
import { deadlineOf, inTime } from '../../../kernel/exam-journal/deadline.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { admit, type Admission, type EpochState } from '../domain/admission.ts'
import { ackedThrough, commandsFor, type AttemptStanding, type Command } from '../domain/append-reply.ts'
import { eventFault } from '../domain/responses.ts'
import { appendKnown } from '../store/append-known.ts'
import {
  appendToLog,
  keepForeign,
  lockForAppend,
  readAppendStates,
  readStoredHashes,
  type AppendState,
  type AttemptClock,
} from '../store/journal.ts'
import { digest } from './digest.ts'
import { heldReply } from './freeze-attempt.ts'
import { knownPages, type KnownPage } from './known-pages.ts'
import { takeLateHead, type LateBatch } from './late-heads.ts'
import { paperOf } from './paper-cache.ts'

/** One request of one page: a batch of events, or none as a sign of life. */
export interface Append extends LateBatch {
  readonly actor: Actor
  readonly events: readonly JournalEvent[]
}

export interface Appended {
  readonly acked: number
  readonly serverTime: string
  readonly deadline: string
  /** While the seat's clock stands still. */
  readonly held: { readonly since: string; readonly until: string | null } | null
  /** Number of the newest message; a page that has read fewer fetches them. */
  readonly messages: number
  readonly commands: Command[]
}

/**
 * Takes the batches of many attempts at once, at most one per attempt. This is the one writing path outside `perform()`; see
 * docs/decisions, "The exam journal". It asks the same policy, and what it does is in the log itself.
 */
export const appendBatch = async (
  services: Services,
  appends: readonly Append[],
): Promise<Result<Appended, string>[]> => {
  const writing = appends.some(({ events }) => events.length > 0)
  if (!writing) {
    const states = statesByAttempt(await readAppendStates(services.db, appends))
    return appends.map((append) => {
      const judged = judge(append, states)
      return judged.ok ? ok(replyOf(services, judged.value, null)) : judged
    })
  }
  const quick = await appendContinuing(services, appends)
  const others = appends.filter((append) => !quick.has(append))
  const slow = others.length > 0 ? await appendLocked(services, others) : []
  return appends.map((append) => {
    const result = quick.get(append) ?? slow[others.indexOf(append)]
    if (!result) throw new Error('an append without a verdict')
    return result
  })
}

/** What is no more than the next events of pages as this process last saw them: one statement takes it all. */
const appendContinuing = async (
  services: Services,
  appends: readonly Append[],
): Promise<Map<Append, Result<Appended, string>>> => {
  const pages = knownPages(services)
  const continuing = new Map<Append, { readonly page: KnownPage; readonly admission: Admission }>()
  for (const append of appends) {
    const page = pages.get(append.attemptId)
    if (page?.epoch.epoch !== append.epoch || !isTheirs(append.actor, page.personId)) continue
    if (append.head && isLate(page, append)) continue
    if (await faultOf(services, append, page.paperId)) continue
    const admission = admit(page.epoch, new Map(), append.events, digest)
    if (admission.append.length === append.events.length && admission.highWater === admission.reach)
      continuing.set(append, { page, admission })
  }
  if (continuing.size === 0) return new Map()
  const written = await appendKnown(
    services.db,
    [...continuing].map(([{ receivedAt }, { page, admission }]) => ({
      ...page,
      events: admission.append,
      receivedAt,
    })),
  ).catch((error: unknown) => {
    for (const { attemptId } of continuing.keys()) pages.forget(attemptId)
    throw error
  })
  const results = new Map<Append, Result<Appended, string>>()
  for (const [append, { page, admission }] of continuing) {
    const told = written.get(append.attemptId)
    if (!told) pages.forget(append.attemptId)
    else {
      pages.note({ ...page, epoch: epochAfter(page.epoch, admission) })
      // A page without a fence has not handed in.
      results.set(append, ok(replyOf(services, { ...page, ...told, receipt: null }, admission)))
    }
  }
  return results
}

const knownOf = (
  { personId, paperId, startedAt, durationMinutes, closesAt, adjustments, holds, timeVersion, epoch }: Judged,
  admission: Admission | null,
): KnownPage => ({
  personId,
  paperId,
  startedAt,
  durationMinutes,
  closesAt,
  adjustments,
  holds,
  timeVersion,
  epoch: admission ? epochAfter(epoch, admission) : epoch,
})

const epochAfter = (epoch: EpochState, { highWater, head, reach }: Admission): EpochState => ({
  ...epoch,
  highWater,
  head,
  reach,
})

/** Everything else, under the locks: what is new to this process, repeats, leaves a gap, may not enter, or is refused. */
const appendLocked = async (
  services: Services,
  appends: readonly Append[],
): Promise<Result<Appended, string>[]> => {
  const done = await services.db.transaction().execute(async (tx) => {
    await lockForAppend(
      tx,
      appends.map(({ attemptId }) => attemptId),
    )
    const states = statesByAttempt(await readAppendStates(tx, appends))
    const judged: Result<Judged, string>[] = []
    for (const append of appends) {
      const state = judge(append, states)
      const fault = state.ok
        ? ((await faultOf(services, append, state.value.paperId)) ??
          (await lateFault(services, tx, append, state.value)))
        : null
      judged.push(fault ?? state)
    }
    const admissions = await admitAll(tx, appends, judged)
    const entries = appends.flatMap((append, at) =>
      admissions[at] ? [{ append, admission: admissions[at] }] : [],
    )
    const rows = (pick: (admission: Admission) => readonly JournalEvent[]) =>
      entries.flatMap(({ append, admission }) => pick(admission).map((event) => ({ ...append, event })))
    const moved = entries.filter(({ admission }) => admission.append.length > 0)
    if (moved.length > 0) {
      await appendToLog(
        tx,
        rows((admission) => admission.append),
        moved.map(({ append, admission }) => ({
          attemptId: append.attemptId,
          epoch: append.epoch,
          highWater: admission.highWater,
          head: admission.head,
          reach: admission.reach,
        })),
      )
    }
    await keepForeign(
      tx,
      entries.flatMap(({ append, admission }) => admission.foreign.map((one) => ({ ...append, ...one }))),
    )
    return appends.map((_, at) => ({
      state: judged[at] as Result<Judged, string>,
      admission: admissions[at] ?? null,
    }))
  })
  return done.map(({ state, admission }) => {
    if (!state.ok) return state
    const { value } = state
    knownPages(services).note(knownOf(value, admission))
    return ok(replyOf(services, value, admission))
  })
}

const statesByAttempt = (states: readonly AppendState[]): Map<string, AppendState> =>
  new Map(states.map((state) => [state.attemptId, state]))

/** The state of an attempt whose page may speak: its epoch was granted. */
type Judged = AppendState & { readonly epoch: EpochState }

const isTheirs = (actor: Actor, personId: string): boolean =>
  decide(actor, 'exam.sit', { professional: [personId] }) === 'allow'

/** Whose attempt it is decides the same policy as everywhere; an attempt that was never begun has no journal yet. */
const judge = (append: Append, states: ReadonlyMap<string, AppendState>): Result<Judged, string> => {
  const state = states.get(append.attemptId)
  if (!state || !isTheirs(append.actor, state.personId)) {
    return refuse(append.actor.kind === 'public' ? 'access.sign-in' : 'not-found')
  }
  const { epoch } = state
  return epoch ? ok({ ...state, epoch }) : refuse('exam.epoch-unknown')
}

const faultOf = async (
  services: Services,
  append: Append,
  paperId: string,
): Promise<Result<never, string> | null> => {
  if (append.events.length === 0) return null
  const { slots } = await paperOf(services.db, paperId)
  for (const event of append.events) {
    const code = eventFault(event, slots)
    if (code) return refuse(code, { seq: event.seq })
  }
  return null
}

const isLate = (clock: AttemptClock, { receivedAt }: Append): boolean =>
  !inTime(deadlineNow(clock, receivedAt.getTime()), receivedAt.getTime())

/** What a page signed is looked at once its time is over, and as long as it has not handed in. */
const lateFault = (services: Services, tx: Tx, append: Append, state: AppendState) =>
  append.head && state.receipt === null
    ? takeLateHead(services, tx, append, deadlineNow(state, append.receivedAt.getTime()))
    : null

const admitAll = async (
  tx: Tx,
  appends: readonly Append[],
  judged: readonly Result<Judged, string>[],
): Promise<(Admission | null)[]> => {
  const pairs = appends.map((append, at) => {
    const state = judged[at]
    return state?.ok && append.events.length > 0 ? { append, epoch: state.value.epoch } : null
  })
  const repeats = pairs.flatMap((pair) => {
    if (!pair) return []
    const first = Math.min(...pair.append.events.map(({ seq }) => seq))
    const unsettled = first <= pair.epoch.highWater || pair.epoch.reach > pair.epoch.highWater
    return unsettled
      ? [
          {
            attemptId: pair.append.attemptId,
            epoch: pair.append.epoch,
            from: Math.min(first, pair.epoch.highWater + 1),
          },
        ]
      : []
  })
  const stored = repeats.length > 0 ? await readStoredHashes(tx, repeats) : []
  return pairs.map((pair) => {
    if (!pair) return null
    const own = stored.filter(
      (one) => one.attemptId === pair.append.attemptId && one.epoch === pair.append.epoch,
    )
    return admit(pair.epoch, new Map(own.map((one) => [one.seq, one])), pair.append.events, digest)
  })
}

const deadlineNow = (state: AttemptClock, at: number): number =>
  deadlineOf(
    {
      startedAt: state.startedAt.getTime(),
      allowanceSeconds: state.durationMinutes * 60,
      adjustments: state.adjustments,
      holds: state.holds,
      hardClose: state.closesAt.getTime(),
    },
    at,
  )

/** The receipt of a batch. */
const replyOf = (
  services: Services,
  state: AttemptClock & AttemptStanding & Pick<Judged, 'messages' | 'epoch'>,
  admission: Admission | null,
): Appended => {
  const now = services.now()
  const deadline = deadlineNow(state, now.getTime())
  return {
    acked: ackedThrough(state.epoch, admission),
    serverTime: now.toISOString(),
    deadline: new Date(deadline).toISOString(),
    held: heldReply(state.holds, now),
    messages: state.messages,
    commands: commandsFor(state, state.epoch, admission),
  }
}
