import type { ColumnType } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>

/** `registrant`: somebody who is about to register, by the request for the code. */
export type RecipientKind = 'account' | 'person' | 'organisation' | 'registrant'
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'kept' | 'failed'

export interface NotificationTables {
  delivery: {
    id: string
    key: string
    template: string
    channel: 'email' | 'sms'
    language: 'zh' | 'en'
    recipientKind: RecipientKind
    recipientId: string
    aboutKind: string
    aboutId: string
    address: Buffer
    hint: string
    content: Buffer | null
    state: DeliveryState
    reason: string
    replyCode: number | null
    tries: number
    triesLeft: number
    queuedAt: Instant
    until: Instant | null
    nextTryAt: Instant | null
    claimedAt: Instant | null
    settledAt: Instant | null
  }
  pubAccount: { id: string; displayName: string; personId: string | null }
  pubPerson: { id: string; name: string }
  pubOrganisation: { id: string; name: string }
}
