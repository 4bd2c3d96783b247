import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Json } from '../../../kernel/canonical-json.ts'
import type { Activity, Exemption, StepResult } from '../../../rules/index.ts'

type Instant = ColumnType<Date, Date | string, never>
/** jsonb: read as the value, written as its text. */
type JsonOf<T> = ColumnType<T, string, never>

export type ClosingState = 'counting' | 'counted' | 'closing' | 'closed' | 'dropped'
export type RegisterState = 'running' | 'done' | 'superseded'
/** `outside`: no requirement reaches the person. */
export type RegisterStanding = 'met' | 'unmet' | 'undetermined' | 'outside'
type Later<T> = ColumnType<T | null, never, T>

/** A line as a count or a closing found it; amounts exact, in the unit of the measure. */
export interface CountedLine {
  /** Id of the title it is asked for, where it is asked for one. */
  readonly holding?: string
  readonly id: string
  readonly measure: string
  readonly required: string
  readonly counted: string
  readonly remaining: string
}

export interface LedgerTables {
  closing: {
    id: string
    programmeId: string
    period: string
    fromDay: string
    toDay: string
    kind: 'regular' | 'supplementary'
    reason: string
    state: ColumnType<ClosingState, never, ClosingState>
    countedBy: string
    countedFor: string | null
    countedPersons: string[]
    countedOn: string
    countedAt: Instant
    closedBy: Later<string>
    closedOn: Later<string>
    closingAt: Later<Date>
    closedAt: Later<Date>
    digest: Later<Buffer>
  }
  closingPerson: {
    closingId: string
    personId: string
    standing: 'met' | 'unmet' | 'undetermined' | 'outside' | null
    missingMinutes: number | null
    lines: JsonOf<readonly CountedLine[]>
    lacks: string[]
    exempt: 'full' | 'part' | null
    same: boolean
    done: boolean
  }
  closingRow: {
    id: string
    closingId: string
    programmeId: string
    personId: string
    period: string
    standing: 'met' | 'unmet' | 'undetermined'
    content: string
    contentHash: Buffer
    supersedes: string | null
    entries: string[]
    closedOn: string
    closedAt: Instant
  }
  exemption: {
    id: string
    personId: string
    programmeId: string
    fromDay: string
    toDay: string
    extent: JsonOf<Exemption['extent']>
    reason: string
    document: string
    grantedBy: string | null
    grantedOn: string
    recordedAt: Instant
  }
  exemptionEnd: {
    exemptionId: string
    reason: string
    endedBy: string | null
    endedOn: string
    recordedAt: Instant
  }
  registerRun: {
    id: string
    number: Generated<number>
    programmeId: string
    period: string
    onDay: string
    rulesetHash: string
    plan: 'sums' | 'whole'
    state: ColumnType<RegisterState, never, RegisterState>
    startedBy: string | null
    startedAt: Instant
    finishedAt: Later<Date>
    people: Later<number>
    afterPerson: Later<string>
    done: ColumnType<number, never, number>
    met: ColumnType<number, never, number>
    unmet: ColumnType<number, never, number>
    undetermined: ColumnType<number, never, number>
    outside: ColumnType<number, never, number>
    whole: ColumnType<number, never, number>
  }
  registerShape: { run: number; shape: number; standing: RegisterStanding; folded: string }
  registerStanding: { run: number; personId: string; shape: number; code: Buffer }
  rulePack: { hash: string; id: string; pack: JsonOf<Json>; registeredAt: Instant }
  activity: {
    id: string
    personId: string
    programmeId: string
    sourceKind: 'class' | 'declaration' | 'reversal'
    sourceId: string
    facts: JsonOf<Activity>
    reverses: string | null
    recordedAt: Instant
    recordedBy: string | null
    fromDay: string | null
    firstSession: string | null
    lastSession: string | null
    completedOn: string | null
    knownOn: string | null
    workKey: number | null
    topicKey: number | null
    registerCode: GeneratedAlways<Buffer | null>
  }
  ledgerEntry: {
    id: string
    personId: string
    programmeId: string
    activityId: string
    obligation: string
    period: string
    category: string
    measure: string
    grains: number
    amount: string
    minutes: number | null
    pack: string
    packVersion: string | null
    rulesetHash: string
    rule: string | null
    steps: JsonOf<readonly StepResult[]>
    recogniser: string
    recognisedOn: string
    reverses: string | null
    reason: string
    recordedAt: Instant
    /** How often the same was credited and taken back before. */
    revision: Generated<number>
    registerCode: GeneratedAlways<Buffer>
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
  pubEnrolment: { id: string; classId: string; personId: string; employerId: string | null; state: string }
  pubTrainingClass: { id: string; programmeId: string; institutionId: string; name: string }
}
