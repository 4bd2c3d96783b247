import { type Cursor, child, fault } from '../reading/cursor.ts'
import type { Layer } from './layers.ts'
import { standInGrains, type Unit } from './header.ts'
import type { Measure, PackScope } from './scope.ts'

/** Whether two declarations of one thing differ; one that is at fault says nothing yet. */
const differ = (some: number, other: number): boolean =>
  some !== other && some !== standInGrains && other !== standInGrains

/** The unit of account: the pack's own, else that of the nearest layer. A layer's other unit must have been declared as one that yields. */
const unitOf = (stack: readonly Layer[], main: Cursor): Unit | null => {
  let unit: Unit | null = null
  for (const { header } of stack) {
    const own = header.unit
    if (!own) continue
    if (unit && !unit.yields && differ(unit.minutes, own.minutes))
      fault(child(main, 'unit'), 'unit.conflict', { unit: own.id, other: unit.id })
    unit = own
  }
  return unit ?? fault(main, 'unit.missing')
}

/** Measures of all layers; `hours` is counted in minutes of the unit of account. */
export const measuresOf = (stack: readonly Layer[], main: Cursor): ReadonlyMap<string, Measure> => {
  const unit = unitOf(stack, main)
  const measures = new Map<string, Measure>()
  // Without a unit, which is a fault of its own, hours stay a measure: what counts in them is not at fault too.
  measures.set('hours', {
    id: 'hours',
    unit: unit?.id ?? '',
    zh: unit?.zh ?? '',
    en: unit?.en ?? '',
    perUnit: unit?.minutes ?? standInGrains,
    isTime: true,
    nominalMinutes: null,
  })
  for (const { header } of stack) {
    for (const declared of header.measures) {
      const known = measures.get(declared.id)
      if (known && differ(known.perUnit, declared.perUnit))
        fault(child(main, 'measures'), 'measure.conflict', { measure: declared.id })
      measures.set(declared.id, { ...declared, isTime: false })
    }
  }
  return measures
}

/** What each pack of the stack may name: its own declarations and those of the layers beneath it. */
export const scopesOf = (
  stack: readonly Layer[],
  measures: ReadonlyMap<string, Measure>,
  main: Cursor,
): ReadonlyMap<string, PackScope> => {
  const scopes = new Map<string, PackScope>()
  const clauses = new Map<string, string>()
  const categories = new Set<string>()
  const orders = new Map<string, readonly string[]>()
  for (const { header, at } of stack) {
    for (const id of header.clauses.keys()) {
      const other = clauses.get(id)
      if (other !== undefined)
        fault(child(child(at === main ? main : { ...main, pointer: '' }, 'clauses'), id), 'clause.twice', {
          clause: id,
          pack: other,
        })
      clauses.set(id, header.id)
    }
    for (const id of header.categories.keys()) categories.add(id)
    for (const [name, values] of header.orders) orders.set(name, values)
    scopes.set(header.id, {
      packId: header.id,
      measures,
      categories: new Set(categories),
      orders: new Map(orders),
      clauses: new Set(clauses.keys()),
    })
  }
  return scopes
}
