import { compare, parseExact, zero } from '../../../kernel/exact.ts'

interface Line {
  readonly id: string
  /** Of several titles each has lines of its own. */
  readonly holding?: string
  readonly remaining: string
}

const keyOf = ({ id, holding = '' }: Line): string => `${id}\n${holding}`
const lacks = ({ remaining }: Line): boolean => compare(parseExact(remaining) ?? zero, zero) > 0

/** The first line, in the order of the pack, that is met on one side and not on the other; else the first that moved. */
export const reasonOf = (before: readonly Line[], after: readonly Line[]): string | null => {
  const was = new Map(before.map((line) => [keyOf(line), line]))
  const is = new Map(after.map((line) => [keyOf(line), line]))
  const ids = [...new Map([...after, ...before].map((line) => [keyOf(line), line.id]))]
  const flipped = ids.find(([key]) => {
    const [old, next] = [was.get(key), is.get(key)]
    return Boolean(old && lacks(old)) !== Boolean(next && lacks(next))
  })
  const moved = flipped ?? ids.find(([key]) => was.get(key)?.remaining !== is.get(key)?.remaining)
  return moved?.[1] ?? null
}

/** A leaf line of a plan: `least` grains meet it. */
interface Leaf {
  readonly id: string
  readonly least: number
}

/**
 * What `reasonOf` says by a line that is met on one side and not on the other, of the grains that leaves count; null where
 * none is. It is asked of everybody who stands otherwise: no line is made for it.
 */
export const flippedOf = (
  before: readonly Leaf[],
  after: readonly Leaf[],
): ((was: ArrayLike<number>, is: ArrayLike<number>) => string | null) => {
  const [placesBefore, placesAfter] = [before, after].map(
    (leaves) => new Map(leaves.map(({ id }, place) => [id, place])),
  )
  const lines = [...new Set([...after, ...before].map(({ id }) => id))].map((id) => {
    const [was, is] = [placesBefore?.get(id) ?? -1, placesAfter?.get(id) ?? -1]
    return { id, was, is, leastBefore: before[was]?.least ?? 0, leastAfter: after[is]?.least ?? 0 }
  })
  return (counted, countedAfter) => {
    for (const { id, was, is, leastBefore, leastAfter } of lines) {
      const lacked = was !== -1 && (counted[was] as number) < leastBefore
      const lacksNow = is !== -1 && (countedAfter[is] as number) < leastAfter
      if (lacked !== lacksNow) return id
    }
    return null
  }
}
