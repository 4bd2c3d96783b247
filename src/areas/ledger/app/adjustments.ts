import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Adjustment } from '../contract/closings.ts'
import { type AdjustmentRow, adjustmentsOfPeriod, adjustmentsOfPerson } from '../store/closing-rows.ts'
import {
  type ExemptionAdjustmentRow,
  exemptionAdjustmentsOfPeriod,
  exemptionAdjustmentsOfPerson,
} from '../store/exemption-adjustments.ts'
import { linesExempted } from './exempt-lines.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

const ofEntry = (row: AdjustmentRow): Adjustment => ({
  kind: 'entry',
  entryId: row.entryId,
  period: row.period,
  title: row.title,
  category: row.category,
  measure: row.measure,
  amount: row.amount,
  minutes: row.minutes,
  reverses: row.reverses,
  reason: row.reason,
  recordedAt: row.recordedAt.toISOString(),
})

const ofExemption = (row: ExemptionAdjustmentRow, book: Rulebook | undefined): Adjustment => ({
  kind: row.kind,
  exemptionId: row.exemptionId,
  period: row.period,
  from: row.fromDay,
  to: row.toDay,
  extent: row.extent as Extract<Adjustment, { extent: unknown }>['extent'],
  lines: linesExempted(row.extent, book),
  reason: row.reason,
  recordedAt: row.recordedAt.toISOString(),
})

interface Programme {
  readonly id: string
  readonly rulePack: string
}

const bookOf = async (tx: Db | Tx, { rulePack }: Programme): Promise<Rulebook | undefined> => {
  const book = await rulebook(tx, rulePack)
  return book.ok ? book.value : undefined
}

/** What was entered, taken back, exempted from and exempted from no longer in a person's closed periods since, oldest first. */
export const adjustmentsOf = async (
  tx: Db | Tx,
  personId: string,
  programme: Programme,
): Promise<Adjustment[]> => {
  const entries = await adjustmentsOfPerson(tx, personId, programme.id)
  const exemptions = await exemptionAdjustmentsOfPerson(tx, personId, programme.id)
  const book = exemptions.length > 0 ? await bookOf(tx, programme) : undefined
  return [...entries.map(ofEntry), ...exemptions.map((row) => ofExemption(row, book))].toSorted((a, b) =>
    a.recordedAt.localeCompare(b.recordedAt),
  )
}

/** The same of everybody in one period, newest first, in pages; `key` is where a page goes on. */
export const adjustmentsIn = async (
  tx: Db | Tx,
  programme: Programme,
  period: string,
  after: readonly [string, string] | undefined,
  limit: number,
) => {
  const asked = { programmeId: programme.id, period }
  const entries = await adjustmentsOfPeriod(tx, asked, after, limit)
  const exemptions = await exemptionAdjustmentsOfPeriod(tx, asked, after, limit)
  const book = exemptions.length > 0 ? await bookOf(tx, programme) : undefined
  return [
    ...entries.map((row) => ({ row, id: row.entryId, said: ofEntry(row) })),
    ...exemptions.map((row) => ({ row, id: row.exemptionId, said: ofExemption(row, book) })),
  ]
    .map(({ row: { personId, name, exactAt }, id, said }) => ({
      key: [exactAt, id] as const,
      adjustment: { ...said, personId, name },
    }))
    .toSorted((a, b) =>
      a.key[0] === b.key[0] ? (a.key[1] < b.key[1] ? 1 : -1) : a.key[0] < b.key[0] ? 1 : -1,
    )
    .slice(0, limit + 1)
}
