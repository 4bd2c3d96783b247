import type { ColumnType } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>

export interface SsoTables {
  account: { id: string; status: 'active' | 'blocked' }
  ssoLink: {
    id: string
    accountId: string
    issuer: string
    subject: string
    linkedBy: 'owner' | 'invitation'
    linkedAt: Instant
    lastUsedAt: Instant | null
  }
  ssoInvitation: {
    accountId: string
    tokenHash: Buffer
    invitedBy: string | null
    invitedAt: Instant
    expiresAt: Instant
    usedAt: Instant | null
  }
}
