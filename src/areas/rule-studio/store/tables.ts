import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date, never>
type Later<T> = ColumnType<T | null, never, T>
/** json or jsonb: read as the value, written as its text. */
type JsonOf<T> = ColumnType<T, string, string>

export type DraftState = 'editing' | 'proposed' | 'returned' | 'published' | 'withdrawn'
export type DraftOrigin = 'empty' | 'pack' | 'signed-file' | 'unsigned-file'
export type RunState = 'waiting' | 'running' | 'done'
export type { StandWord } from '../domain/tally.ts'

export interface RuleStudioTables {
  ruleCaseSet: { packHash: string; cases: JsonOf<readonly unknown[]>; registeredAt: Instant }
  ruleDraft: {
    id: string
    officeId: string
    packId: string
    baseHash: string | null
    origin: DraftOrigin
    pack: JsonOf<Record<string, unknown>>
    cases: JsonOf<Record<string, unknown>[]>
    hash: string
    revision: ColumnType<number, never, number>
    state: ColumnType<DraftState, never, DraftState>
    writers: string[]
    writerPersons: string[]
    createdBy: string
    createdAt: Instant
    savedBy: string
    savedAt: ColumnType<Date, Date, Date>
    note: ColumnType<string, never, string>
    proposedAt: Later<Date>
    answer: ColumnType<string, never, string>
    decidedBy: Later<string>
    decidedAt: Later<Date>
  }
  ruleDryRun: {
    id: string
    number: Generated<number>
    draftId: string
    hash: string
    pack: JsonOf<Record<string, unknown>>
    programmeId: string
    period: string
    fromDay: string
    toDay: string
    onDay: string
    beforeHashes: string[]
    state: ColumnType<RunState, never, RunState>
    people: ColumnType<number, never, number>
    judged: ColumnType<number, never, number>
    startedBy: string
    startedAt: Instant
    snapshotAt: Later<Date>
    doneAt: Later<Date>
    report: Later<string>
    reportHash: Later<string>
  }
  rulePublication: {
    packHash: string
    packId: string
    draftId: string
    baseHash: string | null
    writers: string[]
    approvedBy: string
    approvedFor: string | null
    reports: string[]
    changedFrom: string | null
    publishedAt: Instant
  }
  pubProgramme: {
    id: string
    code: string
    name: string
    nameEn: string
    officeId: string
    rulePack: string
    zone: string
    fromDay: string
    toDay: string | null
  }
  pubClosing: {
    id: string
    programmeId: string
    period: string
    fromDay: string
    toDay: string
    kind: string
    state: string
  }
  pubAccount: { id: string; displayName: string }
  rulePack: { hash: string; id: string; registeredAt: Date }
}
