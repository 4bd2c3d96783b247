import {
  add,
  compare,
  fraction,
  greater,
  multiply,
  parseExact,
  zero,
  type Fraction,
  floor,
} from '../../../kernel/exact.ts'
import { refuse, ok, type Result } from '../../../kernel/result.ts'
import type { ItemKind, Key, Part } from './item.ts'
import { judge, type Response } from './judging.ts'

/** How marks are given, sealed with the paper. */
export interface ScoringProfile {
  /** `partial`: each right option chosen earns its share, any wrong option chosen loses all (少选得相应分，错选不得分). */
  readonly multiple: 'all-or-nothing' | 'partial'
  /** Marks of one question are rounded half up to this many decimals. */
  readonly decimals: number
  /** Marks taken off for a wrong answer, as an exact text; an unanswered question never costs marks. */
  readonly wrong: string
  /** No total below nothing. */
  readonly floorAtZero: boolean
}

export const plainProfile: ScoringProfile = {
  multiple: 'all-or-nothing',
  decimals: 2,
  wrong: '0',
  floorAtZero: true,
}

export interface ScoredItem {
  readonly slot: string
  readonly kind: ItemKind
  readonly key: Key
  readonly points: string
  /** The questions of a case with their kinds and weights; the blanks and rows of others stand in their keys. */
  readonly parts?: readonly Part[]
}

export interface ItemScore {
  readonly slot: string
  /** `pending`: answered, and to be marked by people; it counts nothing until then. */
  readonly verdict: 'right' | 'partly' | 'wrong' | 'unanswered' | 'pending'
  /** Exact decimal text. */
  readonly points: string
}

export interface PaperScore {
  readonly items: readonly ItemScore[]
  readonly score: string
  readonly maximum: string
}

/** Rounds half away from zero to so many decimals, exactly. */
const roundTo = (value: Fraction, decimals: number): Fraction => {
  const scale = 10n ** BigInt(decimals)
  const sign = value.top < 0n ? -1n : 1n
  const scaled = fraction(value.top * sign * scale * 2n + value.bottom, value.bottom * 2n)
  return fraction(sign * floor(scaled), scale)
}

/** Decimal text without trailing zeros: `"2"`, `"1.5"`, `"-0.25"`. The value must have so many decimals at most, or is cut there. */
export const decimalText = (value: Fraction, decimals: number): string => {
  const scale = 10n ** BigInt(decimals)
  const rounded = roundTo(value, decimals)
  const whole = (rounded.top * scale) / rounded.bottom
  const digits = String(whole < 0n ? -whole : whole).padStart(decimals + 1, '0')
  const [front, back] = [
    digits.slice(0, digits.length - decimals),
    digits.slice(digits.length - decimals).replace(/0+$/, ''),
  ]
  return `${whole < 0n ? '-' : ''}${front}${back ? `.${back}` : ''}`
}

const exactly = (text: string): Fraction => {
  const value = parseExact(text)
  if (!value) throw new RangeError(`marks ${text} are not an exact number`)
  return value
}

/** Marks of one question for a response. Pure and total: order and doubles of chosen options change nothing. */
export const scoreItem = (item: ScoredItem, response: Response, profile: ScoringProfile): ItemScore => {
  const { verdict, share } = judge(item, response, profile)
  const value =
    verdict === 'wrong'
      ? multiply(exactly(profile.wrong), fraction(-1))
      : multiply(exactly(item.points), share)
  return {
    slot: item.slot,
    verdict,
    points: decimalText(roundTo(value, profile.decimals), profile.decimals),
  }
}

/** Marks of a whole paper. `responses` are what stands per slot; a slot without one is unanswered. */
export const scorePaper = (
  items: readonly ScoredItem[],
  responses: ReadonlyMap<string, Response>,
  profile: ScoringProfile,
): PaperScore => {
  const scores = items.map((item) => scoreItem(item, responses.get(item.slot) ?? null, profile))
  const sum = scores.reduce((total, one) => add(total, exactly(one.points)), zero)
  const score = profile.floorAtZero ? greater(sum, zero) : sum
  return { items: scores, score: decimalText(score, profile.decimals), maximum: maximumOf(items) }
}

/** Sum of all points as exact decimal text. */
export const maximumOf = (items: readonly Pick<ScoredItem, 'points'>[]): string =>
  decimalText(
    items.reduce((total, item) => add(total, exactly(item.points)), zero),
    pointDecimals,
  )

/** Points of a question have at most so many decimals. */
const pointDecimals = 4

/** Points as typed, made canonical (`"2.50"` → `"2.5"`); above zero, at most four decimals, at most 1000. */
export const readPoints = (text: string): Result<string, 'exam.points'> => {
  const value = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? parseExact(text) : null
  if (!value || compare(value, zero) <= 0 || compare(value, fraction(1000)) > 0) return refuse('exam.points')
  return ok(decimalText(value, pointDecimals))
}
