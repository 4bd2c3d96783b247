import { instantInZone, type Day } from '../../../kernel/calendar.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { reminderDay } from '../domain/days.ts'
import { declarationDue } from '../events.ts'
import { lockDeclaration, updateDeclaration } from '../store/declarations.ts'

export const reminderJob = 'declarations.remind'
/** When offices open. */
const hour = '09:00'

export interface Reminder {
  readonly declarationId: string
  readonly step: number
  readonly dueOn: Day
  readonly from: Day
}

/** Has whoever must act reminded before the last day, should the step still be open then. */
export const orderReminder = async (
  unit: Unit,
  open: { readonly id: string; readonly step: number; readonly dueOn: Day | null },
  daysBefore: number | null,
): Promise<void> => {
  if (open.dueOn === null) return
  const from = reminderDay(open.dueOn, daysBefore)
  const reminder: Reminder = { declarationId: open.id, step: open.step, dueOn: open.dueOn, from }
  await unit.enqueue({
    job: reminderJob,
    lane: 'quick',
    data: { ...reminder },
    key: `${open.id}:${open.step}:${open.dueOn}`,
    after: instantInZone(from, hour, unit.ports.zone),
  })
}

/** Says once that a step is due. An order about a step that is over, a day that was moved, or one that comes early does nothing. */
export const remind = command({
  name: 'declarations.remind',
  action: 'declaration.remind',
  async load(unit, { declarationId }: Reminder) {
    const one = await lockDeclaration(unit.tx, declarationId)
    return one ? { owners: {}, one } : undefined
  },
  async run(unit, { step, dueOn, from }, { one }) {
    const early = unit.now < instantInZone(from, hour, unit.ports.zone)
    if (
      one.step !== step ||
      one.dueOn !== dueOn ||
      one.remindedAt !== null ||
      one.waitingRole === null ||
      early
    )
      return ok({})
    await updateDeclaration(unit.tx, one.id, { remindedAt: unit.now })
    await unit.emit(declarationDue(one.id, { step, due: dueOn, role: one.waitingRole }))
    return ok({})
  },
})
