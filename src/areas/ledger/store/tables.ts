import type { ColumnType } from 'kysely'
import type { Json } from '../../../kernel/canonical-json.ts'
import type { Activity, StepResult } from '../../../rules/index.ts'

type Instant = ColumnType<Date, Date | string, never>
/** jsonb: read as the value, written as its text. */
type JsonOf<T> = ColumnType<T, string, never>

export interface LedgerTables {
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
