import type { ColumnType } from 'kysely'
import type { Answers } from '../domain/answers.ts'
import type { HandlerRole } from '../domain/route.ts'
import type { Act, State } from '../domain/state.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
type WithDefault<T> = ColumnType<T, T | undefined, T>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
/** jsonb: read as the value, written as its text. */
type JsonOf<T> = ColumnType<T, string, string>

export type WaitingRole = 'professional' | HandlerRole

export interface DeclarationTables {
  declaration: {
    id: string
    personId: string
    programmeId: string
    employerId: string | null
    kind: string
    kindZh: string
    kindEn: string
    title: string
    fromDay: string | null
    toDay: string | null
    category: string | null
    answers: JsonOf<Answers>
    serves: WithDefault<string[] | null>
    state: WithDefault<State>
    revision: WithDefault<number>
    step: WithDefault<number>
    waitingRole: WaitingRole | null
    waitingFor: string | null
    dueOn: string | null
    remindedAt: MaybeInstant
    checkRole: WithDefault<HandlerRole | null>
    checkId: WithDefault<string | null>
    recogniseRole: WithDefault<HandlerRole | 'system' | null>
    recogniseId: WithDefault<string | null>
    accepts: WithDefault<string[]>
    associationId: WithDefault<string | null>
    districtId: WithDefault<string | null>
    firstSubmittedOn: WithDefault<string | null>
    createdAt: Instant
    changedAt: Instant
  }
  declarationAct: {
    id: string
    declarationId: string
    step: number
    act: Act
    role: WaitingRole | 'system'
    organisationId: string | null
    byAccount: string | null
    onBehalfOf: string | null
    byPersons: string[]
    at: ColumnType<Date, Date, never>
    words: string
    content: ColumnType<object | null, string | null, never>
  }
  declarationFile: {
    id: string
    declarationId: string
    name: string
    mediaType: string
    bytes: number
    sha256: Buffer
    content: Buffer
    addedAt: ColumnType<Date, Date, never>
    addedBy: string | null
    submitted: WithDefault<boolean>
    removedAt: MaybeInstant
  }
}
