import { query } from '../../../platform/perform.ts'
import type { ClosingContent } from '../domain/closing-content.ts'
import { unitOf } from '../domain/pack-text.ts'
import { type ClosingRow, closingRowsOf } from '../store/closing-rows.ts'
import { adjustmentsOf } from './adjustments.ts'
import { loadPerson } from './person-reading.ts'
import { registeredPack } from './registered-pack.ts'

/** A person's closed periods, newest first: every row that was frozen, the one in force first, and later adjustments apart. */
export const personClosings = query({
  name: 'ledger.personClosings',
  action: 'ledger.read',
  load: loadPerson,
  async reply(reading, input: { personId: string; programme?: string | undefined }, { programme }) {
    const pack = programme && (await registeredPack(reading.tx, programme.rulePack))
    if (!programme || !pack)
      return { items: [], next: null, unit: { zh: '学时', en: 'class hour' }, programmeId: null }
    const rows = await closingRowsOf(reading.tx, [input.personId], programme.id)
    const adjustments = await adjustmentsOf(reading.tx, input.personId, programme)
    const periods = [...new Set(rows.map((row) => row.period))].toSorted().toReversed()
    return {
      items: periods.map((period) => ({
        period,
        rows: rows
          .filter((row) => row.period === period)
          .toReversed()
          .map(rowView),
        adjustments: adjustments.filter((one) => one.period === period),
      })),
      next: null,
      unit: unitOf(pack, 'hours'),
      programmeId: programme.id,
    }
  },
})

const rowView = (row: ClosingRow, place: number) => {
  const content = JSON.parse(row.content) as ClosingContent
  return {
    id: row.id,
    kind: content.reason === '' ? ('regular' as const) : ('supplementary' as const),
    standing: row.standing,
    closedOn: row.closedOn,
    hours: content.hours.amount,
    minutes: content.hours.minutes,
    lines: content.closed.flatMap((one) =>
      Object.entries(one.lines).map(([id, line]) => ({
        id,
        required: String(line.required),
        counted: String(line.counted),
      })),
    ),
    reason: content.reason,
    superseded: place > 0,
    hash: row.contentHash.toString('base64url'),
  }
}
