import type { ColumnType, Generated } from 'kysely'
import type { ApprovalStatus, Mode } from '../domain/approval.ts'
import type { ClassRule } from '../domain/class-rule.ts'
import type { NumberingScheme } from '../domain/numbering.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
/** Read as the value, written as its JSON text. */
type Jsonb<T> = ColumnType<T, string, string>

export interface ProgrammeTables {
  programme: {
    id: string
    code: string
    name: string
    nameEn: string
    officeId: string
    field: string
    fieldEn: string
    zone: string
    fromDay: string
    toDay: string | null
    legalBasis: string
    rulePack: string
    numbering: Jsonb<NumberingScheme>
    classRule: Jsonb<ClassRule>
    passMark: Jsonb<{ numerator: number; denominator: number }>
    status: 'preparing' | 'active' | 'closed'
    revision: Generated<number>
    demo: Generated<boolean>
    createdAt: Instant
  }
  keyArea: { id: string; programmeId: string; code: string; name: string; nameEn: string; position: number }
  institutionApproval: {
    id: string
    programmeId: string
    institutionId: string
    status: ApprovalStatus
    modes: Mode[]
    fromDay: string | null
    toDay: string | null
    statement: Generated<string>
    submittedAt: Instant | null
    decidedBy: string | null
    decidedAt: Instant | null
    reason: Generated<string>
    createdAt: Instant
  }
  pubOrganisation: {
    id: string
    kind: string
    name: string
    nameEn: string
    districtId: string | null
    status: string
  }
  pubCourse: { courseId: string; keyAreaId: string }
  pubRulePack: { id: string }
}
