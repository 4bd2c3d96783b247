import { newId } from '../../../kernel/id.ts'
import { dayInZone, instantInZone } from '../../../kernel/calendar.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { undrawableFaults } from '../../../kernel/undrawable.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { courseVersionForFiling } from '../../catalogue/index.ts'
import type { SessionToFile } from '../contract.ts'
import { fallbackShare } from '../domain/completion.ts'
import {
  filingNumber,
  ordinalName,
  ordinalNameEn,
  spanOf,
  totalMinutes,
  type Planned,
} from '../domain/schedule.ts'
import { trainingEvents } from '../events.ts'
import { shareInForce } from '../store/attendance-rules.ts'
import { classesFiledFrom, insertClass, nextFilingNumber, programmeForFiling } from '../store/classes.ts'
import { insertSessions, numberSessions, unlessTaken } from '../store/sessions.ts'
import { institutionName } from '../store/teachers.ts'
import type { Mode } from '../store/tables.ts'
import { judgeSchedule, planned } from './judge-schedule.ts'

export interface ClassToFile {
  readonly institutionId: string
  readonly courseVersionId: string
  readonly mode: Mode
  readonly name?: string | undefined
  readonly nameEn?: string | undefined
  readonly capacity: number
  readonly feeFen?: number | undefined
  readonly contact?: string | undefined
  readonly notes?: string | undefined
  readonly sessions: readonly SessionToFile[]
  readonly lateReason?: string | undefined
  readonly openEnrolment?: boolean | undefined
}

/** Files a class: the course and the institution are approved on its first day, its rooms and teachers are free. */
export const fileClass = command({
  name: 'training.fileClass',
  action: 'class.file',
  async load(unit, input: ClassToFile) {
    const institution = await institutionName(unit.tx, input.institutionId)
    return institution === undefined ? undefined : { owners: { institution: [input.institutionId] } }
  },
  async run(unit, input) {
    const faults = undrawableFaults({ name: input.name ?? '' })
    if (faults.length > 0) return refuse('request.invalid', {}, faults)
    const sessions = input.sessions.map(planned)
    const span = spanOf(sessions)
    const filing = { at: unit.now, taughtOn: sessions.map(({ day }) => day) }
    const found = await courseVersionForFiling(unit.tx, input.courseVersionId, filing, input.mode)
    if (!found.ok) return found
    // Somebody else's course is no course of this institution, approved or not.
    if (found.value.institutionId !== input.institutionId) return refuse('course.not-approved')
    const course = found.value
    const programme = await programmeForFiling(unit.tx, course.programmeId)
    const today = dayInZone(unit.now, programme.zone)
    const lateReason = input.lateReason?.trim() ?? ''
    const late = span.from < today
    if (late && lateReason.length < 2) return refuse('class.late-filing-reason', { day: span.from })
    const taught = totalMinutes(sessions)
    if (taught > course.totalMinutes) {
      return refuse('class.minutes-exceed', { planned: taught, allowed: course.totalMinutes })
    }
    const plan = { institutionId: input.institutionId, capacity: input.capacity, sessions }
    const judged = await judgeSchedule(unit.tx, plan)
    if (!judged.ok) return judged
    const year = Number(today.slice(0, 4))
    const row = {
      id: newId(),
      programmeId: course.programmeId,
      institutionId: input.institutionId,
      courseVersionId: input.courseVersionId,
      filingNumber: filingNumber(
        programme.code,
        year,
        await nextFilingNumber(unit.tx, course.programmeId, year),
      ),
      ...(await namesFor(unit, input, course)),
      mode: input.mode,
      fromDay: span.from,
      toDay: span.to,
      capacity: input.capacity,
      feeFen: input.feeFen ?? course.feeFen,
      state: input.openEnrolment === false ? ('filed' as const) : ('enrolling' as const),
      contact: input.contact?.trim() ?? '',
      notes: input.notes?.trim() ?? '',
      attendanceShare: (await shareInForce(unit.tx, course.programmeId, span.from)) ?? fallbackShare,
      lateReason: late ? lateReason : '',
      openedAt: input.openEnrolment === false ? null : unit.now,
    }
    await insertClass(unit.tx, row, unit.actor.accountId, unit.now)
    const booked = await unlessTaken(unit.tx, async () => {
      await insertSessions(
        unit.tx,
        row.id,
        sessions.map((session) => ({ ...session, id: newId() })),
      )
      await numberSessions(unit.tx, row.id)
    })
    // Somebody booked between our look and our write: look again, now that their booking shows.
    if (!booked) return bookedMeanwhile(unit, { ...plan, exceptClassId: row.id })
    await unit.emit({
      name: trainingEvents.classFiled,
      subject: { kind: 'class', id: row.id },
      data: {
        filingNumber: row.filingNumber,
        institution: row.institutionId,
        courseVersion: row.courseVersionId,
        from: row.fromDay,
        to: row.toDay,
        capacity: row.capacity,
        sessions: sessions.length,
        minutes: taught,
        lateReason: row.lateReason,
      },
    })
    if (row.state === 'enrolling') {
      await unit.emit({
        name: trainingEvents.enrolmentOpened,
        subject: { kind: 'class', id: row.id },
        data: {},
      })
    }
    await startWhenDue(unit, row.id, sessions, programme.zone)
    return ok({ classId: row.id, filingNumber: row.filingNumber, name: row.name, state: row.state })
  },
})

/** The names given; a class without one is called after its course, in both languages. */
const namesFor = async (
  unit: Unit,
  given: Pick<ClassToFile, 'name' | 'nameEn'>,
  course: { courseId: string; title: string; titleEn: string },
): Promise<{ name: string; nameEn: string }> => {
  const [name, nameEn] = [given.name?.trim() ?? '', given.nameEn?.trim() ?? '']
  if (name !== '') return { name, nameEn }
  const filed = await classesFiledFrom(unit.tx, [course.courseId])
  const ordinal = (filed.get(course.courseId) ?? 0) + 1
  return {
    name: ordinalName(course.title, ordinal),
    nameEn: nameEn || ordinalNameEn(course.titleEn, ordinal),
  }
}

/** The refusal naming who took the room or teacher while we were writing. */
export const bookedMeanwhile = async (unit: Unit, plan: Parameters<typeof judgeSchedule>[1]) => {
  const judged = await judgeSchedule(unit.tx, plan)
  return judged.ok ? refuse('state.conflict') : judged
}

/** Lets the class start by itself when its first session begins. */
export const startWhenDue = async (
  unit: Unit,
  classId: string,
  sessions: readonly Pick<Planned, 'day' | 'start'>[],
  zone: string,
): Promise<void> => {
  const [first] = [...sessions].sort((a, b) => (a.day + a.start < b.day + b.start ? -1 : 1))
  if (!first) return
  const after = instantInZone(first.day, first.start, zone)
  await unit.enqueue({
    job: 'training.startDueClass',
    lane: 'quick',
    data: { classId },
    key: `training.startDueClass:${classId}:${after.toISOString()}`,
    ...(after > unit.now ? { after } : {}),
  })
}
