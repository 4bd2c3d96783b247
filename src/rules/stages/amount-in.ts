import type { Amount, AmountFound } from '../lines/amount.ts'
import type { Judging } from '../lines/line.ts'

/** An amount of a pack in one period, at least and at most; a factor of a line follows what that line requires there. */
export const amountIn = (
  amount: Amount,
  { scene, requiredOf, lineById }: Pick<Judging, 'scene' | 'requiredOf' | 'lineById'>,
): AmountFound =>
  amount.resolve(scene, (id) => {
    const line = lineById(id)
    if (!line) throw new Error(`an amount refers to ${id}, which the compiler has not found`)
    const { lo, hi } = requiredOf(line)
    return { lo: hi, hi: lo, missing: [] }
  })
