import type { Bilingual } from '../../../kernel/bilingual.ts'
import { compare, fraction, multiply, parseExact, zero, type Fraction } from '../../../kernel/exact.ts'

/** A share of the maximum, as data of the programme or the course. */
export interface Share {
  readonly numerator: number
  readonly denominator: number
}

/** A word for a result that reaches this share of the maximum. */
export interface GradeBand extends Bilingual {
  readonly atLeast: Share
}

/** How a sitting decides, frozen with it: the pass mark and the words. */
export interface PassRule {
  readonly passMark: Share
  /** Words for passing results; the highest band reached holds. A passing result below every band is plainly passed. */
  readonly bands: readonly GradeBand[]
}

export interface GradedResult {
  readonly passed: boolean
  readonly gradeZh: string
  readonly gradeEn: string
}

const shareOf = (share: Share): Fraction => fraction(share.numerator, share.denominator)

const read = (text: string): Fraction => {
  const value = parseExact(text)
  if (!value) throw new RangeError(`score ${text} is not an exact number`)
  return value
}

/** Whether a score reaches a share of the maximum, without rounding: 59.99 of 100 does not reach 60 %. */
export const reaches = (score: string, maximum: string, share: Share): boolean =>
  compare(read(score), multiply(read(maximum), shareOf(share))) >= 0

/** Pass decision and grade word of a score. */
export const grade = (score: string, maximum: string, rule: PassRule): GradedResult => {
  const passed = compare(read(maximum), zero) > 0 && reaches(score, maximum, rule.passMark)
  if (!passed) return { passed, gradeZh: '不合格', gradeEn: 'Not passed' }
  const best = rule.bands
    .toSorted((a, b) => compare(shareOf(b.atLeast), shareOf(a.atLeast)))
    .find((band) => reaches(score, maximum, band.atLeast))
  return { passed, gradeZh: best?.zh ?? '合格', gradeEn: best?.en ?? 'Pass' }
}

/** A share a rule may name: above nothing, not above the whole. */
export const isShare = (share: Share): boolean =>
  Number.isSafeInteger(share.numerator) &&
  Number.isSafeInteger(share.denominator) &&
  share.numerator > 0 &&
  share.denominator >= share.numerator
