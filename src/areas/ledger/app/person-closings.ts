import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/perform.ts'
import { exemptAsked } from '../domain/asked-periods.ts'
import type { ClosingContent } from '../domain/closing-content.ts'
import { unitOf } from '../domain/pack-text.ts'
import { type ClosingRow, closingRowsOf } from '../store/closing-rows.ts'
import { adjustmentsOf } from './adjustments.ts'
import { closedYear } from './closed-year.ts'
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
    const items = []
    for (const period of periods) {
      const views = []
      for (const [place, row] of rows
        .filter((one) => one.period === period)
        .toReversed()
        .entries())
        views.push(await rowView(reading.tx, row, place))
      items.push({
        period,
        rows: views,
        adjustments: adjustments.filter((one) => one.period === period),
      })
    }
    return {
      items,
      next: null,
      unit: unitOf(pack, 'hours'),
      programmeId: programme.id,
    }
  },
})

/** What a row does not spell out is told by judging again what it was judged by; without exemptions there is nothing to tell. */
const exemptIn = async (tx: Db | Tx, row: ClosingRow, { evidence }: ClosingContent) =>
  evidence.exemptions ? exemptAsked((await closedYear(tx, row, false)).result) : null

const rowView = async (tx: Db | Tx, row: ClosingRow, place: number) => {
  const content = JSON.parse(row.content) as ClosingContent
  return {
    id: row.id,
    kind: content.reason === '' ? ('regular' as const) : ('supplementary' as const),
    standing: row.standing,
    closedOn: row.closedOn,
    hours: content.hours.amount,
    minutes: content.hours.minutes,
    exempt: await exemptIn(tx, row, content),
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
