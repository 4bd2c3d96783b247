import { compare, parseExact, zero } from '../../../kernel/exact.ts'

interface Line {
  readonly id: string
  readonly remaining: string
}

const lacks = ({ remaining }: Line): boolean => compare(parseExact(remaining) ?? zero, zero) > 0

/** The first line, in the order of the pack, that is met on one side and not on the other; else the first that moved. */
export const reasonOf = (before: readonly Line[], after: readonly Line[]): string | null => {
  const was = new Map(before.map((line) => [line.id, line]))
  const is = new Map(after.map((line) => [line.id, line]))
  const ids = [...new Set([...after, ...before].map(({ id }) => id))]
  const flipped = ids.find((id) => {
    const [old, next] = [was.get(id), is.get(id)]
    return Boolean(old && lacks(old)) !== Boolean(next && lacks(next))
  })
  return flipped ?? ids.find((id) => was.get(id)?.remaining !== is.get(id)?.remaining) ?? null
}
