import { parseExact } from '../../../kernel/exact.ts'
import type { ActivityResult, RuleResult } from '../../../rules/index.ts'
import type { PackText } from './pack-text.ts'

/** A ledger line to write for one credited amount. */
export interface Posting {
  readonly obligation: string
  readonly period: string
  readonly category: string
  readonly measure: string
  readonly grains: number
  readonly amount: string
  readonly minutes: number | null
  readonly rule: string | null
  readonly steps: ActivityResult['steps']
}

/**
 * What the engine credits for one activity, as whole grains; nothing for a refused, pending or undetermined one. What serves
 * the same obligation of several titles was studied once and is entered once: the most that it gives to any of them.
 */
export const postingsFor = (
  result: Pick<RuleResult, 'activities'>,
  activityId: string,
  pack: PackText,
): Posting[] => {
  const activity = result.activities.find((one) => one.id === activityId)
  if (!activity) return []
  const postings = activity.credited
    .filter((credit) => credit.amountHigh === undefined)
    .map((credit) => ({
      obligation: credit.obligation,
      period: credit.period,
      category: credit.category,
      measure: credit.measure,
      grains: grainsOf(credit.amount, credit.minutes, pack.measures[credit.measure]?.perUnit),
      amount: credit.amount,
      minutes: credit.minutes ?? null,
      rule: activity.rule ?? null,
      steps: activity.steps.filter((step) => (step.measure ?? 'hours') === credit.measure),
    }))
    .filter((posting) => posting.grains !== 0)
  const once = new Map<string, Posting>()
  for (const posting of postings) {
    const place = placeOf(posting)
    if (posting.grains > (once.get(place)?.grains ?? 0)) once.set(place, posting)
  }
  return [...once.values()]
}

/** An activity has one entry in force at most for each. */
export const placeOf = ({
  obligation,
  period,
  category,
  measure,
}: Pick<Posting, 'obligation' | 'period' | 'category' | 'measure'>): string =>
  [obligation, period, category, measure].join('\n')

/** Whole grains of an amount: minutes where the measure is time, else parts of its unit. */
const grainsOf = (amount: string, minutes: number | undefined, perUnit: number | undefined): number => {
  if (minutes !== undefined) return minutes
  const exact = parseExact(amount)
  if (!exact) throw new Error(`not an exact amount: ${amount}`)
  const grains = (exact.top * BigInt(perUnit ?? 1)) / exact.bottom
  if (grains * exact.bottom !== exact.top * BigInt(perUnit ?? 1))
    throw new Error(`${amount} does not end on the grain of its measure`)
  return Number(grains)
}
