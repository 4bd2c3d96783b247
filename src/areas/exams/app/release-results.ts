import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { resultReleased } from '../events.ts'
import { attemptsOfSitting, lockAttempts } from '../store/attempts.ts'
import { decidedSince } from '../store/late-answers.ts'
import { findResultSet, insertRelease, resultSetsOf, resultsOf } from '../store/results.ts'
import { findSitting, lockSitting, ownersOfSitting } from '../store/sittings.ts'
import { undecidedLate } from './late-answers.ts'
import { verifySitting } from './verify-sitting.ts'

/** Releases the newest scoring run once everything of it has been verified again; from then on it is the class's result. */
export const releaseResults = command({
  name: 'exams.releaseResults',
  action: 'exam.score',
  constraints: { result_release_pkey: 'exam.already-released' },
  async load(unit, input: { resultSetId: string }) {
    const set = await findResultSet(unit.tx, input.resultSetId)
    const sitting = set && (await lockSitting(unit.tx, set.sittingId))
    return set && sitting ? { owners: await ownersOfSitting(unit.tx, sitting), set, sitting } : undefined
  },
  async run(unit, _input, { set, sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (set.releasedAt) return refuse('exam.already-released')
    const attempts = await lockAttempts(unit.tx, sitting.id)
    if ((await resultSetsOf(unit.tx, sitting.id)).at(-1)?.id !== set.id) return refuse('exam.results-stale')
    const undecided = await undecidedLate(unit.tx, attempts, unit.now)
    if (undecided.size > 0) return refuse('exam.late-undecided', { count: undecided.size })
    if (await decidedSince(unit.tx, sitting.id, set.computedAt)) return refuse('exam.results-stale')
    const report = await verifySitting(unit.tx, sitting.id, unit.ports, unit.now)
    if (!report || report.faults.length > 0)
      return refuse('exam.verify-failed', { count: report?.faults.length ?? 1 })
    const pending = (await resultsOf(unit.tx, set.id)).filter(({ items }) =>
      items.some(({ verdict }) => verdict === 'pending'),
    )
    if (pending.length > 0) return refuse('exam.marks-pending', { count: pending.length })
    await insertRelease(unit.tx, set.id, unit.actor.accountId, unit.now)
    const rows = await resultsOf(unit.tx, set.id)
    const passed = rows.filter((row) => row.passed).length
    await unit.emit(
      resultReleased(sitting.id, {
        class: sitting.classId,
        resultSet: set.id,
        run: set.run,
        hash: set.hash,
        results: rows.length,
        passed,
      }),
    )
    return ok({ released: rows.length })
  },
})

/** Results of a sitting: to its office as scored, to the institution once released. */
export const showResults = query({
  name: 'exams.showResults',
  action: 'exam.results.read',
  async load(reading, input: { sittingId: string }) {
    const sitting = await findSitting(reading.tx, input.sittingId)
    if (!sitting) return undefined
    const owners = await ownersOfSitting(reading.tx, sitting)
    const sets = await resultSetsOf(reading.tx, sitting.id)
    const early = reading.may(owners, ['exam.score'])['exam.score']
    const set = sets.findLast((one) => early || one.releasedAt)
    return set ? { owners, sitting, set } : undefined
  },
  async reply(reading, _input, { owners, sitting, set }) {
    const attempts = new Map(
      (await attemptsOfSitting(reading.tx, sitting.id)).map((attempt) => [attempt.id, attempt]),
    )
    const rows = await resultsOf(reading.tx, set.id)
    const items = rows
      .map((row) => ({
        attemptId: row.attemptId,
        personId: row.personId,
        name: attempts.get(row.attemptId)?.name ?? '',
        ticketNumber: attempts.get(row.attemptId)?.ticketNumber ?? '',
        status: row.status,
        score: row.score,
        maximum: row.maximum,
        passed: row.passed,
        grade: { zh: row.gradeZh, en: row.gradeEn },
        examDate: row.examDate,
        items: row.items,
        receipt: attempts.get(row.attemptId)?.submission?.receipt ?? null,
      }))
      .toSorted((a, b) => (a.ticketNumber < b.ticketNumber ? -1 : 1))
    return {
      resultSetId: set.id,
      run: set.run,
      hash: set.hash,
      computedAt: set.computedAt.toISOString(),
      releasedAt: set.releasedAt?.toISOString() ?? null,
      passMark: set.passRule.passMark,
      maximum: rows[0]?.maximum ?? '0',
      items,
      may: reading.may(owners, ['exam.score']),
    }
  },
})
