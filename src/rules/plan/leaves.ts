import { ceiling, divide, type Fraction, formatExact, fraction, multiply } from '../../kernel/exact.ts'
import type { Line } from '../lines/line.ts'
import type { PredicateTree } from '../predicates/predicate.ts'
import type { Scene } from '../scene.ts'

/** A line that is judged by itself, with what it takes in whole grains. */
export interface Leaf {
  readonly id: string
  readonly line: Line
  readonly measure: string
  /** Grains in one unit of the measure. */
  readonly perUnit: number
  /** Least grains with which it is met. */
  readonly least: number
  /** What RESULT says it requires, in units. */
  readonly required: string
  /** Grains required, of which a share is made; 0 on a share itself. */
  readonly amount: number
  readonly counts: (measure: string, category: string) => boolean
}

/** The leaf lines in the order of the pack; null where some line needs more than sums by measure and category. */
export const leavesOf = (lines: readonly Line[]): readonly Leaf[] | null => {
  const all = flat(lines)
  const byId = new Map(all.map((line) => [line.id, line]))
  const leaves = all.filter(({ members }) => members.length === 0).map((line) => leafOf(line, byId))
  return leaves.includes(null) ? null : leaves.filter((leaf) => leaf !== null)
}

const flat = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => [line, ...flat(line.members)])

const leafOf = (line: Line, byId: ReadonlyMap<string, Line>): Leaf | null => {
  if (!isByCategory(line.counts.tree)) return null
  const own = {
    id: line.id,
    line,
    measure: line.measure.id,
    perUnit: line.measure.perUnit,
    counts: countsBy(line),
  }
  const units = (grains: Fraction): string => formatExact(divide(grains, fraction(line.measure.perUnit)))
  if (line.kind === 'atLeast') {
    const amount = amountOf(line, byId, 0)
    return amount === null ? null : { ...own, least: amount, amount, required: units(fraction(amount)) }
  }
  const base = line.kind === 'share' && line.part?.base === 'required' ? byId.get(line.part.line) : undefined
  const whole = base && amountOf(base, byId, 0)
  if (!line.part || whole === undefined || whole === null) return null
  const share = multiply(line.part.of, fraction(whole))
  return { ...own, least: Number(ceiling(share)), amount: 0, required: units(share) }
}

/** What a line requires of everybody alike. */
const amountOf = (line: Line, byId: ReadonlyMap<string, Line>, depth: number): number | null => {
  const { amount } = line
  if (!amount || depth > byId.size) return null
  if (amount.constant !== null) return amount.constant
  const other = amount.factor && byId.get(amount.factor.line)
  const whole = other && amountOf(other, byId, depth + 1)
  if (!amount.factor || whole === undefined || whole === null) return null
  return Number(ceiling(multiply(fraction(whole), amount.factor.of)))
}

/** Whether a selector looks at nothing but the category. */
const isByCategory = (tree: PredicateTree): boolean => {
  if (tree.op === 'always' || tree.op === 'never') return true
  if (tree.op === 'not') return isByCategory(tree.of)
  if (tree.op === 'all' || tree.op === 'any') return tree.of.every(isByCategory)
  return tree.op === 'test' && tree.subject === 'field' && tree.name === 'category' && tree.among !== null
}

/** A selector of categories asks for the scene's category and for nothing else of it. */
const countsBy =
  (line: Line): Leaf['counts'] =>
  (measure, category) =>
    measure === line.measure.id &&
    line.counts.test({ category: line.readAs.get(category) ?? category } as Scene) === true

/** Whether all lines are met, by which leaves are. */
export const standingOf = (lines: readonly Line[], isMet: (leaf: string) => boolean): boolean =>
  lines.every((line) => lineIsMet(line, isMet))

const lineIsMet = (line: Line, isMet: (leaf: string) => boolean): boolean => {
  if (line.members.length === 0) return isMet(line.id)
  const met = line.members.filter((member) => lineIsMet(member, isMet)).length
  if (line.kind === 'allOf') return met === line.members.length
  return met >= (line.kind === 'kOf' ? (line.source['kOf'] as number) : 1)
}
