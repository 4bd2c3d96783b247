import type { Day } from '../../../kernel/calendar.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ActivityPreview, Declarables } from '../../ledger/index.ts'
import { routeOf } from '../domain/route.ts'
import { organisationNames } from '../store/declaration-lists.ts'
import { associationOf, districtOf } from '../store/declarations.ts'

interface Concerned {
  readonly employerId: string | null
  readonly officeId: string
}

/** Where a declaration goes that the rules take in this way; null where they give nothing for it. */
export const findRoute = async (
  tx: Db | Tx,
  { employerId, officeId }: Concerned,
  { path, accepts }: Pick<ActivityPreview, 'path' | 'accepts'>,
  { check }: Pick<Declarables, 'check'>,
  day: Day,
) => {
  if (path === null) return null
  const associationId = employerId && (await associationOf(tx, employerId, day))
  const districtId = employerId && (await districtOf(tx, employerId))
  const route = routeOf({ path, accepts, check }, { employerId, associationId, districtId, officeId })
  return { route, associationId, districtId }
}

/** Who would recognise it, by name; null where nobody does, or nobody can. */
export const recogniserNamed = async (tx: Db | Tx, found: Awaited<ReturnType<typeof findRoute>>) => {
  if (!found?.route.ok) return null
  const { role, id } = found.route.value.recognise
  return stationNamed(tx, role, id)
}

/** A station with the name of its organisation; the system's has none. */
export const stationNamed = async <R extends string>(tx: Db | Tx, role: R, id: string | null) => {
  const named = id === null ? undefined : (await organisationNames(tx, [id])).get(id)
  return { role, name: named?.name ?? '', nameEn: named?.nameEn ?? '' }
}
