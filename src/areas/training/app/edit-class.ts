import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { undrawableFaults } from '../../../kernel/undrawable.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { courseVersionForFiling } from '../../catalogue/index.ts'
import type { SessionToEdit } from '../contract.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { scheduleChange, type ScheduleChange } from '../domain/schedule-change.ts'
import { spanOf, totalMinutes } from '../domain/schedule.ts'
import { trainingEvents } from '../events.ts'
import { updateClass, type ClassFacts } from '../store/classes.ts'
import { roomOf } from '../store/enrolments.ts'
import {
  deleteSessions,
  insertSessions,
  numberSessions,
  sessionsOf,
  unlessTaken,
  updateSession,
} from '../store/sessions.ts'
import { classToActOn } from './class-acts.ts'
import { bookedMeanwhile, startWhenDue } from './file-class.ts'
import { judgeSchedule, planned } from './judge-schedule.ts'
import { promoteWaiting } from './promote-waiting.ts'

export interface ClassChange {
  readonly classId: string
  readonly revision: number
  readonly name: string
  /** Not told: as it was where the name is as it was, else none. */
  readonly nameEn?: string | undefined
  readonly capacity: number
  readonly feeFen: number
  readonly contact: string
  readonly notes: string
  readonly sessions: readonly SessionToEdit[]
}

/** Changes what was filed, under the same rules as filing; sessions with attendance keep their time. */
export const editClass = command({
  name: 'training.editClass',
  action: 'class.change',
  load: (unit, input: ClassChange) => classToActOn(unit, input.classId),
  async run(unit, input, { class: found }) {
    if (!fits('edit', found.state)) return refuse(refusalOf(found.state))
    if (input.revision !== found.revision) return refuse('state.conflict')
    const { confirmed } = await roomOf(unit.tx, found.id, input.capacity)
    if (input.capacity < confirmed) return refuse('class.capacity-below-enrolled', { enrolled: confirmed })
    const wanted = input.sessions.map((session) => ({ ...planned(session), id: session.id }))
    const held = await sessionsOf(unit.tx, found.id)
    const change = scheduleChange(held, wanted, () => newId())
    const [blocked] = change.blocked
    if (blocked) return refuse('session.has-attendance', { day: blocked.day, start: blocked.start })
    const fitting = await fitsCourse(unit, found, wanted, new Set(held.map(({ day }) => day)))
    if (!fitting.ok) return fitting
    const faults = undrawableFaults({ name: input.name })
    if (faults.length > 0) return refuse('request.invalid', {}, faults)
    const plan = {
      institutionId: found.institutionId,
      capacity: input.capacity,
      sessions: wanted,
      exceptClassId: found.id,
    }
    const judged = await judgeSchedule(unit.tx, plan)
    if (!judged.ok) return judged
    if (!(await unlessTaken(unit.tx, () => rewrite(unit, found.id, change))))
      return bookedMeanwhile(unit, plan)
    const span = spanOf(wanted)
    const { name, capacity, feeFen, contact, notes } = input
    const after = {
      name: name.trim(),
      nameEn: input.nameEn?.trim() ?? (name.trim() === found.name ? found.nameEn : ''),
      capacity,
      feeFen,
      contact: contact.trim(),
      notes: notes.trim(),
      fromDay: span.from,
      toDay: span.to,
    }
    const revision = await updateClass(unit.tx, found.id, after)
    await unit.emit({
      name: trainingEvents.classEdited,
      subject: { kind: 'class', id: found.id },
      data: {
        before: {
          name: found.name,
          capacity: found.capacity,
          feeFen: found.feeFen,
          from: found.fromDay,
          to: found.toDay,
        },
        after: { name: after.name, capacity, feeFen, from: span.from, to: span.to },
        sessions: {
          removed: change.remove.length,
          written: change.insert.length,
          touched: change.touch.length,
        },
      },
    })
    await startWhenDue(unit, found.id, wanted, found.zone)
    return ok({ revision, promoted: await promoteWaiting(unit, found, capacity) })
  },
})

/** A change may bring new days: the course must be good for each of them, as at filing, and not be exceeded. */
const fitsCourse = async (
  unit: Unit,
  found: ClassFacts,
  wanted: readonly (Parameters<typeof totalMinutes>[0][number] & { readonly day: string })[],
  heldDays: ReadonlySet<string>,
) => {
  const taught = totalMinutes(wanted)
  const allowed = Object.values(found.minutesByMode).reduce((sum, minutes) => sum + minutes, 0)
  if (taught > allowed) return refuse('class.minutes-exceed', { planned: taught, allowed })
  const taughtOn = wanted.map(({ day }) => day)
  if (taughtOn.every((day) => heldDays.has(day))) return ok({})
  const filing = { at: unit.now, taughtOn }
  const course = await courseVersionForFiling(unit.tx, found.courseVersionId, filing, found.mode)
  return course.ok ? ok({}) : course
}

const rewrite = async (unit: Unit, classId: string, change: ScheduleChange): Promise<void> => {
  await deleteSessions(unit.tx, change.remove)
  for (const session of change.touch) await updateSession(unit.tx, session)
  await insertSessions(unit.tx, classId, change.insert)
  await numberSessions(unit.tx, classId)
}
