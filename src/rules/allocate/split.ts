import { type DayRef, readDayRef } from '../day-ref.ts'
import { readAmount } from '../lines/amount.ts'
import type { PackScope } from '../pack/scope.ts'
import { child, type Cursor, fault, isPresent, readInteger, readText, isShaped } from '../reading/cursor.ts'
import { upToLine } from '../schema/obligation-schema.ts'
import type { AllocateOperator, Portion } from './allocate.ts'
import { dayOf, readDayOf } from './day-of.ts'

/** A credit may be laid over so many periods at most: no regulation reaches further, and look-ahead stays bounded. */
const mostPeriods = 50

const splitting = (
  by: string,
  portion: (at: Cursor, over: number, scope: PackScope) => Portion | null,
): AllocateOperator => ({
  by,
  read: (at, scope) => {
    const over = readInteger(child(at, 'over'), 1, mostPeriods)
    const first = readDayOf(child(at, 'startingWith'))
    const read = over === null ? null : portion(at, over, scope)
    return first && read && { choice: null, day: dayOf[first], portion: read }
  },
})

/** The i-th of k periods takes ⌊iT/k⌋ − ⌊(i−1)T/k⌋ grains, so that the parts add up to the whole. */
export const equalParts = splitting('equalParts', (at, over) => {
  const through = readThrough(at)
  return through === undefined ? null : { kind: 'equalParts', over, through }
})

/** The full amount in each of k periods: a project that counts in every year it runs. */
export const repeat = splitting('repeat', (at, over) => {
  const through = readThrough(at)
  return through === undefined ? null : { kind: 'repeat', over, through }
})

/** Null where none is stated; undefined after a fault. */
const readThrough = (at: Cursor): DayRef | null | undefined => {
  const place = child(at, 'through')
  return isPresent(place) ? (readDayRef(place) ?? undefined) : null
}

/** Fills k periods forward, each up to an amount or up to what a line requires; the rest lapses. */
export const spread = splitting('spread', (at, over, scope) => {
  const place = child(at, 'upTo')
  if (typeof place.value === 'object' && place.value !== null && Object.hasOwn(place.value, 'line')) {
    if (!isShaped(place, upToLine)) return null
    const line = readText(child(place, 'line'))
    return line === null ? null : { kind: 'spread', over, upTo: { line } }
  }
  const hours = scope.measures.get('hours')
  const amount = hours
    ? readAmount(place, scope, hours)
    : fault(place, 'measure.unknown', { measure: 'hours' })
  return amount && { kind: 'spread', over, upTo: { amount } }
})

/** Usable for k periods: after all other credit, each takes only what it still lacks. */
export const draw = splitting('draw', (_at, over) => ({ kind: 'draw', over }))
