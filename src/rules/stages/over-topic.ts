import { add, type Fraction, greater, subtract, zero } from '../../kernel/exact.ts'
import { isPoint, type Range } from '../range.ts'
import type { Step } from '../steps/step.ts'
import type { MissingRef } from '../truth.ts'

/** An activity whose last step rounds the sum over its topic: its exact value before that step. */
export interface TopicShare {
  readonly id: string
  readonly topic: string
  readonly value: Range
  /** It counts for certain. */
  readonly isSure: boolean
  readonly over: NonNullable<Step['overTopic']>
  readonly missing: readonly MissingRef[]
}

/** What an activity gets, and what hides it if the whole topic is not certain. */
export interface TopicPart {
  readonly range: Range
  readonly missing: readonly MissingRef[]
}

/**
 * Rounds over all activities of one topic together: in claim order each takes what it adds to the rounded sum, so
 * that the parts add up to it. Where some value is open, each may gain or lose as much as the fractions of others make up.
 */
export const shareOverTopic = (shares: readonly TopicShare[]): ReadonlyMap<string, TopicPart> => {
  const result = new Map<string, TopicPart>()
  for (const group of Map.groupBy(shares, ({ topic }) => topic).values()) {
    const certain = group.every(({ value, isSure }) => isSure && isPoint(value))
    let sum: Fraction = zero
    for (const { id, value, over } of group) {
      const before = over.turn(sum)
      sum = add(sum, value.lo)
      const own = subtract(over.turn(sum), before)
      if (certain) {
        result.set(id, { range: { lo: own, hi: own }, missing: [] })
        continue
      }
      const lo = greater(zero, subtract(over.turn(value.lo), over.loss))
      const hi = value.hi && add(over.turn(value.hi), over.slack)
      result.set(id, { range: { lo, hi }, missing: group.flatMap((each) => each.missing) })
    }
  }
  return result
}
