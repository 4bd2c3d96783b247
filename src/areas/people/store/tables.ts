import type { ColumnType } from 'kysely'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { IdentityKind } from '../../../kernel/identity-number.ts'
import type { OnRecord } from '../domain/merge-growth.ts'
import type { RecordSource } from '../contract.ts'
import type { HoldingFacts } from '../contract/holdings.ts'

type Instant = ColumnType<Date, Date | string, Date | string>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type WithDefault<T> = ColumnType<T, T | undefined, T>
type Facts = ColumnType<Record<string, string | null>, string, never>
type Jsonb<T> = ColumnType<T, string, string>

export interface Criterion {
  readonly class: string
  readonly text: Bilingual
}

export interface PeopleTables {
  person: {
    id: string
    name: string
    nameGrams: string[]
    birth: string | null
    sex: 'female' | 'male' | null
    phone: WithDefault<string>
    email: WithDefault<string>
    phoneProvedAt: MaybeInstant
    demo: WithDefault<boolean>
    revision: WithDefault<number>
    createdAt: Instant
  }
  formerName: {
    id: string
    personId: string
    name: string
    changedAt: Instant
    changedBy: string | null
    reason: string
  }
  employmentRequest: {
    id: string
    personId: string
    employerId: string
    post: string
    fromDay: string
    leavingId: string | null
    lastDay: string | null
    askedBy: string | null
    askedAt: Instant
    state: WithDefault<'waiting' | 'accepted' | 'refused' | 'withdrawn'>
    settledBy: WithDefault<string | null>
    settledAt: MaybeInstant
    reason: WithDefault<string>
    employmentId: WithDefault<string | null>
    notedBy: WithDefault<string | null>
    notedAt: MaybeInstant
  }
  personMerge: {
    id: string
    survivorId: string
    absorbedId: string
    reason: string
    accepted: string[]
    found: Jsonb<{ readonly survivor: OnRecord; readonly absorbed: OnRecord }>
    mergedBy: string | null
    mergedAt: Instant
    undoneBy: WithDefault<string | null>
    undoneAt: MaybeInstant
    undoReason: WithDefault<string>
  }
  identityDocument: {
    fingerprint: Buffer
    personId: string
    kind: IdentityKind
    sealed: Buffer
    addedAt: Instant
    endedAt: MaybeInstant
    endReason: WithDefault<string>
  }
  employment: {
    id: string
    personId: string
    employerId: string
    post: WithDefault<string>
    fromDay: string
    toDay: string | null
    source: RecordSource
    recordedBy: string | null
    recordedAt: Instant
    endReason: WithDefault<string>
  }
  personEvidence: {
    id: string
    personId: string
    fromDay: string
    facts: Facts
    source: RecordSource
    document: WithDefault<string>
    recordedBy: string | null
    recordedAt: Instant
    checkedBy: ColumnType<string | null, string | null | undefined, string | null>
    checkedAt: MaybeInstant
  }
  personHolding: {
    id: string
    personId: string
    kind: string
    facts: ColumnType<HoldingFacts, string, never>
    fromDay: string
    basis: WithDefault<string>
    source: RecordSource
    recordedBy: string | null
    recordedAt: Instant
  }
  personHoldingEnd: {
    holdingId: string
    toDay: string | null
    reason: string
    endedBy: string | null
    recordedAt: Instant
  }
  personClassProposal: {
    personId: string
    programmeId: string
    class: string
    criterion: Jsonb<Criterion>
    evidence: Jsonb<Record<string, string>>
    proposedBy: string | null
    proposedAt: Instant
  }
  personClass: {
    id: string
    personId: string
    programmeId: string
    class: string
    fromDay: string
    proposed: string | null
    criterion: Jsonb<Criterion> | null
    evidence: Jsonb<Record<string, string>>
    reason: string
    decidedBy: string | null
    decidedAt: Instant
  }
  pubOrganisation: { id: string; kind: string; name: string; districtId: string | null; status: string }
  pubAssociationMember: { associationId: string; memberId: string; fromDay: string; toDay: string | null }
  pubProgramme: {
    id: string
    name: string
    nameEn: string
    officeId: string
    status: string
    rulePack: string
    classRule: unknown
  }
  pubTrainingClass: { id: string; institutionId: string }
  pubEnrolment: { classId: string; personId: string; state: string }
}
