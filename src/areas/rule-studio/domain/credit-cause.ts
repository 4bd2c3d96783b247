import { ceiling, fraction, multiply, parseExact, zero } from '../../../kernel/exact.ts'
import type { ActivityResult } from '../../../rules/index.ts'
import type { ChangedRule } from './changed-rules.ts'

/** Grains in a unit, by measure, before and after. */
export interface PerUnit {
  readonly before: (measure: string) => number
  readonly after: (measure: string) => number
}

/** An activity that is credited otherwise; absent where a rulebook does not speak of it. */
interface CreditMoved {
  readonly before?: ActivityResult
  readonly after?: ActivityResult
}

export const creditsBetween = (
  before: readonly ActivityResult[],
  after: readonly ActivityResult[],
): readonly CreditMoved[] => {
  const [was, is] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id): CreditMoved[] => {
    const [old, next] = [was.get(id), is.get(id)]
    const isSame = JSON.stringify(old?.credited ?? []) === JSON.stringify(next?.credited ?? [])
    return isSame ? [] : [{ ...(old && { before: old }), ...(next && { after: next }) }]
  })
}

/** Grains more (or less) of an activity, and the rule they are put down to; null: rules of the part that cannot be told apart. */
interface CreditCaused {
  readonly part: string
  readonly id: string | null
  readonly measure: string
  readonly grains: number
}

/** An exact amount in whole grains. */
export const grainsOf = (amount: string, perUnit: number): number =>
  Number(ceiling(multiply(parseExact(amount) ?? zero, fraction(perUnit))))

interface Sum {
  amount: number
  /** What the last cap leaves of it, less the amount. */
  cut: number
  readonly categories: string[]
}

const sumsOf = (
  activity: ActivityResult | undefined,
  period: string,
  perUnit: (measure: string) => number,
): ReadonlyMap<string, Sum> => {
  const sums = new Map<string, Sum>()
  for (const { measure, category, amount, counted = amount, ...credit } of activity?.credited ?? []) {
    if (credit.period !== period) continue
    const sum = sums.get(measure) ?? { amount: 0, cut: 0, categories: [] }
    sums.set(measure, sum)
    const [whole, left] = [grainsOf(amount, perUnit(measure)), grainsOf(counted, perUnit(measure))]
    sum.amount += whole
    sum.cut += left - whole
    sum.categories.push(category)
  }
  return sums
}

const nothing: Sum = { amount: 0, cut: 0, categories: [] }

/**
 * What is counted otherwise of an activity, and by which rule: what it is worth by the first stage in the order of judging
 * that changed and bears on it, what is cut off it by the caps.
 */
export const creditsMoved = (
  moved: CreditMoved,
  period: string,
  perUnit: PerUnit,
  changed: readonly ChangedRule[],
): readonly CreditCaused[] => {
  const of = (part: string) => changed.filter((one) => one.part === part)
  const was = sumsOf(moved.before, period, perUnit.before)
  const is = sumsOf(moved.after, period, perUnit.after)
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((measure): CreditCaused[] => {
    const [old, next] = [was.get(measure) ?? nothing, is.get(measure) ?? nothing]
    const [worth, cut] = [next.amount - old.amount, next.cut - old.cut]
    const isElsewhere = old.categories.toSorted().join(' ') !== next.categories.toSorted().join(' ')
    return [
      ...(worth !== 0 || (cut === 0 && isElsewhere)
        ? [{ ...worthBy(moved, measure, isElsewhere, changed), measure, grains: worth }]
        : []),
      // Caps that say the same cut off more or less where what stands under them is worth more or less.
      ...(cut !== 0 ? [{ ...oneOf('caps', of('caps')), measure, grains: cut }] : []),
    ]
  })
}

type Cause = Pick<CreditCaused, 'part' | 'id'>

/** The rule of a part where only one changed; where several did, none of them in particular. */
const oneOf = (part: string, rules: readonly ChangedRule[]): Cause => ({
  part,
  id: rules.length === 1 ? (rules[0] as ChangedRule).id : null,
})

const worthBy = (
  { before, after }: CreditMoved,
  measure: string,
  isElsewhere: boolean,
  changed: readonly ChangedRule[],
): Cause => {
  const of = (part: string) => changed.filter((one) => one.part === part)
  const because = (prefix: string): boolean =>
    [before, after].some((one) => one?.because.startsWith(prefix) === true)
  const recognise = of('recognise')
  const isRecognised = because('recognition') || (isElsewhere && before?.rule === after?.rule)
  if (recognise.length > 0 && isRecognised) return oneOf('recognise', recognise)
  const convert = of('convert').filter((one) => one.measure === measure)
  // A result names the rule that converted into hours; of other measures only that one of them changed is known.
  const named = [after?.rule, before?.rule].map((rule) => convert.find(({ id }) => id === rule))
  const rule = named.find((one) => one !== undefined)
  if (rule) return { part: 'convert', id: rule.id }
  if (convert.length > 0 && measure !== 'hours') return oneOf('convert', convert)
  for (const part of ['conflicts', 'allocate', 'recognise', 'convert'])
    if (of(part).length > 0) return oneOf(part, of(part))
  return { part: 'other', id: null }
}
