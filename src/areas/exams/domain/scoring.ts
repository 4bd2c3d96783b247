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
import type { ItemKind } from './item.ts'

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
  readonly key: readonly string[]
  readonly points: string
}

export interface ItemScore {
  readonly slot: string
  readonly verdict: 'right' | 'partly' | 'wrong' | 'unanswered'
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

/** Marks of one question for the options chosen. Pure and total: order and doubles in a response change nothing. */
export const scoreItem = (
  item: ScoredItem,
  chosen: readonly string[],
  profile: ScoringProfile,
): ItemScore => {
  const picked = new Set(chosen)
  const key = new Set(item.key)
  const points = exactly(item.points)
  const give = (verdict: ItemScore['verdict'], value: Fraction): ItemScore => ({
    slot: item.slot,
    verdict,
    points: decimalText(roundTo(value, profile.decimals), profile.decimals),
  })
  if (picked.size === 0) return give('unanswered', zero)
  const right = [...picked].filter((id) => key.has(id)).length
  const onlyRight = right === picked.size
  if (onlyRight && right === key.size) return give('right', points)
  if (onlyRight && item.kind === 'multiple' && profile.multiple === 'partial') {
    return give('partly', multiply(points, fraction(right, key.size)))
  }
  return give('wrong', multiply(exactly(profile.wrong), fraction(-1)))
}

/** Marks of a whole paper. `responses` are the options chosen per slot; a slot without one is unanswered. */
export const scorePaper = (
  items: readonly ScoredItem[],
  responses: ReadonlyMap<string, readonly string[]>,
  profile: ScoringProfile,
): PaperScore => {
  const scores = items.map((item) => scoreItem(item, responses.get(item.slot) ?? [], profile))
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
