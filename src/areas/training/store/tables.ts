import type { ColumnType } from 'kysely'
import type { ClassState } from '../domain/class-state.ts'
import type { Outcome } from '../domain/completion.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
type WithDefault<T> = ColumnType<T, T | undefined, T>
type Json<T> = ColumnType<T, string, string>

export interface Share {
  readonly numerator: number
  readonly denominator: number
}

export type Mode = 'face-to-face' | 'distance' | 'advanced-seminar'
export type EnrolmentState = 'confirmed' | 'waiting' | 'withdrawn' | 'completed' | 'not-completed'
export type EnrolmentSource = 'roster' | 'self' | 'nomination'
export type MarkStatus = 'present' | 'absent' | 'late' | 'early'

export interface TrainingTables {
  teacher: {
    id: string
    institutionId: string
    name: string
    title: WithDefault<string>
    active: WithDefault<boolean>
    demo: WithDefault<boolean>
  }
  attendanceRule: {
    programmeId: string
    fromDay: string
    numerator: number
    denominator: number
    basis: WithDefault<string>
    setBy: string | null
    setAt: Instant
  }
  trainingClass: {
    id: string
    programmeId: string
    institutionId: string
    courseVersionId: string
    filingNumber: string
    name: string
    nameEn: WithDefault<string>
    mode: Mode
    fromDay: string
    toDay: string
    capacity: number
    feeFen: WithDefault<number>
    state: ClassState
    contact: WithDefault<string>
    notes: WithDefault<string>
    attendanceShare: Json<Share>
    filedAt: Instant
    filedBy: string | null
    openedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    lateReason: WithDefault<string>
    closedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    closedBy: ColumnType<string | null, string | null | undefined, string | null>
    cancelledReason: WithDefault<string>
    revision: WithDefault<number>
    demo: WithDefault<boolean>
  }
  filingCounter: { programmeId: string; year: number; next: number }
  classSession: {
    id: string
    classId: string
    position: number
    day: string
    startsAt: string
    endsAt: string
    minutes: number
    roomId: string | null
    place: WithDefault<string>
    teacherId: string | null
    topic: WithDefault<string>
    during: ColumnType<string, never, never>
    cancelled: WithDefault<boolean>
    cancelledReason: WithDefault<string>
    attendanceRevision: WithDefault<number>
  }
  enrolment: {
    id: string
    classId: string
    personId: string
    employerId: string | null
    source: EnrolmentSource
    state: EnrolmentState
    rosterRow: number | null
    position: number
    appliedAt: Instant
    enrolledBy: string | null
    withdrawnAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    withdrawnReason: WithDefault<string>
    outcome: ColumnType<Outcome | null, string | null | undefined, string | null>
  }
  attendanceMark: {
    id: string
    sessionId: string
    enrolmentId: string
    status: MarkStatus
    minutes: number
    revision: number
    correction: WithDefault<boolean>
    reason: WithDefault<string>
    markedBy: string | null
    markedAt: Instant
  }
  attendanceConfirmation: { sessionId: string; confirmedBy: string | null; confirmedAt: Instant }
  pubAttendance: {
    sessionId: string
    enrolmentId: string
    status: MarkStatus
    minutes: number
    markedAt: Date
  }
}

/** Views of other areas that training reads. */
export interface Published {
  pubOrganisation: {
    id: string
    kind: string
    name: string
    nameEn: string
    shortName: string
    districtId: string | null
    address: string
    status: string
    demo: boolean
  }
  pubAssociationMember: { associationId: string; memberId: string; fromDay: string; toDay: string | null }
  pubProgramme: {
    id: string
    code: string
    name: string
    nameEn: string
    officeId: string
    zone: string
    status: string
  }
  pubKeyArea: {
    id: string
    programmeId: string
    code: string
    name: string
    nameEn: string
    position: number
  }
  pubInstitutionApproval: {
    programmeId: string
    institutionId: string
    status: string
    modes: string[]
    fromDay: string | null
    toDay: string | null
  }
  pubRoom: { id: string; organisationId: string; name: string; seats: number; active: boolean }
  pubCourse: {
    courseId: string
    programmeId: string
    institutionId: string
    keyAreaId: string
    code: string
    versionId: string
    number: number
    status: string
    title: string
    titleEn: string
    category: 'public' | 'professional'
    minutesByMode: Record<Mode, number>
    examSpec: object | null
    feeFen: number
    validFrom: string | null
    validTo: string | null
  }
  pubPerson: { id: string; name: string; class: string | null }
}

export type Training = TrainingTables & Published
