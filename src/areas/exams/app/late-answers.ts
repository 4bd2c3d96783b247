import { graceMs, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command } from '../../../platform/perform.ts'
import { effectiveEvents, type AskedAbout } from '../domain/effective.ts'
import { isAwaited } from '../domain/lateness.ts'
import { lateAnswersDecided } from '../events.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { attemptsWithLate, contactOf, insertLateDecision } from '../store/late-answers.ts'
import { resultSetsOf } from '../store/results.ts'
import { digest } from './digest.ts'
import { deadlineOfAttempt, logsOf } from './freeze-attempt.ts'
import { loadReach } from './reach.ts'

/** Late answers of some attempts that wait for a decision, by attempt; in time nothing of a log is read for it. */
export const undecidedLate = async (
  tx: Tx,
  attempts: readonly AttemptRow[],
  at: Date,
): Promise<Map<string, readonly AskedAbout[]>> => {
  const ended = attempts.flatMap((one) => {
    const deadline = deadlineOfAttempt(one, at)
    return deadline !== null && !inTime(deadline, at.getTime())
      ? [{ attemptId: one.id, after: new Date(deadline + graceMs) }]
      : []
  })
  const late = new Set(ended.length > 0 ? await attemptsWithLate(tx, ended) : [])
  const concerned = attempts.filter(({ id }) => late.has(id))
  const logs = await logsOf(tx, concerned, at)
  return new Map(
    [...logs].flatMap(([id, log]) => {
      const { asked } = effectiveEvents(log, digest)
      return asked.length > 0 ? [[id, asked] as const] : []
    }),
  )
}

/** What became of a candidate's late answers, by questions; undefined where nothing came late. */
export const lateAnswersOf = async (
  tx: Tx,
  attempt: AttemptRow,
  at: Date,
): Promise<{ counted: number; undecided: number; refused: number } | undefined> => {
  const log = (await logsOf(tx, [attempt], at)).get(attempt.id)
  if (!log || log.deadline === null) return undefined
  const { deadline } = log
  const { events, late, asked } = effectiveEvents(log, digest)
  const isLate = ({ receivedAt }: { receivedAt: number }): boolean => !inTime(deadline, receivedAt)
  const waiting = asked.flatMap((one) => one.events)
  const counted = answersOf({ events: events.filter(isLate) })
  const undecided = answersOf({ events: waiting })
  const refused = answersOf({ events: late.filter((one) => !waiting.includes(one)) })
  return counted + undecided + refused > 0 ? { counted, undecided, refused } : undefined
}

/** Whether an attempt whose time is over may still have answers on its way: then nobody hands it in by itself. */
export const isSeatAwaited = async (tx: Tx, attempt: AttemptRow, at: Date): Promise<boolean> => {
  const deadline = deadlineOfAttempt(attempt, at)
  if (deadline === null || attempt.endedAt) return false
  const contact = await contactOf(tx, attempt.id)
  const heard = contact?.alive && { at: contact.alive.at.getTime(), unsent: contact.alive.unsent }
  return isAwaited({ deadline, heard: heard ?? null }, at.getTime())
}

/**
 * Decides about late answers nobody could vouch for: they count, or they do not, with a reason. What is decided is what
 * the reader saw; something more that arrived since is refused. Until the results are out.
 */
export const decideLate = command({
  name: 'exams.decideLate',
  action: 'exam.record.sign',
  load: (
    unit,
    input: {
      sittingId: string
      attemptId: string
      epoch: number
      through: number
      accepted: boolean
      reason: string
    },
  ) => loadReach(unit, { sittingId: input.sittingId, attemptIds: [input.attemptId] }),
  async run(unit, input, { sitting, attempts }) {
    const [attempt] = attempts
    if (!attempt) return refuse('exam.act-nobody')
    if ((await resultSetsOf(unit.tx, sitting.id)).some(({ releasedAt }) => releasedAt !== null))
      return refuse('exam.already-released')
    const asked = (await undecidedLate(unit.tx, attempts, unit.now)).get(attempt.id) ?? []
    const item = asked.find((one) => one.epoch === input.epoch && one.through === input.through)
    if (!item) return refuse('exam.late-changed')
    const { epoch, through, accepted, reason } = input
    const by = unit.actor.accountId
    await insertLateDecision(unit.tx, attempt.id, { epoch, through, accepted, reason, by }, unit.now)
    await unit.emit(lateAnswersDecided(attempt.id, { sitting: sitting.id, epoch, through, accepted, reason }))
    return ok({ answers: answersOf(item), accepted })
  },
})

/** Answers among late events, by how many questions they are to. */
export const answersOf = ({ events }: Pick<AskedAbout, 'events'>): number =>
  new Set(events.flatMap(({ event }) => (event.type === 'answer' ? [event.slot] : []))).size
