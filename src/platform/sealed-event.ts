import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import type { IdentityVault } from './ports/ports.ts'

/** Everything an event says, as it stands in its row. */
export interface EventRow {
  readonly id: string
  readonly at: Date
  readonly name: string
  readonly version: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly actorKind: string
  readonly actorAccount: string | null
  readonly actorKey: string | null
  readonly onBehalfOf: string | null
  readonly requestId: string
  readonly data: Json
  /** The event of the same subject before it; none for the first. */
  readonly previous: string | null
}

/**
 * The seal of an event: whoever has the database but not the key file can make none, so a row that was changed or put in
 * by hand is found; and one taken out, by the next of its subject.
 */
export const sealOf = (vault: Pick<IdentityVault, 'fingerprint'>, row: EventRow): string =>
  vault.fingerprint('event', canonicalJson({ ...row, at: row.at.toISOString() } as unknown as Json))
