import { sql } from 'kysely'
import type { ActScope } from './acts.ts'
import type { Hold, TimeAdjustment } from '../../../kernel/exam-journal/deadline.ts'

/**
 * One row of the time ledger as a query gathers it: id, kind, seconds, past the close, from when it works (milliseconds
 * of Unix time), the hold a release ends, and what the act was meant for. A tuple, for every page that sends reads it.
 */
export type LedgerEntry = readonly [
  id: string,
  kind: 'time' | 'hold' | 'release',
  seconds: number,
  pastClose: boolean,
  at: number | null,
  hold: string | null,
  scope: ActScope,
]

/** A hold that can be ended, with the row it is and what it was meant for. */
export interface KeptHold extends Hold {
  readonly id: string
  readonly scope: ActScope
}

export interface TimeLedger {
  readonly adjustments: TimeAdjustment[]
  readonly holds: KeptHold[]
}

/** The whole ledger of an attempt, in no order: one read, for every page that sends and every act. */
const ledgerText = (
  attemptId: string,
): string => `(select json_agg(json_build_array(t.id, t.kind, t.seconds, t.past_close,
    (extract(epoch from t.effective_at) * 1000)::bigint, t.hold_id, t.scope)) from time_adjustment t where t.attempt_id = ${attemptId})`

/** The same of attempt `a`. */
export const ledgerColumn = sql`${sql.raw(ledgerText('a.id'))} as ledger`

/** What the ledger says about time: given, and held from when to when. */
export const timeOf = (ledger: readonly LedgerEntry[] | null): TimeLedger => {
  const entries = ledger ?? []
  const ends = new Map(
    entries.flatMap(([, , , , at, hold]) => (hold !== null && at !== null ? [[hold, at]] : [])),
  )
  return {
    adjustments: entries
      .filter(([, kind]) => kind === 'time')
      .map(([, , seconds, pastClose]) => ({ seconds, pastClose })),
    holds: entries.flatMap(([id, kind, , pastClose, at, , scope]) =>
      kind === 'hold' && at !== null ? [{ id, scope, from: at, to: ends.get(id) ?? null, pastClose }] : [],
    ),
  }
}
