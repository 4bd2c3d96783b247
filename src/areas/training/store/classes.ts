import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ClassState } from '../domain/class-state.ts'
import type { Mode, Share, Training } from './tables.ts'

/** A class with what every use case needs beside its own row: its course, its programme's zone, whose district. */
export interface ClassFacts {
  readonly id: string
  readonly programmeId: string
  readonly programmeCode: string
  readonly officeId: string
  readonly zone: string
  readonly institutionId: string
  readonly districtId: string | null
  readonly courseVersionId: string
  readonly courseTitle: string
  readonly hasExam: boolean
  readonly minutesByMode: Record<Mode, number>
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly mode: Mode
  readonly fromDay: string
  readonly toDay: string
  readonly capacity: number
  readonly feeFen: number
  readonly state: ClassState
  readonly contact: string
  readonly notes: string
  readonly attendanceShare: Share
  readonly revision: number
  /** Enrolment was opened to the public at some time. */
  readonly opened: boolean
}

const facts = (connection: Db | Tx) =>
  as<Training>(connection)
    .selectFrom('trainingClass as k')
    .innerJoin('pubProgramme as p', 'p.id', 'k.programmeId')
    .innerJoin('pubCourse as c', 'c.versionId', 'k.courseVersionId')
    .innerJoin('pubOrganisation as o', 'o.id', 'k.institutionId')
    .select([
      'k.id',
      'k.programmeId',
      'p.code as programmeCode',
      'p.officeId',
      'p.zone',
      'k.institutionId',
      'o.districtId',
      'k.courseVersionId',
      'c.title as courseTitle',
      'c.minutesByMode',
      'k.filingNumber',
      'k.name',
      'k.nameEn',
      'k.mode',
      'k.fromDay',
      'k.toDay',
      'k.capacity',
      'k.feeFen',
      'k.state',
      'k.contact',
      'k.notes',
      'k.attendanceShare',
      'k.revision',
    ])
    .select((expression) => [
      expression('c.examSpec', 'is not', null).as('hasExam'),
      expression('k.openedAt', 'is not', null).as('opened'),
    ])

export const findClass = async (connection: Db | Tx, classId: string): Promise<ClassFacts | undefined> =>
  (await facts(connection).where('k.id', '=', classId).executeTakeFirst()) as ClassFacts | undefined

/** The class with its row locked: whatever changes places, sessions or state takes this lock first. */
export const lockClass = async (tx: Tx, classId: string): Promise<ClassFacts | undefined> => {
  const locked = await as<Training>(tx)
    .selectFrom('trainingClass')
    .select('id')
    .where('id', '=', classId)
    .forUpdate()
    .executeTakeFirst()
  // Read again after the wait: the join above would show the row as it was before.
  return locked && findClass(tx, classId)
}

export interface ClassToInsert {
  readonly id: string
  readonly programmeId: string
  readonly institutionId: string
  readonly courseVersionId: string
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly mode: Mode
  readonly fromDay: string
  readonly toDay: string
  readonly capacity: number
  readonly feeFen: number
  readonly state: ClassState
  readonly contact: string
  readonly notes: string
  readonly attendanceShare: Share
  readonly lateReason: string
  readonly openedAt: Date | null
}

export const insertClass = async (
  tx: Tx,
  row: ClassToInsert,
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<Training>(tx)
    .insertInto('trainingClass')
    .values({ ...row, attendanceShare: JSON.stringify(row.attendanceShare), filedAt: now, filedBy: by })
    .execute()
}

/** Next number of the programme's year; the counter's row stays locked until the filing commits or vanishes. */
export const nextFilingNumber = async (tx: Tx, programmeId: string, year: number): Promise<number> => {
  const row = await as<Training>(tx)
    .insertInto('filingCounter')
    .values({ programmeId, year, next: 2 })
    .onConflict((clash) =>
      clash
        .columns(['programmeId', 'year'])
        .doUpdateSet((set) => ({ next: set('filingCounter.next', '+', 1) })),
    )
    .returning('next')
    .executeTakeFirstOrThrow()
  return row.next - 1
}

export const setState = async (tx: Tx, classId: string, state: ClassState): Promise<void> => {
  await as<Training>(tx).updateTable('trainingClass').set({ state }).where('id', '=', classId).execute()
}

export const setOpened = async (tx: Tx, classId: string, now: Date): Promise<void> => {
  await as<Training>(tx)
    .updateTable('trainingClass')
    .set({ state: 'enrolling', openedAt: now })
    .where('id', '=', classId)
    .execute()
}

export const setCancelled = async (tx: Tx, classId: string, reason: string): Promise<void> => {
  const tables = as<Training>(tx)
  await tables
    .updateTable('trainingClass')
    .set({ state: 'cancelled', cancelledReason: reason })
    .where('id', '=', classId)
    .execute()
  // Frees rooms and teachers: the exclusions look at sessions that are not cancelled.
  await tables
    .updateTable('classSession')
    .set({ cancelled: true, cancelledReason: reason })
    .where('classId', '=', classId)
    .where('cancelled', '=', false)
    .execute()
}

export const setClosed = async (
  tx: Tx,
  classId: string,
  state: 'closing' | 'closed',
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<Training>(tx)
    .updateTable('trainingClass')
    .set({ state, closedAt: now, closedBy: by })
    .where('id', '=', classId)
    .execute()
}

export const updateClass = async (
  tx: Tx,
  classId: string,
  change: {
    name: string
    nameEn: string
    capacity: number
    feeFen: number
    contact: string
    notes: string
    fromDay: string
    toDay: string
  },
): Promise<number> => {
  const row = await as<Training>(tx)
    .updateTable('trainingClass')
    .set((set) => ({ ...change, revision: set('revision', '+', 1) }))
    .where('id', '=', classId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return row.revision
}

/** How many classes an institution has filed from a course, in any state: the ordinal of the next one's name. */
export const classesFiledFrom = async (
  connection: Db | Tx,
  courseIds: readonly string[],
): Promise<Map<string, number>> => {
  if (courseIds.length === 0) return new Map()
  const rows = await as<Training>(connection)
    .selectFrom('trainingClass as k')
    .innerJoin('pubCourse as c', 'c.versionId', 'k.courseVersionId')
    .select(['c.courseId', (count) => count.fn.countAll<number>().as('filed')])
    .where('c.courseId', 'in', courseIds)
    .groupBy('c.courseId')
    .execute()
  return new Map(rows.map((row) => [row.courseId, row.filed]))
}

export const programmeForFiling = (
  connection: Db | Tx,
  programmeId: string,
): Promise<{ code: string; zone: string }> =>
  as<Training>(connection)
    .selectFrom('pubProgramme')
    .select(['code', 'zone'])
    .where('id', '=', programmeId)
    .executeTakeFirstOrThrow()
