import type { Json } from '../../../kernel/canonical-json.ts'
import {
  add,
  compare,
  divide,
  fraction,
  multiply,
  one,
  parseExact,
  subtract,
  zero,
  type Fraction,
} from '../../../kernel/exact.ts'
import { plainAnswer, readNumber } from './answer-text.ts'
import { isChoiceKey, type FormKey, type ItemKind, type Key, type Part } from './item.ts'
import type { ItemScore, ScoringProfile } from './scoring.ts'

/** What stands in the journal as the answer to a question; null for none. */
export type Response = { readonly [member: string]: Json } | null

interface Judged {
  readonly verdict: ItemScore['verdict']
  /** Share of the points, from nothing to one. */
  readonly share: Fraction
}

interface Asked {
  readonly kind: ItemKind
  readonly key: Key
  readonly parts?: readonly Part[]
}

/**
 * How much of a question is right. Every blank of a gap text and every row of a matching earns its share; an order is
 * right as a whole or wrong; a case is the weighted sum of its questions; an essay waits for people.
 */
export const judge = (asked: Asked, response: Response, profile: ScoringProfile): Judged => {
  const { kind, key } = asked
  if (isChoiceKey(key)) return judgeChoice(kind, key, textsOf(response?.['options']), profile)
  switch (kind) {
    case 'gap':
      return judgeParts(key.texts ?? {}, membersOf(response?.['texts']), (accepted, typed) =>
        accepted.some((form) => plainAnswer(form) === plainAnswer(String(typed))),
      )
    case 'matching':
      return judgeParts(key.pairs ?? {}, membersOf(response?.['pairs']), (right, chosen) => right === chosen)
    case 'ordering':
      return judgeOrder(key.order ?? [], textsOf(response?.['order']))
    case 'numeric':
      return judgeNumber(key, String(response?.['number'] ?? ''))
    case 'essay':
      return String(response?.['text'] ?? '').trim() === '' ? unanswered : { verdict: 'pending', share: zero }
    case 'case':
      return judgeCase(asked.parts ?? [], key, membersOf(response?.['parts']), profile)
    default:
      return unanswered
  }
}

const unanswered: Judged = { verdict: 'unanswered', share: zero }
const right: Judged = { verdict: 'right', share: one }
const wrong: Judged = { verdict: 'wrong', share: zero }

const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []

const membersOf = (value: Json | undefined): Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {}

const judgeChoice = (
  kind: ItemKind,
  right_: readonly string[],
  chosen: readonly string[],
  profile: ScoringProfile,
): Judged => {
  const picked = new Set(chosen)
  const key = new Set(right_)
  if (picked.size === 0) return unanswered
  const hits = [...picked].filter((id) => key.has(id)).length
  const onlyRight = hits === picked.size
  if (onlyRight && hits === key.size) return right
  if (onlyRight && kind === 'multiple' && profile.multiple === 'partial')
    return { verdict: 'partly', share: fraction(hits, key.size) }
  return wrong
}

/** Blanks or rows, each by itself. */
const judgeParts = <K>(
  keys: Readonly<Record<string, K>>,
  given: Readonly<Record<string, Json>>,
  isRight: (key: K, given: Json) => boolean,
): Judged => {
  const ids = Object.keys(keys)
  const answered = ids.filter((id) => String(given[id] ?? '').trim() !== '')
  if (answered.length === 0) return unanswered
  const hits = answered.filter((id) => isRight(keys[id] as K, given[id] as Json)).length
  if (hits === ids.length) return right
  return hits === 0 ? wrong : { verdict: 'partly', share: fraction(hits, ids.length) }
}

const judgeOrder = (order: readonly string[], given: readonly string[]): Judged => {
  if (given.length === 0) return unanswered
  return given.length === order.length && order.every((id, at) => id === given[at]) ? right : wrong
}

const judgeNumber = (key: FormKey, typed: string): Judged => {
  if (typed.trim() === '') return unanswered
  const [given, wanted, tolerance] = [
    readNumber(typed),
    parseExact(key.number ?? ''),
    parseExact(key.tolerance ?? '0'),
  ]
  if (!given || !wanted || !tolerance) return wrong
  const off = subtract(given, wanted)
  const distance = off.top < 0n ? subtract(zero, off) : off
  return compare(distance, tolerance) <= 0 ? right : wrong
}

const judgeCase = (
  parts: readonly Part[],
  key: FormKey,
  given: Readonly<Record<string, Json>>,
  profile: ScoringProfile,
): Judged => {
  const judged = parts.map((part) => ({
    weight: parseExact(part.points ?? '1') ?? one,
    ...judge(
      { kind: part.kind ?? 'single', key: key.parts?.[part.id] ?? [], parts: part.parts ?? [] },
      membersOf(given[part.id]) as Response,
      profile,
    ),
  }))
  const whole = judged.reduce((sum, { weight }) => add(sum, weight), zero)
  if (whole.top === 0n || judged.every(({ verdict }) => verdict === 'unanswered')) return unanswered
  const share = divide(
    judged.reduce((sum, { weight, share: part }) => add(sum, multiply(weight, part)), zero),
    whole,
  )
  if (judged.some(({ verdict }) => verdict === 'pending')) return { verdict: 'pending', share }
  if (compare(share, one) === 0) return right
  return share.top === 0n ? wrong : { verdict: 'partly', share }
}
