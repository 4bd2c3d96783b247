import { query } from '../../../platform/perform.ts'
import { loadPerson } from './person-reading.ts'
import { readYear } from './year-reading.ts'

interface RecordAsked {
  readonly personId: string
  readonly year?: string | undefined
  readonly programme?: string | undefined
}

/** "My record" of a year: progress per line, every activity with what counted and why, the nearest ways to finish. */
export const record = query({
  name: 'ledger.record',
  action: 'ledger.read',
  async load(reading, input: RecordAsked) {
    const loaded = await loadPerson(reading, input)
    return loaded?.programme ? { ...loaded, programme: loaded.programme } : undefined
  },
  async reply(reading, input: RecordAsked, { programme, programmes, today, owners }) {
    const { entries, year, period, closed, view } = await readYear(reading, {
      ...input,
      programme,
      today,
    })
    const years = [...new Set([...entries.map((entry) => entry.period), today.slice(0, 4)])]
    return {
      programmes: programmes.map((one) => ({ id: one.id, name: one.name, nameEn: one.nameEn })),
      programmeId: programme.id,
      year,
      years: years.toSorted().toReversed(),
      closesOn: period?.to ?? null,
      closedOn: closed?.content.closedOn ?? null,
      ...view,
      may: reading.may(owners, ['ledger.reverse']),
    }
  },
})
