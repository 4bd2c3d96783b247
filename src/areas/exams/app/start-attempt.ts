import { chosenOptions, foldAnswers } from '../../../kernel/exam-journal/answers.ts'
import { heldAt, heldBefore, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command } from '../../../platform/perform.ts'
import { effectiveEvents } from '../domain/effective.ts'
import { grantEpoch } from '../domain/epochs.ts'
import { isAllowedBrowser, type BrowserSeen } from '../domain/safe-browser.ts'
import { attemptResumed, attemptStarted } from '../events.ts'
import { lockAttempt, setStarted, type AttemptRow } from '../store/attempts.ts'
import { insertEpoch } from '../store/journal.ts'
import { contactOf } from '../store/late-answers.ts'
import { digest } from './digest.ts'
import { deadlineOfAttempt, entryUntilOf, heldReply, logsOf } from './freeze-attempt.ts'
import { readPublicKey } from './head-signature.ts'
import { paperOf } from './paper-cache.ts'
import { lookAfterEnd, type Sweeps } from './sweep-due.ts'
import { fencePage } from './fence-page.ts'

/** A page that asks to write: the machine it stands on, its own name, and the browser it runs in. */
export interface PageToLetIn {
  readonly attemptId: string
  readonly machine: string
  readonly writer: string
  /** Public key of the page, base64 of DER (SPKI); none where its browser has no WebCrypto. */
  readonly key?: string | undefined
  readonly browser?: BrowserSeen
}

/** The key a page registers; refused where it is none. */
export const keyOfPage = ({ key }: Pick<PageToLetIn, 'key'>): Result<Buffer | null, 'exam.key-malformed'> => {
  if (key === undefined) return ok(null)
  const der = Buffer.from(key, 'base64')
  return readPublicKey(der) ? ok(der) : refuse('exam.key-malformed')
}

/**
 * Lets a page write: the first time the paper is unlocked and the clock starts, later times the exam goes on where the
 * journal stands. Every call opens a new epoch and fences the one before, so exactly one page is live.
 */
export const startAttempt = command({
  name: 'exams.startAttempt',
  action: 'exam.sit',
  async load(unit, input: PageToLetIn & { readonly sweeps?: Sweeps }) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  identity: ({ sweeps: _, ...page }) => page,
  async run(unit, input, { attempt }) {
    const startedAt = attempt.startedAt ?? unit.now
    const deadline = deadlineOfAttempt({ ...attempt, startedAt }, unit.now) as number
    const allowed = mayEnter(attempt, input, deadline, unit.now)
    if (!allowed.ok) return allowed
    const key = keyOfPage(input)
    if (!key.ok) return key
    const log = (await logsOf(unit.tx, [attempt], unit.now)).get(attempt.id)
    if (!log) throw new Error(`attempt ${attempt.id} has no log`)
    const { fenced, opened, grant } = grantEpoch(
      log.epochs,
      { attempt: attempt.id, machine: input.machine, writer: input.writer },
      attempt.paperHash,
      digest,
    )
    if (fenced) await fencePage(unit, attempt, fenced)
    const silent = await silenceOf(unit.tx, attempt, unit.now)
    await insertEpoch(unit.tx, opened, silent, unit.actor.accountId, unit.now, key.value)
    await setStarted(unit.tx, attempt.id, opened.epoch, startedAt)
    const epochs = [
      ...log.epochs.map((one) => (one.epoch === fenced?.epoch ? { ...one, fence: fenced.fence } : one)),
      opened,
    ]
    const answers = foldAnswers(effectiveEvents({ ...log, epochs, deadline }, digest).events)
    if (attempt.startedAt) {
      await unit.emit(
        attemptResumed(attempt.id, {
          sitting: attempt.sittingId,
          epoch: opened.epoch,
          sameMachine: grant.ownEpochs.length > 0,
          silentSeconds: silent,
        }),
      )
    } else {
      await unit.emit(
        attemptStarted(attempt.id, {
          sitting: attempt.sittingId,
          startedAt: startedAt.toISOString(),
          deadline: new Date(deadline).toISOString(),
        }),
      )
      await lookAfterEnd(unit, input.sweeps, { ...attempt, startedAt }, deadline)
    }
    const paper = await paperOf(unit.tx, attempt.paperId)
    return ok({
      attemptId: attempt.id,
      epoch: grant.epoch,
      paperHash: grant.paperHash,
      ownEpochs: [...grant.ownEpochs],
      startedAt: startedAt.toISOString(),
      deadline: new Date(deadline).toISOString(),
      held: heldReply(attempt.holds, unit.now),
      messages: attempt.messages,
      serverTime: unit.now.toISOString(),
      title: attempt.title,
      titleEn: attempt.titleEn,
      candidate: { name: attempt.name, ticketNumber: attempt.ticketNumber },
      questions: paper.inOrder(attempt.permutation),
      answers: [...answers].map(([slot, state]) => ({
        slot,
        seen: state.seen,
        options: state.response ? [...chosenOptions(state.response)] : null,
        response: state.response && { ...state.response },
        cleared: state.cleared,
        flagged: state.flagged,
      })),
    })
  },
})

type Barred =
  | 'exam.cancelled'
  | 'exam.submitted'
  | 'exam.ended'
  | 'exam.not-open'
  | 'exam.entry-closed'
  | 'exam.time-over'
  | 'exam.shut'
  | 'exam.moved'
  | 'exam.held'
  | 'exam.browser-refused'

const mayEnter = (
  attempt: AttemptRow,
  page: PageToLetIn,
  deadline: number,
  now: Date,
): Result<null, Barred> => {
  const allowed = barredFrom(attempt, page)
  if (!allowed.ok) return allowed
  if (attempt.startedAt) return inTime(deadline, now.getTime()) ? ok(null) : refuse('exam.time-over')
  if (now < attempt.opensAt) return refuse('exam.not-open', { opensAt: attempt.opensAt.toISOString() })
  // Whose clock has not begun waits at the door while the room is held, and may come in later by as much.
  if (heldAt(attempt.holds, now.getTime())) return refuse('exam.held')
  return now.getTime() > entryUntilOf(attempt, now) ? refuse('exam.entry-closed') : ok(null)
}

/** Why no page at this machine is let in, whatever the hour. */
export const barredFrom = (attempt: AttemptRow, { machine, browser }: PageToLetIn): Result<null, Barred> => {
  if (attempt.cancelledAt) return refuse('exam.cancelled')
  if (attempt.submission) return refuse('exam.submitted', { receipt: attempt.submission.receipt })
  if (attempt.endedAt) return refuse('exam.ended')
  if (attempt.shut) return refuse('exam.shut')
  if (!isAllowedBrowser(attempt.configKeys, browser, digest)) return refuse('exam.browser-refused')
  if (attempt.leftMachine === machine)
    return refuse('exam.moved', { room: attempt.roomName ?? '', seat: attempt.seat ?? 0 })
  return ok(null)
}

/** Whole seconds since the last sign of life of an attempt under way, time held apart: what a fault may have cost. */
const silenceOf = async (tx: Tx, attempt: AttemptRow, now: Date): Promise<number> => {
  const last = attempt.startedAt && (await contactOf(tx, attempt.id))?.at
  if (!last) return 0
  const held = heldBefore(attempt.holds, now.getTime()) - heldBefore(attempt.holds, last.getTime())
  return Math.max(0, Math.round((now.getTime() - last.getTime() - held) / 1000))
}
