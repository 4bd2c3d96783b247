import { instantInZone, type Day } from '../../../kernel/calendar.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { overdueDay, reminderDay } from '../domain/days.ts'
import { declarationDue, declarationOverdue } from '../events.ts'
import { type DeclarationRecord, lockDeclaration, updateDeclaration } from '../store/declarations.ts'

export const reminderJob = 'declarations.remind'
export const overdueJob = 'declarations.overdue'
/** When offices open. */
const hour = '09:00'

export interface Reminder {
  readonly declarationId: string
  readonly step: number
  readonly dueOn: Day
  /** The day it is meant for. */
  readonly from: Day
}

/** Has whoever must act reminded before the last day, and once after it, should the step still be open then. */
export const orderReminder = async (
  unit: Unit,
  open: { readonly id: string; readonly step: number; readonly dueOn: Day | null },
  daysBefore: number | null,
): Promise<void> => {
  const { id: declarationId, step, dueOn } = open
  if (dueOn === null) return
  for (const [job, from] of [
    [reminderJob, reminderDay(dueOn, daysBefore)],
    [overdueJob, overdueDay(dueOn)],
  ] as const)
    await unit.enqueue({
      job,
      lane: 'quick',
      data: { declarationId, step, dueOn, from },
      key: `${declarationId}:${step}:${dueOn}`,
      after: instantInZone(from, hour, unit.ports.zone),
    })
}

const load = async (unit: Unit, { declarationId }: Reminder) => {
  const one = await lockDeclaration(unit.tx, declarationId)
  return one ? { owners: {}, one } : undefined
}

/** Whether an order is about the step that is open, on the day it is due by, and its own day has come. */
const isStanding = (unit: Unit, one: DeclarationRecord, { step, dueOn, from }: Reminder): boolean =>
  one.step === step && one.dueOn === dueOn && unit.now >= instantInZone(from, hour, unit.ports.zone)

/** Says once that a step is due. An order about a step that is over, a day that was moved, or one that comes early does nothing. */
export const remind = command({
  name: 'declarations.remind',
  action: 'declaration.remind',
  load,
  async run(unit, reminder: Reminder, { one }) {
    const { step, dueOn } = reminder
    // Once the last day is past the other order says so.
    const isLate = unit.now >= instantInZone(overdueDay(dueOn), hour, unit.ports.zone)
    if (!isStanding(unit, one, reminder) || isLate || one.remindedAt !== null || one.waitingRole === null)
      return ok({})
    await updateDeclaration(unit.tx, one.id, { remindedAt: unit.now })
    await unit.emit(declarationDue(one.id, { step, due: dueOn, role: one.waitingRole }))
    return ok({})
  },
})

/** Says once that the last day of a step is past, to whoever it waits for and, of what was submitted, to the office. */
export const sayOverdue = command({
  name: 'declarations.sayOverdue',
  action: 'declaration.remind',
  load,
  async run(unit, reminder: Reminder, { one }) {
    const { step, dueOn, from } = reminder
    const isSaid = one.remindedAt !== null && one.remindedAt >= instantInZone(from, hour, unit.ports.zone)
    if (!isStanding(unit, one, reminder) || isSaid || one.waitingRole === null) return ok({})
    await updateDeclaration(unit.tx, one.id, { remindedAt: unit.now })
    await unit.emit(declarationOverdue(one.id, { step, due: dueOn, role: one.waitingRole }))
    return ok({})
  },
})
