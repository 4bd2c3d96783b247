import { inTime } from '../../../kernel/exam-journal/deadline.ts'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import type { HeadStatement } from '../../../kernel/exam-journal/signed-head.ts'

/** An event of the log with the instant the authority received it, milliseconds of Unix time. */
export interface LoggedEvent {
  readonly epoch: number
  readonly event: JournalEvent
  readonly receivedAt: number
}

/** A signed head that came after the deadline, as the authority took it in. Instants are milliseconds of Unix time. */
export interface LateHead extends HeadStatement {
  readonly epoch: number
  /** Base64, 64 bytes. */
  readonly signature: string
  readonly receivedAt: number
  /** When the seat was last heard of before; null where no server can say so, because it was not there all the while. */
  readonly lastContact: number | null
}

/** What somebody decided about late answers of an epoch: about those up to `through` no earlier decision is about. */
export interface LateDecision {
  readonly epoch: number
  readonly through: number
  readonly accepted: boolean
}

export interface LateEvidence {
  readonly heads: readonly LateHead[]
  readonly decisions: readonly LateDecision[]
}
export const noEvidence: LateEvidence = { heads: [], decisions: [] }

/**
 * Why an event counts or not. `silent`: late, signed, and the seat was seen to be cut off. `made-late`: written after the
 * deadline; nobody can let that count. `asked`: late, and somebody has to decide.
 */
export type Acceptance = 'in-time' | 'silent' | 'accepted' | 'asked' | 'refused' | 'made-late'
export const counts = (acceptance: Acceptance): boolean =>
  acceptance === 'in-time' || acceptance === 'silent' || acceptance === 'accepted'

/** How far the clocks of a page may differ from what the authority observed of them, and contacts overlap. */
export const toleranceMs = 2000

/** The clocks of one page as the authority itself observed them from what arrived in time. */
export interface ObservedClocks {
  /** At most this much was between the page's monotonic clock and the authority's time. */
  readonly offset: number
  /** By how much the wall clock was ahead of the monotonic one when the page was last heard of. */
  readonly lead: number
}

/** What a page's clock said when it acted: the monotonic one, which nobody can set. */
const clockOf = ({ mono }: Pick<JournalEvent, 'wall' | 'mono'>): number => mono

const leadOf = ({ wall, mono }: Pick<JournalEvent, 'wall' | 'mono'>): number => wall - mono

/** Reads the clocks off one page's own events in time, in their order; null where there are none. */
export const observedClocks = (
  events: readonly LoggedEvent[],
  deadline: number | null,
): ObservedClocks | null => {
  const own = events.filter(
    ({ event, receivedAt }) => event.origin === null && deadline !== null && inTime(deadline, receivedAt),
  )
  const last = own.at(-1)
  return last
    ? {
        offset: Math.min(...own.map(({ event, receivedAt }) => receivedAt - event.mono)),
        lead: leadOf(last.event),
      }
    : null
}

/**
 * Whether one event of the log counts. Received by the deadline and its grace it does. Later it does of itself only where
 * a signed head covers it that says it was made in time, the page's clocks agree with what was observed of them, and the
 * seat was seen silent from then on; else somebody decides. `heads` are those whose hash stands in the chain.
 */
export const acceptanceOf = (
  logged: LoggedEvent,
  deadline: number | null,
  clocks: ObservedClocks | null,
  { heads, decisions }: LateEvidence,
): Acceptance => {
  const { event, epoch, receivedAt } = logged
  if (deadline === null) return 'made-late'
  if (inTime(deadline, receivedAt)) return 'in-time'
  const covering = heads.filter((head) => head.epoch === epoch && head.seq >= event.seq)
  // What was taken over bears the clocks of the page it was first written at.
  if (event.origin === null) {
    const made = covering.map((head) => clockOf(event) + head.offset)
    if (clocks && clockOf(event) + clocks.offset - toleranceMs > deadline) return 'made-late'
    if (made.length > 0 && made.every((at) => at > deadline)) return 'made-late'
    if (covering.some((head) => speaksForItself(event, head, deadline, clocks))) return 'silent'
  }
  const decided = decisions
    .filter((one) => one.epoch === epoch && one.through >= event.seq)
    .toSorted((a, b) => a.through - b.through)[0]
  if (!decided) return 'asked'
  return decided.accepted ? 'accepted' : 'refused'
}

const speaksForItself = (
  event: JournalEvent,
  head: LateHead,
  deadline: number,
  clocks: ObservedClocks | null,
): boolean => {
  const madeAt = clockOf(event) + head.offset
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= toleranceMs
  const agree =
    clocks !== null &&
    near(head.offset, clocks.offset) &&
    near(leadOf(event), clocks.lead) &&
    near(leadOf(head), clocks.lead)
  const silent = head.lastContact !== null && head.lastContact <= madeAt + toleranceMs
  return madeAt <= deadline && agree && silent
}

/** Where a seat stands whose time is over and that has not handed in. */
export interface OverdueSeat {
  readonly deadline: number
  /** Last sign of life with what the page still had to send, milliseconds of Unix time; null where none is known. */
  readonly heard: { readonly at: number; readonly unsent: number } | null
}

/** How long a seat nobody heard of since its deadline is waited for. */
export const awaitedMs = 60 * 60_000

/** Whether a seat may still have answers from before its deadline: silent since, or in the middle of delivering them. */
export const isAwaited = ({ deadline, heard }: OverdueSeat, now: number): boolean =>
  now <= deadline + awaitedMs && (heard === null || heard.at <= deadline || heard.unsent > 0)
