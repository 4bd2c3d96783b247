import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { ChecklistItem } from '../domain/checklist.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { setClosed, setState } from '../store/classes.ts'
import { freezeOutcomes, outcomesHash } from '../store/closing.ts'
import { dismissWaiting } from '../store/enrolments.ts'
import { classToActOn } from './class-acts.ts'
import { closingChecklist, decidedOutcomes } from './closing-facts.ts'

/**
 * Closes a class: decides by rule who completed it, freezes what each decision rested on, and says so once. What follows,
 * certificates and hours, is made from the frozen outcomes by whoever listens.
 */
export const closeClass = command({
  name: 'training.closeClass',
  action: 'class.close',
  load: (unit, input: { classId: string; filingNumber: string }) => classToActOn(unit, input.classId),
  async run(unit, input, { class: found }) {
    if (found.state === 'closing' || found.state === 'closed' || found.state === 'cancelled') {
      return refuse(refusalOf(found.state))
    }
    if (input.filingNumber.trim() !== found.filingNumber) {
      return refuse('class.number-mismatch', { filingNumber: found.filingNumber })
    }
    const decided = await decidedOutcomes(unit, found)
    const ready = refuseUnlessReady(await closingChecklist(unit, found, decided.length))
    if (!ready.ok) return ready
    if (!fits('close', found.state)) return refuse(refusalOf(found.state))
    await freezeOutcomes(unit.tx, decided)
    const dismissed = await dismissWaiting(unit.tx, found.id, unit.now)
    const completed = decided.filter((one) => one.outcome.decision === 'completed').length
    const notCompleted = decided.length - completed
    // With nobody to certify there is nothing to wait for.
    const state = completed > 0 ? ('closing' as const) : ('closed' as const)
    const outcomes = await outcomesHash(unit.tx, found.id)
    await setClosed(unit.tx, found.id, state, unit.actor.accountId, unit.now)
    await unit.emit({
      name: trainingEvents.classClosed,
      subject: { kind: 'class', id: found.id },
      data: { filingNumber: found.filingNumber, completed, notCompleted, dismissed },
      rows: [outcomes],
    })
    return ok({ completed, notCompleted, state })
  },
})

const refuseUnlessReady = (
  items: readonly ChecklistItem[],
): Result<object, 'class.not-finished' | 'class.results-missing' | 'class.no-people'> => {
  const open = items.find((item) => !item.done)
  if (!open) return ok({})
  if (open.item === 'people') return refuse('class.no-people')
  if (open.item === 'results')
    return refuse('class.results-missing', { released: open.ready, total: open.total })
  return refuse('class.not-finished', { unconfirmed: open.total - open.ready })
}

/** Whatever follows from closing is made: certificates say so when the last one is issued. Twice is once. */
export const settleClass = command({
  name: 'training.settleClass',
  action: 'class.settle',
  load: (unit, input: { classId: string }) => classToActOn(unit, input.classId),
  async run(unit, _input, { class: found }) {
    if (found.state !== 'closing') return ok({ settled: false })
    await setState(unit.tx, found.id, 'closed')
    await unit.emit({ name: trainingEvents.classSettled, subject: { kind: 'class', id: found.id }, data: {} })
    return ok({ settled: true })
  },
})
