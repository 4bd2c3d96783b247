import { dayInZone } from '../../../kernel/calendar.ts'
import { inTime } from '../../../kernel/exam-journal/deadline.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command } from '../../../platform/perform.ts'
import { effectiveEvents, type Effective } from '../domain/effective.ts'
import { resultSetHash, scoreAttempt, type ScoredAttempt, type ScoringRule } from '../domain/result-set.ts'
import { resultsComputed } from '../events.ts'
import { lockAttempts, type AttemptRow } from '../store/attempts.ts'
import { findPaper, paperQuestions } from '../store/papers.ts'
import { insertResultSet, resultSetsOf } from '../store/results.ts'
import { lockSitting, ownersOfSitting, type SittingRow } from '../store/sittings.ts'
import { digest } from './digest.ts'
import { deadlineOfAttempt, entryUntilOf, logsOf, submitAll } from './freeze-attempt.ts'
import { isSeatAwaited } from './late-answers.ts'

/** Attempts read at a time: a big sitting does not stand in memory whole. */
export const logsAtOnce = 200

export const ruleOf = async (
  tx: Tx,
  sitting: Pick<SittingRow, 'paperId' | 'passRule'>,
): Promise<ScoringRule & { paperHash: string }> => {
  const paper = await findPaper(tx, sitting.paperId)
  if (!paper) throw new Error(`paper ${sitting.paperId} is missing`)
  const items = await paperQuestions(tx, paper.id)
  return {
    items,
    profile: paper.profile,
    maximum: paper.maximum,
    passRule: sitting.passRule,
    paperHash: paper.hash,
  }
}

/** The result of one attempt from what counts of its log alone; who never began is absent whatever the log says. */
export const scoreOf = (
  attempt: AttemptRow,
  counted: Effective | undefined,
  rule: ScoringRule,
  zone: string,
): ScoredAttempt =>
  scoreAttempt(
    {
      attemptId: attempt.id,
      personId: attempt.personId,
      events: attempt.startedAt && counted ? counted.events : null,
      journalRoot: attempt.submission?.root ?? null,
      examDate: attempt.startedAt && dayInZone(attempt.startedAt, zone),
    },
    rule,
    digest,
  )

/** Every attempt's result, in the order given. */
const scoreAttempts = async (
  tx: Tx,
  attempts: readonly AttemptRow[],
  rule: ScoringRule,
  zone: string,
  at: Date,
): Promise<ScoredAttempt[]> => {
  const scored: ScoredAttempt[] = []
  for (let from = 0; from < attempts.length; from += logsAtOnce) {
    const part = attempts.slice(from, from + logsAtOnce)
    const logs = await logsOf(tx, part, at)
    for (const attempt of part) {
      const log = logs.get(attempt.id)
      scored.push(scoreOf(attempt, log && effectiveEvents(log, digest), rule, zone))
    }
  }
  return scored
}

/** Scores a sitting that is over: hands in what ran out of time, computes every result from the log, freezes them as one hashed set. */
export const scoreSitting = command({
  name: 'exams.scoreSitting',
  action: 'exam.score',
  async load(unit, input: { sittingId: string }) {
    const sitting = await lockSitting(unit.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(unit.tx, sitting), sitting } : undefined
  },
  async run(unit, _input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    const before = await lockAttempts(unit.tx, sitting.id)
    const unsubmitted = before.filter((one) => one.startedAt && !one.submission)
    const overdue = unsubmitted.filter(
      (one) => !inTime(deadlineOfAttempt(one, unit.now) as number, unit.now.getTime()),
    )
    if (unsubmitted.length > overdue.length)
      return refuse('exam.still-running', { count: unsubmitted.length - overdue.length })
    const waiting = before.filter(
      (one) => !one.startedAt && unit.now.getTime() <= entryUntilOf(one, unit.now),
    )
    if (waiting.length > 0 && !sitting.endedAt) return refuse('exam.still-open', { count: waiting.length })
    let awaited = 0
    for (const one of overdue) if (await isSeatAwaited(unit.tx, one, unit.now)) awaited += 1
    if (awaited > 0) return refuse('exam.seats-awaited', { count: awaited })
    await submitAll(unit, overdue, { by: 'time' })
    const attempts = overdue.length > 0 ? await lockAttempts(unit.tx, sitting.id) : before
    const rule = await ruleOf(unit.tx, sitting)
    const rows = await scoreAttempts(unit.tx, attempts, rule, unit.ports.zone, unit.now)
    const run = ((await resultSetsOf(unit.tx, sitting.id)).at(-1)?.run ?? 0) + 1
    const set = {
      id: newId(),
      sittingId: sitting.id,
      run,
      paperHash: rule.paperHash,
      passRule: sitting.passRule,
    }
    const hash = resultSetHash({ ...set, rowHashes: rows.map((row) => row.rowHash) }, digest)
    await insertResultSet(unit.tx, { ...set, hash }, rows, unit.actor.accountId, unit.now)
    const passed = rows.filter((row) => row.passed).length
    await unit.emit(
      resultsComputed(sitting.id, {
        class: sitting.classId,
        resultSet: set.id,
        run,
        hash,
        results: rows.length,
        passed,
      }),
    )
    return ok({ resultSetId: set.id, run, hash, results: rows.length, passed })
  },
})
