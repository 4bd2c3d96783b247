import { formatExact, fraction } from '../../kernel/exact.ts'
import type { Trace, TraceNode } from '../result.ts'
import type { Draft } from './draft.ts'

/**
 * Gives every node its number: the root, its first child with all that stands under it (the widest line, whose
 * credits the others point at), then the other children side by side, then what those still need.
 */
export const numberNodes = (
  root: Draft,
  /** Grains in one unit; 1 where it is not counted in parts. */
  perUnit: (unit: string) => number,
): { readonly trace: Trace; readonly numberOf: (draft: Draft) => number } => {
  const numbers = new Map<Draft, number>([[root, 0]])
  const order: Draft[] = [root]
  const take = (draft: Draft): boolean => {
    if (numbers.has(draft)) return false
    numbers.set(draft, order.length)
    order.push(draft)
    return true
  }
  const under = (draft: Draft): void => {
    const fresh = (draft.in ?? []).filter(take)
    for (const node of fresh) under(node)
  }
  const [first, ...others] = root.in ?? []
  if (first && take(first)) under(first)
  const fresh = others.filter(take)
  for (const node of fresh) under(node)
  const numberOf = (draft: Draft): number => {
    const number = numbers.get(draft)
    if (number === undefined) throw new Error(`trace node ${draft.text} does not hang on the root`)
    return number
  }
  return {
    trace: { root: 0, nodes: order.map((draft, id) => nodeOf(draft, id, numberOf, perUnit)) },
    numberOf,
  }
}

const finite = (amount: number): number | 'unbounded' => (amount === Infinity ? 'unbounded' : amount)

const nodeOf = (
  draft: Draft,
  id: number,
  numberOf: (draft: Draft) => number,
  perUnit: (unit: string) => number,
): TraceNode => ({
  id,
  op: draft.op,
  text: draft.text,
  ...(draft.clause !== undefined && { clause: draft.clause }),
  ...(draft.in && { in: draft.in.map(numberOf) }),
  ...(draft.args && { args: draft.args }),
  ...(draft.ref !== undefined && { ref: draft.ref }),
  ...(draft.period !== undefined && { period: draft.period }),
  ...(draft.category !== undefined && { category: draft.category }),
  out: typeof draft.out === 'number' ? finite(draft.out) : draft.out,
  ...(draft.outHigh !== undefined && { outHigh: finite(draft.outHigh) }),
  ...(draft.unit !== undefined && { unit: draft.unit, ...inUnits(draft, perUnit(draft.unit)) }),
})

const inUnits = ({ out, outHigh }: Draft, parts: number): Pick<TraceNode, 'amount' | 'amountHigh'> => {
  if (parts === 1 || typeof out !== 'number') return {}
  const text = (grains: number) => (grains === Infinity ? 'unbounded' : formatExact(fraction(grains, parts)))
  return { amount: text(out), ...(outHigh !== undefined && { amountHigh: text(outHigh) }) }
}
