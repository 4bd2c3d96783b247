import { sql } from 'kysely'
import { systemActor, type Actor } from '../../access/index.ts'
import { enrol } from '../../areas/training/index.ts'
import {
  closeClass,
  confirmAttendance,
  fileClass,
  readAttendance,
  readClass,
  startClass,
} from '../../areas/training/contract.ts'
import { addDays, dayInZone, defaultZone } from '../../kernel/calendar.ts'
import { newId } from '../../kernel/id.ts'
import { ok } from '../../kernel/result.ts'
import { command } from '../../platform/perform.ts'
import { act, must, travel, type DemoHouse } from './demo-house.ts'
import { seededRandom } from './random.ts'
import { seedClosing } from './seed-closing.ts'
import { arrangeExam, seedExam } from './seed-exam.ts'
import { seedSittingUnderWay } from './seed-sitting-under-way.ts'
import type { DemoProfessional } from './seed-people.ts'
import type { DemoInstitution, DemoSetting } from './seed-setting.ts'

interface ClassPlan {
  readonly course: number
  readonly institution: number
  readonly mode: 'face-to-face' | 'distance' | 'advanced-seminar'
  /** First of the consecutive teaching days. */
  readonly from: string
  readonly days: number
  /** Range of the demo people who take it. */
  readonly people: readonly [number, number]
  readonly capacity: number
  /** Finished and closed, running today, or still open for enrolment. */
  readonly stage: 'closed' | 'running' | 'enrolling'
  /** Its exam is arranged already: the site and the candidates see it coming. */
  readonly examToCome?: true
  /** Its exam is under way: the invigilator's console has something to show. */
  readonly examNow?: true
  /** The last of its year: the year is closed after it, before anything later happens. */
  readonly endsYear?: true
}

const taughtMinutesADay = 360

/** Four finished classes, two of them of the programme's first year, which is closed after them; two that are running today, three open for enrolment. */
export const seedClasses = async (
  house: DemoHouse,
  setting: DemoSetting,
  people: readonly DemoProfessional[],
  secondOfficer: Actor,
): Promise<void> => {
  const today = dayInZone(new Date(), defaultZone)
  const plans: ClassPlan[] = [
    {
      course: 0,
      institution: 0,
      mode: 'face-to-face',
      from: '2007-01-20',
      days: 5,
      people: [0, 31],
      capacity: 40,
      stage: 'closed',
    },
    {
      course: 2,
      institution: 1,
      mode: 'face-to-face',
      from: '2007-09-10',
      days: 5,
      people: [0, 5],
      capacity: 30,
      stage: 'closed',
      endsYear: true,
    },
    {
      course: 14,
      institution: 10,
      mode: 'face-to-face',
      from: addDays(today, -120),
      days: 5,
      people: [20, 60],
      capacity: 60,
      stage: 'closed',
    },
    {
      course: 8,
      institution: 5,
      mode: 'face-to-face',
      from: addDays(today, -60),
      days: 5,
      people: [0, 36],
      capacity: 40,
      stage: 'closed',
    },
    {
      course: 15,
      institution: 9,
      mode: 'face-to-face',
      from: addDays(today, -2),
      days: 4,
      people: [60, 100],
      capacity: 60,
      stage: 'running',
      examToCome: true,
    },
    {
      course: 0,
      institution: 0,
      mode: 'face-to-face',
      from: addDays(today, -1),
      days: 5,
      people: [100, 130],
      capacity: 40,
      stage: 'running',
      examNow: true,
    },
    {
      course: 5,
      institution: 3,
      mode: 'face-to-face',
      from: addDays(today, 12),
      days: 6,
      people: [130, 148],
      capacity: 40,
      stage: 'enrolling',
    },
    {
      course: 9,
      institution: 5,
      mode: 'advanced-seminar',
      from: addDays(today, 20),
      days: 2,
      people: [150, 175],
      capacity: 30,
      stage: 'enrolling',
    },
    {
      course: 4,
      institution: 8,
      mode: 'distance',
      from: addDays(today, 8),
      days: 3,
      people: [180, 200],
      capacity: 60,
      stage: 'enrolling',
    },
  ]
  for (const plan of plans) {
    await seedClass(house, setting, plan, people, today)
    if (plan.endsYear) await seedClosing(house, setting, secondOfficer, people[1] as DemoProfessional)
  }
}

