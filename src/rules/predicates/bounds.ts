import { isDay } from '../../kernel/calendar.ts'
import { compare, parseExact } from '../../kernel/exact.ts'
import type { Value } from '../facts.ts'
import type { PackScope } from '../pack/scope.ts'
import { type Cursor, fault } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import { type Truth, unknown } from '../truth.ts'

/**
 * Compares a value with an operand of a declared order (title levels) or with an exact number.
 * None compares with nothing, so it is false; a value that the scale does not know is unknown.
 */
export const readBound = (
  at: Cursor,
  name: string,
  scope: PackScope,
  holds: (difference: number) => boolean,
): ((value: Value, scene: Scene) => Truth) | null => {
  const operand = at.value
  if (typeof operand === 'number' && !Number.isInteger(operand)) return fault(at, 'number.inexact')
  if (typeof operand !== 'string' && typeof operand !== 'number') return fault(at, 'type.value')
  const order = scope.orders.get(name.slice(name.lastIndexOf('.') + 1))
  const rank = typeof operand === 'string' ? order?.indexOf(operand) : undefined
  if (order && rank !== undefined && rank >= 0)
    return (value, scene) => byRank(value, scene, name, order, rank, holds)
  if (typeof operand === 'string' && isDay(operand)) return fault(at, 'predicate.use-days')
  const number = parseExact(operand)
  if (!number)
    return fault(at, order ? 'order.value' : 'order.missing', { name, known: order?.join(', ') ?? '' })
  return (value, scene) => {
    if (value === null) return false
    const other = parseExact(value)
    return other ? holds(compare(other, number)) : strange(scene, name)
  }
}

const byRank = (
  value: Value,
  scene: Scene,
  name: string,
  order: readonly string[],
  rank: number,
  holds: (difference: number) => boolean,
): Truth => {
  if (value === null) return false
  const own = typeof value === 'string' ? order.indexOf(value) : -1
  return own < 0 ? strange(scene, name) : holds(own - rank)
}

const strange = (scene: Scene, name: string): Truth =>
  unknown({
    fact: name,
    pointer: scene.deed ? `/activities/${scene.deed.id}` : `/person/facts/${name}`,
    at: scene.asAt,
  })
