import { dayInZone } from '../../../kernel/calendar.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { countClasses, listClasses as classRows, type ClassFilter } from '../store/class-lists.ts'

export const listClasses = query({
  name: 'training.listClasses',
  action: 'class.read',
  load: listing,
  async reply(
    reading,
    input: ClassFilter & { cursor?: string | undefined; limit?: number | undefined },
    _loaded,
    scope,
  ) {
    const asked = {
      scope,
      filter: input,
      now: reading.now,
      today: dayInZone(reading.now, reading.ports.zone),
    }
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.day, keyPart.id)
    const rows = await classRows(reading.tx, { ...asked, after, limit })
    return {
      ...pageOf(
        rows,
        limit,
        (row) => [row.from, row.id],
        (row) => row,
      ),
      counts: await countClasses(reading.tx, asked),
    }
  },
})
