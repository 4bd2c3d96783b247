import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { listRows, waitingKey, waitingRows, type DeclarationListRow } from '../store/declaration-lists.ts'
import { reachOf, today } from './parties.ts'

const pageSize = 50

interface Asked {
  readonly q?: string | undefined
  readonly state?: DeclarationListRow['state'] | undefined
  readonly kind?: string | undefined
  readonly personId?: string | undefined
  readonly waiting?: boolean | undefined
  readonly late?: boolean | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Declarations the reader has to do with; or of these only what waits for the reader. */
export const listDeclarations = query({
  name: 'declarations.list',
  action: 'declaration.read',
  load: listing,
  async reply(reading, input: Asked, _loaded, scope) {
    const limit = input.limit ?? pageSize
    const day = today(reading)
    const filter = {
      q: input.q?.trim() || undefined,
      state: input.state,
      kind: input.kind,
      personId: input.personId,
      waiting: input.waiting ?? false,
      late: input.late ?? false,
      today: day,
    }
    const reach = reachOf(scope)
    const view = (row: DeclarationListRow) => rowView(row, day)
    if (filter.waiting) {
      const after = cursorParts(input.cursor, keyPart.day, keyPart.id)
      return pageOf(await waitingRows(reading.tx, reach, filter, after, limit + 1), limit, waitingKey, view)
    }
    const [before] = cursorParts(input.cursor, keyPart.id) ?? []
    return pageOf(
      await listRows(reading.tx, reach, filter, before, limit + 1),
      limit,
      (row) => [row.id],
      view,
    )
  },
})

export const rowView = (row: DeclarationListRow, today: string) => ({
  id: row.id,
  personId: row.personId,
  personName: row.personName,
  employerName: row.employerName,
  programmeId: row.programmeId,
  programmeName: row.programmeName,
  programmeNameEn: row.programmeNameEn,
  kind: row.kind,
  kindName: { zh: row.kindZh, en: row.kindEn },
  title: row.title,
  from: row.fromDay,
  to: row.toDay,
  state: row.state,
  reversed: row.reversed,
  reason: row.reason,
  waiting:
    row.waitingRole === null
      ? null
      : { role: row.waitingRole, name: row.waitingName ?? '', nameEn: row.waitingNameEn ?? '' },
  dueOn: row.dueOn,
  late: row.dueOn !== null && row.dueOn < today,
  changedAt: row.changedAt.toISOString(),
})
