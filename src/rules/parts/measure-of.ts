import type { Measure, PackScope } from '../pack/scope.ts'
import { child, type Cursor, fault, isPresent, readText } from '../reading/cursor.ts'

/** The measure that the amounts of a part are in: the one it names, else hours. */
export const measureOf = (at: Cursor, scope: PackScope): Measure | null => {
  const place = child(at, 'measure')
  const name = isPresent(place) ? readText(place) : 'hours'
  if (name === null) return null
  return scope.measures.get(name) ?? fault(place, 'measure.unknown', { measure: name })
}
