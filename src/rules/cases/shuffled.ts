import type { Facts } from '../facts.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Lists whose order says nothing; acts of recognition keep theirs, for the later of two on one day holds. */
const unordered = new Set([
  'holdings',
  'activities',
  'exemptions',
  'closed',
  'approvals',
  'tags',
  'for',
  'counted',
])

/** The same facts in another order of lists and of keys: `turn` names which. */
export const shuffled = (facts: Facts, turn: number): Facts =>
  turned(facts as unknown as Json, '', turn) as unknown as Facts

const turned = (value: Json, name: string, turn: number): Json => {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => turned(item, '', turn))
    return unordered.has(name) ? rearranged(items, turn) : items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as { readonly [key: string]: Json })
  return Object.fromEntries(
    rearranged(entries, turn).map(([key, member]) => [key, turned(member, key, turn)]),
  )
}

/** Backwards, then dealt into two heaps: neither order nor neighbours stay. */
const rearranged = <T>(items: readonly T[], turn: number): readonly T[] => {
  const back = items.toReversed()
  if (turn % 2 === 0) return back
  return [...back.filter((_, index) => index % 2 === 1), ...back.filter((_, index) => index % 2 === 0)]
}
