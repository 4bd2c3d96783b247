import type { ColumnType } from 'kysely'
import type { PassRule, Share } from '../domain/grading.ts'
import type { ItemKind, Key, Media, Option, Part } from '../domain/item.ts'
import type { Permutation } from '../domain/paper.ts'
import type { ItemScore, ScoringProfile } from '../domain/scoring.ts'

export type Instant = ColumnType<Date, Date | string, Date | string>
/** jsonb: read as its value, written as JSON text so that arrays are not taken for PostgreSQL arrays. */
type Json<T> = ColumnType<T, string, string>

/** Tables of this area, and the views of others it reads. */
export interface ExamTables {
  question: { id: string; programmeId: string; createdAt: Instant; createdBy: string | null }
  questionVersion: {
    id: string
    questionId: string
    programmeId: string
    number: number
    kind: ItemKind
    title: string
    stem: string
    options: Json<Option[]>
    key: Json<Key>
    parts: Json<Part[]>
    media: Json<Media[]>
    questionHash: string
    keyHash: string
    createdAt: Instant
  }
  examPaper: {
    id: string
    programmeId: string
    title: string
    profile: Json<ScoringProfile>
    maximum: string
    itemCount: number
    hash: string
    sealedAt: Instant
    sealedBy: string | null
  }
  examPaperItem: {
    paperId: string
    position: number
    slot: string
    questionVersionId: string
    points: string
  }
  examSitting: {
    id: string
    number: ColumnType<number, never, never>
    programmeId: string
    classId: string | null
    paperId: string
    title: string
    siteId: string | null
    roomId: string | null
    opensAt: Instant
    entryUntil: Instant
    closesAt: Instant
    durationMinutes: number
    passRule: Json<PassRule>
    leaveAfterMinutes: number | null
    configKeys: string[]
    createdAt: Instant
    createdBy: string | null
    endedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    endReason: ColumnType<string | null, string | null | undefined, string | null>
    cancelledAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    cancelReason: ColumnType<string | null, string | null | undefined, string | null>
  }
  examCandidate: {
    id: string
    sittingId: string
    personId: string
    ticketNumber: string
    ticketIssue: ColumnType<number, number | undefined, number>
    registeredAt: Instant
  }
  attempt: {
    id: string
    sittingId: string
    candidateId: string
    personId: string
    paperId: string
    permutation: Json<Permutation>
    permutationHash: string
    createdAt: Instant
    startedAt: ColumnType<Date | null, Date | null | undefined, Date>
    epoch: ColumnType<number, number | undefined, number>
    roomId: ColumnType<string | null, string | null | undefined, string | null>
    seat: ColumnType<number | null, number | null | undefined, number | null>
    shut: ColumnType<boolean, boolean | undefined, boolean>
    leftMachine: ColumnType<string | null, string | null | undefined, string | null>
    messages: ColumnType<number, number | undefined, number>
  }
  attemptEpoch: {
    attemptId: string
    epoch: number
    machine: string
    writer: string
    grantedAt: Instant
    grantedBy: string | null
    fence: ColumnType<number | null, number | null | undefined, number>
    highWater: ColumnType<number, number | undefined, number>
    head: Buffer
    reach: ColumnType<number, number | undefined, number>
    silentSeconds: ColumnType<number, number | undefined, never>
    publicKey: ColumnType<Buffer | null, Buffer | null, never>
  }
  attemptSubmission: {
    attemptId: string
    by: 'candidate' | 'time' | 'invigilator'
    submittedAt: Instant
    submittedBy: string | null
    reason: string | null
    heads: Json<{ epoch: number; seq: number; hash: string }[]>
    answered: number
    root: string
    receipt: string
  }
  resultSet: {
    id: string
    sittingId: string
    run: number
    paperHash: string
    passRule: Json<PassRule>
    computedAt: Instant
    computedBy: string | null
    hash: string
  }
  result: {
    resultSetId: string
    attemptId: string
    personId: string
    status: 'scored' | 'absent'
    score: string | null
    maximum: string
    passed: boolean
    gradeZh: string
    gradeEn: string
    examDate: string | null
    items: Json<ItemScore[]>
    journalRoot: string | null
    rowHash: string
  }
  resultRelease: { resultSetId: string; releasedAt: Instant; releasedBy: string | null }
  pubProgramme: { id: string; officeId: string; code: string; name: string; passMark: Share }
  pubTrainingClass: {
    id: string
    programmeId: string
    institutionId: string
    courseVersionId: string
    name: string
    nameEn: string
    state: string
  }
  pubCourse: {
    versionId: string
    examSpec: { durationMinutes?: number; questions?: number; passMark?: Share } | null
  }
  pubOrganisation: { id: string; kind: string; name: string }
  pubRoom: { id: string; organisationId: string; name: string; seats: number }
}
