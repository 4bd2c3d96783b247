import { systemActor } from '../../../access/index.ts'
import { deadlineOf } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { attemptStarted } from '../events.ts'
import { markStarted } from '../store/attempts.ts'
import { readDoor, type Door } from '../store/doors.ts'
import { contentKey, readClaim, type Claim } from './sealed-form.ts'
import { dueAfter, submitDueJob } from './submit-attempt.ts'

/** How old what is known of a sitting may be at its start: an act of an invigilator is a second late at most. */
const doorMs = 1000
/** Starts are written down together, so many at most in one transaction. */
const writeDownMs = 100
const mostTogether = 500
const retryMs = 1000
/** How long a page whose reply was lost may ask again for the same answer. */
const rememberedMs = 60_000

interface Begun {
  readonly claim: Claim
  readonly startedAt: Date
  readonly deadline: Date
}

interface Starts {
  readonly doors: Map<string, { readonly at: number; readonly door: Promise<Door | undefined> }>
  /** Given a key by this process: asked again, the same answer. */
  readonly begun: Map<string, Begun>
  readonly waiting: Begun[]
  /** Resolves once everything given so far is in the database. */
  written: Promise<void>
  timer: NodeJS.Timeout | null
}

const opened = new WeakMap<Services, Starts>()
const startsOf = (services: Services): Starts => {
  const known = opened.get(services)
  if (known) return known
  const starts: Starts = {
    doors: new Map(),
    begun: new Map(),
    waiting: [],
    written: Promise.resolve(),
    timer: null,
  }
  opened.set(services, starts)
  return starts
}

/** What is known of a sitting: read once a second for all its seats, however many ask. */
const doorOf = (services: Services, starts: Starts, sittingId: string): Promise<Door | undefined> => {
  const known = starts.doors.get(sittingId)
  if (known && Date.now() - known.at < doorMs) return known.door
  const door = readDoor(services.db, sittingId)
  door.catch(() => starts.doors.delete(sittingId))
  starts.doors.set(sittingId, { at: Date.now(), door })
  return door
}

export interface KeyGiven {
  readonly key: string
  readonly sealedHash: string
  readonly startedAt: string
  readonly deadline: string
  readonly serverTime: string
}

/**
 * The start of a seat that was made ready: gives the key of its paper, from memory. Nothing is read for the seat; that it
 * began is written down with everybody else's a moment later. Whoever is not a plain case is sent to the ordinary start.
 */
export const startByKey = async (
  services: Services,
  attemptId: string,
  claimed: string,
): Promise<Result<KeyGiven, string>> => {
  const { vault } = services.ports
  const claim = readClaim(vault, claimed)
  if (!claim || claim.attemptId !== attemptId) return refuse('exam.claim-refused')
  const starts = startsOf(services)
  const now = services.now()
  const given = ({ startedAt, deadline }: Begun): Result<KeyGiven, string> =>
    ok({
      key: contentKey(vault, claim).toString('base64'),
      sealedHash: claim.sealedHash,
      startedAt: startedAt.toISOString(),
      deadline: deadline.toISOString(),
      serverTime: now.toISOString(),
    })
  const before = starts.begun.get(attemptId)
  if (before && before.claim.epoch === claim.epoch) return given(before)
  const door = await doorOf(services, starts, claim.sittingId)
  if (!door || door.barred || before || door.apart.has(attemptId)) return refuse('exam.ask-to-start')
  if (now < door.opensAt) return refuse('exam.not-open', { opensAt: door.opensAt.toISOString() })
  if (now > door.entryUntil) return refuse('exam.ask-to-start')
  const deadline = deadlineOf(
    {
      startedAt: now.getTime(),
      allowanceSeconds: door.durationMinutes * 60,
      adjustments: [],
      holds: [],
      hardClose: door.closesAt.getTime(),
    },
    now.getTime(),
  )
  const begun: Begun = { claim, startedAt: now, deadline: new Date(deadline) }
  starts.begun.set(attemptId, begun)
  starts.waiting.push(begun)
  starts.timer ??= setTimeout(() => void writeDown(services, starts), writeDownMs)
  return given(begun)
}

/** Waits until a start given from memory is in the database; at once for every other attempt. */
export const startWritten = async (services: Services, attemptId: string): Promise<void> => {
  const starts = opened.get(services)
  if (!starts?.waiting.some(({ claim }) => claim.attemptId === attemptId)) return
  if (starts.timer) void writeDown(services, starts)
  await starts.written
}

const writeDown = (services: Services, starts: Starts): Promise<void> => {
  if (starts.timer) clearTimeout(starts.timer)
  starts.timer = null
  starts.written = starts.written.then(async () => {
    while (starts.waiting.length > 0) {
      const together = starts.waiting.slice(0, mostTogether)
      const done = await services
        .perform(beginAttempts, { begun: together }, { actor: systemActor, requestId: 'exam-start' })
        .catch((error: unknown) => {
          services.log.error({ error: String((error as Error).message) }, 'starts are not written down yet')
          return null
        })
      if (!done?.ok) {
        // The database is away: the candidates are writing already, and their starts keep.
        starts.timer ??= setTimeout(() => void writeDown(services, starts), retryMs)
        return
      }
      starts.waiting.splice(0, together.length)
      forgetLater(starts, together)
    }
  })
  return starts.written
}

const forgetLater = (starts: Starts, written: readonly Begun[]): void => {
  setTimeout(() => {
    for (const { claim } of written) starts.begun.delete(claim.attemptId)
  }, rememberedMs).unref()
}

/** Writes down who began, with one job that looks after the end of all of them. Who has begun already stays as they are. */
const beginAttempts = command({
  name: 'exams.beginAttempts',
  action: 'exam.sweep',
  load: async (_unit, _input: { begun: readonly Begun[] }) => ({ owners: {} }),
  identity: ({ begun }: { begun: readonly Begun[] }) => begun.map(({ claim }) => claim.attemptId),
  async run(unit, { begun }) {
    const started = new Set(
      await markStarted(
        unit.tx,
        begun.map(({ claim, startedAt }) => ({ attemptId: claim.attemptId, startedAt })),
      ),
    )
    const fresh = begun.filter(({ claim }) => started.has(claim.attemptId))
    await unit.emitAll(
      fresh.map(({ claim, startedAt, deadline }) =>
        attemptStarted(claim.attemptId, {
          sitting: claim.sittingId,
          startedAt: startedAt.toISOString(),
          deadline: deadline.toISOString(),
        }),
      ),
    )
    if (fresh.length > 0) {
      await unit.enqueue({
        job: submitDueJob,
        lane: 'quick',
        data: { attemptIds: fresh.map(({ claim }) => claim.attemptId) },
        after: dueAfter(Math.max(...fresh.map(({ deadline }) => deadline.getTime()))),
      })
    }
    return ok({})
  },
})