const seedClass = async (
  house: DemoHouse,
  setting: DemoSetting,
  plan: ClassPlan,
  people: readonly DemoProfessional[],
  today: string,
): Promise<void> => {
  const institution = setting.institutions[plan.institution] as DemoInstitution
  const days = Array.from({ length: plan.days }, (_, index) => addDays(plan.from, index))
  travel(house, plan.stage === 'enrolling' ? addDays(today, -6) : addDays(plan.from, -9))
  const filed = await act(house, institution.actor, fileClass, {
    body: {
      institutionId: institution.id,
      courseVersionId: setting.courses[plan.course]?.versionId as string,
      mode: plan.mode,
      capacity: plan.capacity,
      sessions: days.flatMap((day, index) => sessionsOf(day, institution, index)),
    },
  })
  await sql`update training_class set demo = true where id = ${filed.classId}`.execute(house.services.db)
  travel(house, plan.stage === 'enrolling' ? addDays(today, -1) : addDays(plan.from, -5))
  const chosen = people.slice(...plan.people)
  must(
    await house.services.perform(
      enrolDemoPeople,
      { classId: filed.classId, people: chosen },
      { actor: systemActor, requestId: newId() },
    ),
    'enrolling',
  )
  await house.settle()
  if (plan.stage === 'enrolling') return
  travel(house, plan.from, '08:40')
  await act(house, institution.actor, startClass, { params: { classId: filed.classId } })
  await attend(house, institution.actor, filed.classId, plan, today)
  if (plan.stage === 'running') {
    travel(house, today, '00:05')
    const opensAt = Date.parse(`${addDays(plan.from, plan.days)}T09:30:00+08:00`)
    if (plan.examToCome)
      await arrangeExam(house, setting, { classId: filed.classId, title: filed.name }, opensAt, {
        everyKind: true,
      })
    if (plan.examNow)
      await seedSittingUnderWay(
        house,
        setting,
        { classId: filed.classId, title: filed.name },
        new Date().getTime(),
      )
    return
  }
  travel(house, addDays(plan.from, plan.days + 2), '09:00')
  await seedExam(house, setting, chosen, { classId: filed.classId, title: filed.name })
  travel(house, addDays(plan.from, plan.days + 4), '15:00')
  await act(house, institution.actor, closeClass, {
    params: { classId: filed.classId },
    body: { filingNumber: filed.filingNumber },
  })
  await house.settle()
}

const sessionsOf = (day: string, institution: DemoInstitution, index: number) => {
  const [roomId, teacherId] = [
    institution.rooms[0] as string,
    institution.teachers[index % institution.teachers.length] as string,
  ]
  return [
    { day, start: '09:00', end: '12:00', minutes: taughtMinutesADay / 2, roomId, teacherId },
    { day, start: '13:30', end: '16:30', minutes: taughtMinutesADay / 2, roomId, teacherId },
  ]
}

/** Records and confirms every session that is over; a few people miss some of them, one misses too much. */
const attend = async (
  house: DemoHouse,
  actor: Actor,
  classId: string,
  plan: ClassPlan,
  today: string,
): Promise<void> => {
  const random = seededRandom(plan.course * 100 + plan.days)
  const { sessions } = await act(house, actor, readClass, { params: { classId } })
  for (const session of sessions) {
    if (plan.stage === 'running' && session.day >= today) return
    travel(house, session.day, '17:30')
    const { items } = await act(house, actor, readAttendance, { params: { sessionId: session.id } })
    const exceptions = items.flatMap((mark, index) => {
      const misses = index === items.length - 1 ? session.start < '12:00' : random.chance(0.03)
      return misses ? [{ enrolmentId: mark.enrolmentId, status: 'absent' as const }] : []
    })
    await act(house, actor, confirmAttendance, { params: { sessionId: session.id }, body: { exceptions } })
  }
}

const enrolDemoPeople = command({
  name: 'demo.enrolPeople',
  action: 'ledger.post',
  load: async () => ({ owners: {} }),
  async run(unit, input: { classId: string; people: readonly DemoProfessional[] }) {
    const enrolled = await enrol(
      unit,
      input.classId,
      input.people.map(({ personId, employerId }) => ({ personId, employerId })),
      'nomination',
    )
    return enrolled.ok ? ok({}) : enrolled
  },
})
