import type { entriesOf } from '../store/entries.ts'

type Row = Awaited<ReturnType<typeof entriesOf>>[number]

/** A ledger entry as the contract shows it. */
export const entryView = (
  row: Omit<Row, 'facts' | 'sourceKind' | 'sourceId'> & Pick<Row, 'facts' | 'sourceKind'>,
) => ({
  id: row.id,
  activityId: row.activityId,
  period: row.period,
  category: row.category,
  measure: row.measure,
  amount: row.amount,
  minutes: row.minutes,
  title: row.facts.title ?? row.facts.kind,
  source: row.sourceKind,
  completedOn: row.facts.completedOn ?? row.facts.to,
  recogniser: row.recogniser,
  recognisedOn: row.recognisedOn,
  pack: row.pack,
  rulesetHash: row.rulesetHash,
  reverses: row.reverses,
  reason: row.reason,
  recordedAt: row.recordedAt.toISOString(),
})
