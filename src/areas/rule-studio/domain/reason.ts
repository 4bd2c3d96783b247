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
