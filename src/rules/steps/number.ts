import { parseExact, zero } from '../../kernel/exact.ts'
import { isField, fieldOf } from '../fields.ts'
import { anything, nothing, point, type Range } from '../range.ts'
import { type Cursor, fault, readText } from '../reading/cursor.ts'
import { type Found, missingOfDeed, personFact } from '../scene.ts'
import type { StepScene } from './step.ts'

/** A look-up named by a pack: an activity field, or `fact.NAME` of the person. */
export type Source = (scene: StepScene) => Found

export const readSource = (at: Cursor): { readonly name: string; readonly find: Source } | null => {
  const name = readText(at)
  if (name === null) return null
  if (name.startsWith('fact.')) {
    return {
      name,
      find: ({ scene }) => personFact(scene, name.slice(5), scene.deed?.completedOn ?? scene.asAt),
    }
  }
  return isField(name)
    ? { name, find: ({ scene }) => fieldOf(scene, name) }
    : fault(at, 'field.unknown', { name })
}

/** Whether a source is a quantity that the activity does not have, while it has another: there is nothing to convert. */
export const hasNone = (
  source: { readonly name: string; readonly find: Source },
  scene: StepScene,
): boolean => source.name.startsWith('quantity.') && source.find(scene).value === null

/** The number found; none is zero, a missing or unreadable one may be anything and is named. */
export const numberFrom = (
  source: { readonly name: string; readonly find: Source },
  scene: StepScene,
): Range => {
  const found = source.find(scene)
  if (found.missing) {
    scene.missing.push(found.missing)
    return anything
  }
  if (found.value === null) return nothing
  const number = parseExact(found.value)
  if (number && number.top >= zero.top) return point(number)
  if (scene.scene.deed) scene.missing.push(missingOfDeed(scene.scene.deed, source.name))
  return anything
}
