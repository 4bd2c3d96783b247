import { sql } from 'kysely'
import type { Hold, TimeAdjustment } from '../../../kernel/exam-journal/deadline.ts'

/** One row of the time ledger as a query gathers it; `at` in milliseconds of Unix time. */
export interface LedgerEntry {
  readonly id: string
  readonly kind: 'time' | 'hold' | 'release'
  readonly seconds: number
  readonly pastClose: boolean
  readonly at: number | null
  readonly hold: string | null
  readonly scope: 'seat' | 'room' | 'sitting'
}

/** A hold that can be ended, with the row it is and what it was meant for. */
export interface KeptHold extends Hold {
  readonly id: string
  readonly scope: LedgerEntry['scope']
}

export interface TimeLedger {
  readonly adjustments: TimeAdjustment[]
  readonly holds: KeptHold[]
}

/** The whole ledger of attempt `a` in the order it was written: one read, for every page that sends and every act. */
export const ledgerColumn = sql`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'seconds', t.seconds,
    'pastClose', t.past_close, 'at', (extract(epoch from t.effective_at) * 1000)::bigint, 'hold', t.hold_id, 'scope', t.scope)
    order by t.made_at, t.id) from time_adjustment t where t.attempt_id = a.id), '[]') as ledger`

/** What the ledger says about time: given, and held from when to when. */
export const timeOf = (ledger: readonly LedgerEntry[]): TimeLedger => {
  const ends = new Map(ledger.flatMap((one) => (one.hold && one.at !== null ? [[one.hold, one.at]] : [])))
  return {
    adjustments: ledger
      .filter(({ kind }) => kind === 'time')
      .map(({ seconds, pastClose }) => ({ seconds, pastClose })),
    holds: ledger.flatMap(({ id, kind, at, pastClose, scope }) =>
      kind === 'hold' && at !== null ? [{ id, scope, from: at, to: ends.get(id) ?? null, pastClose }] : [],
    ),
  }
}
