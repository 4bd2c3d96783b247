import type { ColumnType } from 'kysely'
import type { OrganisationRole } from '../../../kernel/roles.ts'

type Instant = ColumnType<Date, Date | string, Date | string>

export interface AccountTables {
  account: {
    id: string
    displayName: string
    personId: string | null
    status: 'active' | 'blocked'
    language: 'zh' | 'en'
    demo: boolean
    createdAt: Instant
  }
  signInName: { name: string; kind: 'username' | 'email' | 'phone'; accountId: string }
  password: { accountId: string; hash: string; changedAt: Instant }
  session: {
    id: string
    tokenHash: Buffer
    accountId: string
    createdAt: Instant
    lastSeenAt: Instant
    expiresAt: Instant
    revokedAt: Instant | null
    device: string
    secondFactor: boolean
  }
  secondFactor: {
    accountId: string
    secret: Buffer
    begunAt: Instant
    confirmedAt: Instant | null
    lastStep: ColumnType<number, number | undefined, number>
  }
  recoveryCode: { accountId: string; hash: string; usedAt: Instant | null }
  knownDevice: { accountId: string; deviceHash: Buffer; signedInAt: Instant }
  apiKey: {
    id: string
    accountId: string
    name: string
    tokenHash: Buffer
    hint: string
    role: OrganisationRole | 'professional'
    organisationId: string | null
    scopes: readonly string[]
    createdAt: Instant
    expiresOn: string
    lastUsedAt: Instant | null
    revokedAt: Instant | null
    secondFactor: boolean
  }
  roleAssignment: {
    id: string
    accountId: string
    role: OrganisationRole
    organisationId: string
    fromDay: string
    toDay: string | null
    grantedBy: string | null
  }
  delegation: {
    id: string
    assignmentId: string
    giverId: string
    delegateId: string
    fields: string[] | null
    fromDay: string
    toDay: string
    givenAt: Instant
    revokedAt: Instant | null
    revokedBy: string | null
  }
  signInAttempt: {
    nameHash: Buffer
    deviceHash: Buffer
    failures: number
    lastFailedAt: Instant
    waitUntil: Instant
  }
  sentCode: {
    purpose: 'sign-in' | 'password-reset' | 'register'
    nameHash: Buffer
    id: string
    name: Buffer
    way: 'email' | 'sms' | null
    language: 'zh' | 'en' | null
    askedAt: Instant
    asked: number
    countedFrom: Instant
    accountId: string | null
    hash: string | null
    expiresAt: Instant | null
    tries: number
    strangersTries: number
    usedAt: Instant | null
  }
  demoSignIn: {
    position: number
    role: string
    name: string
    signIn: string
    password: string
    told: boolean
  }
  invitation: {
    id: string
    tokenHash: Buffer
    role: OrganisationRole
    organisationId: string
    invitedName: string
    fromDay: string
    toDay: string | null
    invitedBy: string
    invitedAt: Instant
    expiresAt: Instant
    withdrawnAt: Instant | null
    withdrawnBy: string | null
    acceptedAt: Instant | null
    acceptedBy: string | null
  }
  pubOrganisation: { id: string; kind: string; name: string; nameEn: string; status: string }
}
