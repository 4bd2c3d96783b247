import type { ColumnType, Generated } from 'kysely'
import type { CourseCategory, CourseType, ExamSpec } from '../domain/course-content.ts'
import type { CourseStatus } from '../domain/course-status.ts'
import type { MinutesByMode, SyllabusUnit } from '../domain/syllabus.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
/** Read as the value, written as its JSON text. */
type Jsonb<T> = ColumnType<T, string, string>

export interface CatalogueTables {
  course: {
    id: string
    programmeId: string
    institutionId: string
    keyAreaId: string
    code: string
    demo: Generated<boolean>
    createdAt: Instant
  }
  courseCounter: { programmeId: string; next: number }
  courseVersion: {
    id: string
    courseId: string
    number: number
    status: CourseStatus
    title: string
    titleEn: string
    courseType: CourseType
    category: CourseCategory
    audience: string
    objectives: string
    syllabus: Jsonb<SyllabusUnit[]>
    minutesByMode: Jsonb<MinutesByMode>
    examSpec: ColumnType<ExamSpec | null, string | null, string | null>
    materials: string
    feeFen: number
    validFrom: string | null
    validTo: string | null
    submittedAt: Instant | null
    decidedAt: Instant | null
    decidedBy: string | null
    decisionReason: Generated<string>
    revision: Generated<number>
    changedAt: Instant
    createdAt: Instant
  }
  pubProgramme: {
    id: string
    code: string
    name: string
    nameEn: string
    officeId: string
    field: string
    fieldEn: string
    zone: string
    passMark: { numerator: number; denominator: number }
    status: 'preparing' | 'active' | 'closed'
  }
  pubKeyArea: { id: string; programmeId: string; code: string; name: string; nameEn: string }
  pubOrganisation: {
    id: string
    kind: string
    name: string
    nameEn: string
    districtId: string | null
    status: string
  }
}
