import type { Json } from '../kernel/canonical-json.ts'

/** Something that happened, as the audit trail keeps it. Names are past tense with their area: `training.classFiled`. */
export interface DomainEvent {
  readonly name: string
  readonly version?: number
  readonly subject: { readonly kind: string; readonly id: string }
  /** An account or an organisation; while somebody acts for another, that other without being named here. */
  readonly onBehalfOf?: string
  readonly data: { readonly [key: string]: Json | undefined }
  /**
   * What the rows it is about say now, where `data` does not tell: one line each, written for `doctor` (src/main/doctor/told-*.ts)
   * to hold the rows to. Kept in the trail as `data.rows`; handed to nobody else.
   */
  readonly rows?: readonly string[]
}

/** An event as handed to a subscriber, with the identity that makes handling it twice the same as once. */
export interface RecordedEvent extends Omit<DomainEvent, 'rows'> {
  readonly id: string
  readonly at: string
  readonly actorAccount: string | null
}
