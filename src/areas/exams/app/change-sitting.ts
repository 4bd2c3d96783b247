import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { checkTimes } from '../domain/sitting.ts'
import { candidatesAdded, sittingCancelled, sittingEnded, sittingRescheduled } from '../events.ts'
import { lockAttempts } from '../store/attempts.ts'
import { countCandidates } from '../store/candidates.ts'
import { resultSetsOf } from '../store/results.ts'
import {
  countStarted,
  lockSitting,
  ownersOfSitting,
  setCancelled,
  setEnded,
  setTimes,
} from '../store/sittings.ts'
import { registerFromClass } from './create-sitting.ts'
import { submitAll } from './freeze-attempt.ts'

const loadSitting = async (unit: Reading, input: { sittingId: string }) => {
  const sitting = await lockSitting(unit.tx, input.sittingId)
  return sitting ? { owners: await ownersOfSitting(unit.tx, sitting), sitting } : undefined
}

/** Registers people who joined the class after the sitting was arranged. */
export const addCandidates = command({
  name: 'exams.addCandidates',
  action: 'exam.arrange',
  load: (unit, input: { sittingId: string }) => loadSitting(unit, input),
  async run(unit, _input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (sitting.endedAt || unit.now > sitting.entryUntil) return refuse('exam.ended')
    const { added, register } = sitting.classId
      ? await registerFromClass(unit, { ...sitting, classId: sitting.classId })
      : { added: 0, register: null }
    if (added > 0) await unit.emit(candidatesAdded(sitting.id, { added, register }))
    return ok({ added, candidates: await countCandidates(unit.tx, sitting.id) })
  },
})

/** Moves a sitting that nobody has begun; once somebody has, time is given to candidates instead. */
export const rescheduleSitting = command({
  name: 'exams.rescheduleSitting',
  action: 'exam.arrange',
  load: (
    unit,
    input: {
      sittingId: string
      opensAt: string
      entryUntil?: string | undefined
      closesAt: string
      durationMinutes: number
    },
  ) => loadSitting(unit, input),
  async run(unit, input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (sitting.endedAt) return refuse('exam.ended')
    // The attempts are locked so that nobody begins under the old times while they change.
    await lockAttempts(unit.tx, sitting.id)
    const { started } = await countStarted(unit.tx, sitting.id)
    if (started > 0) return refuse('exam.already-started', { count: started })
    const times = {
      opensAt: new Date(input.opensAt),
      entryUntil: new Date(input.entryUntil ?? input.closesAt),
      closesAt: new Date(input.closesAt),
      durationMinutes: input.durationMinutes,
    }
    const checked = checkTimes(
      {
        opensAt: times.opensAt.getTime(),
        entryUntil: times.entryUntil.getTime(),
        closesAt: times.closesAt.getTime(),
        durationMinutes: times.durationMinutes,
      },
      unit.now.getTime(),
    )
    if (!checked.ok) return checked
    await setTimes(unit.tx, sitting.id, times)
    await unit.emit(
      sittingRescheduled(sitting.id, {
        before: {
          opensAt: sitting.opensAt.toISOString(),
          entryUntil: sitting.entryUntil.toISOString(),
          closesAt: sitting.closesAt.toISOString(),
          durationMinutes: sitting.durationMinutes,
        },
        after: {
          opensAt: times.opensAt.toISOString(),
          entryUntil: times.entryUntil.toISOString(),
          closesAt: times.closesAt.toISOString(),
          durationMinutes: times.durationMinutes,
        },
      }),
    )
    return ok({})
  },
})

/**
 * Calls a sitting off before anybody has begun, or declares it void once nobody writes any more and as long as no result
 * of it is out: what was written stays on record and counts for nothing.
 */
export const cancelSitting = command({
  name: 'exams.cancelSitting',
  action: 'exam.arrange',
  load: (unit, input: { sittingId: string; reason: string }) => loadSitting(unit, input),
  async run(unit, input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    await lockAttempts(unit.tx, sitting.id)
    const { started, running } = await countStarted(unit.tx, sitting.id)
    if (running > 0) return refuse('exam.still-running', { count: running })
    if ((await resultSetsOf(unit.tx, sitting.id)).some(({ releasedAt }) => releasedAt !== null))
      return refuse('exam.already-released')
    await setCancelled(unit.tx, sitting.id, input.reason, unit.now)
    await unit.emit(sittingCancelled(sitting.id, { reason: input.reason, started }))
    return ok({})
  },
})

/** Ends a sitting before its close: who has not begun is absent; who is still writing is handed in only when that is said. */
export const endSitting = command({
  name: 'exams.endSitting',
  action: 'exam.invigilate',
  load: (unit, input: { sittingId: string; reason: string; submitRunning?: boolean | undefined }) =>
    loadSitting(unit, input),
  async run(unit, input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (sitting.endedAt) return refuse('exam.ended')
    const attempts = await lockAttempts(unit.tx, sitting.id)
    const running = attempts.filter((one) => one.startedAt && !one.submission)
    if (running.length > 0 && !input.submitRunning)
      return refuse('exam.still-running', { count: running.length })
    await submitAll(unit, running, { by: 'invigilator', reason: input.reason })
    await setEnded(unit.tx, sitting.id, input.reason, unit.now)
    await unit.emit(sittingEnded(sitting.id, { reason: input.reason, submitted: running.length }))
    return ok({ submitted: running.length })
  },
})
