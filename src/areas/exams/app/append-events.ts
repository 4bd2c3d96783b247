import { decide, type Actor } from '../../../access/index.ts'
import { deadlineOf } from '../../../kernel/exam-journal/deadline.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Services } from '../../../platform/services.ts'
import { admit, type Admission } from '../domain/admission.ts'
import { eventFault } from '../domain/responses.ts'
import {
  appendToLog,
  keepForeign,
  lockForAppend,
  readAppendStates,
  readStoredHashes,
  type AppendState,
} from '../store/journal.ts'
import { digest } from './digest.ts'
import { heldReply } from './freeze-attempt.ts'
import { paperOf } from './paper-cache.ts'

/** One request of one page: a batch of events, or none as a sign of life. */
export interface Append {
  readonly actor: Actor
  readonly attemptId: string
  readonly epoch: number
  readonly events: readonly JournalEvent[]
  readonly receivedAt: Date
}

export type Command =
  | { readonly kind: 'fenced'; readonly epoch: number }
  | { readonly kind: 'submitted'; readonly receipt: string }
  | { readonly kind: 'resend'; readonly from: number; readonly to: number }
  | { readonly kind: 'rejoin' }
  | { readonly kind: 'shut' }
  | { readonly kind: 'moved' }

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
 * Takes the batches of many attempts in one transaction, at most one per attempt: locks, decides with the pure
 * admission, writes everything in one statement. This is the one writing path outside `perform()`; see
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
      return judged.ok ? ok(replyOf(services, append, judged.value, null)) : judged
    })
  }
  return services.db.transaction().execute(async (tx) => {
    await lockForAppend(
      tx,
      appends.map(({ attemptId }) => attemptId),
    )
    const states = statesByAttempt(await readAppendStates(tx, appends))
    const judged: Result<AppendState, string>[] = []
    for (const append of appends) {
      const state = judge(append, states)
      const fault = state.ok ? await faultOf(services, append, state.value) : null
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
    return appends.map((append, at) => {
      const state = judged[at]
      if (!state) throw new Error('an append without a verdict')
      return state.ok ? ok(replyOf(services, append, state.value, admissions[at] ?? null)) : state
    })
  })
}

const statesByAttempt = (states: readonly AppendState[]): Map<string, AppendState> =>
  new Map(states.map((state) => [state.attemptId, state]))

/** Whose attempt it is decides the same policy as everywhere; an attempt that was never begun has no journal yet. */
const judge = (append: Append, states: ReadonlyMap<string, AppendState>): Result<AppendState, string> => {
  const state = states.get(append.attemptId)
  if (!state || decide(append.actor, 'exam.sit', { professional: [state.personId] }) !== 'allow') {
    return refuse(append.actor.kind === 'public' ? 'access.sign-in' : 'not-found')
  }
  return state.epoch ? ok(state) : refuse('exam.epoch-unknown')
}

const faultOf = async (
  services: Services,
  append: Append,
  state: AppendState,
): Promise<Result<never, string> | null> => {
  if (append.events.length === 0) return null
  const { slots } = await paperOf(services.db, state.paperId)
  for (const event of append.events) {
    const code = eventFault(event, slots)
    if (code) return refuse(code, { seq: event.seq })
  }
  return null
}

const admitAll = async (
  tx: Parameters<typeof readStoredHashes>[0],
  appends: readonly Append[],
  judged: readonly Result<AppendState, string>[],
): Promise<(Admission | null)[]> => {
  const pairs = appends.map((append, at) => {
    const state = judged[at]
    return state?.ok && state.value.epoch && append.events.length > 0
      ? { append, epoch: state.value.epoch }
      : null
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

const replyOf = (
  services: Services,
  append: Append,
  state: AppendState,
  admission: Admission | null,
): Appended => {
  const commands: Command[] = []
  if (state.receipt) commands.push({ kind: 'submitted', receipt: state.receipt })
  else if (state.leftMachine !== null && state.leftMachine === state.epoch?.machine)
    commands.push({ kind: 'moved' })
  else if (append.epoch !== state.currentEpoch) commands.push({ kind: 'fenced', epoch: state.currentEpoch })
  else if (state.shut) commands.push({ kind: 'shut' })
  // Shut out and admitted again before this page heard of it: nothing of this epoch counts any more.
  else if (state.epoch?.fence !== null) commands.push({ kind: 'rejoin' })
  else if (admission?.missing) commands.push({ kind: 'resend', ...admission.missing })
  // Something of this page cannot enter its chain any more: a new epoch takes over what is left.
  else if (admission && (admission.foreign.length > 0 || admission.reach > admission.highWater))
    commands.push({ kind: 'rejoin' })
  const now = services.now()
  const deadline = deadlineOf(
    {
      startedAt: state.startedAt.getTime(),
      allowanceSeconds: state.durationMinutes * 60,
      adjustments: state.adjustments,
      holds: state.holds,
      hardClose: state.closesAt.getTime(),
    },
    now.getTime(),
  )
  return {
    acked: admission?.highWater ?? state.epoch?.highWater ?? 0,
    serverTime: now.toISOString(),
    deadline: new Date(deadline).toISOString(),
    held: heldReply(state.holds, now),
    messages: state.messages,
    commands,
  }
}
