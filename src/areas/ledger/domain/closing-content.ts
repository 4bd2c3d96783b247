import { askedPeriods } from './asked-periods.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { formatExact, fraction, greater, isWhole, multiply, parseExact, zero } from '../../../kernel/exact.ts'
import {
  type ClosedPeriod,
  type Dated,
  type Exemption,
  type Holding,
  leafLines,
  type LineResult,
  type RuleResult,
  type Standing,
} from '../../../rules/index.ts'

/** A frozen row of a closing: canonicalised, hashed, never changed. Hashes are SHA-256 in base64url. */
export interface ClosingContent {
  readonly schema: 'zhixin.closing/1'
  readonly programme: string
  readonly person: string
  readonly period: { readonly key: string; readonly from: string; readonly to: string }
  readonly standing: Standing
  /** The rows of FACTS that later evaluations take, by obligation. */
  readonly closed: readonly ClosedPeriod[]
  /** What the widest line counts in time. */
  readonly hours: { readonly amount: string; readonly minutes: number; readonly unitMinutes: number }
  readonly result: { readonly hash: string; readonly trace: string }
  readonly ruleset: {
    readonly id: string
    readonly version: string | null
    readonly hash: string
    /** Texts it was compiled from, nearest first, by their hashes. */
    readonly packs: readonly string[]
  }
  /** What was known: enough to gather the same FACTS again, and their hash. */
  readonly evidence: {
    readonly facts: string
    readonly person: Readonly<Record<string, readonly Dated[]>>
    readonly activities: readonly string[]
    /** Left out where there are none. */
    readonly holdings?: readonly Holding[]
    readonly exemptions?: readonly Exemption[]
    readonly closings: readonly string[]
    /** Entries of the period by then: any other is a later adjustment. */
    readonly entries: readonly string[]
  }
  readonly closedOn: string
  readonly closedBy: string
  /** Hash of the row before, where this one speaks in its place, and why. */
  readonly supersedes: string | null
  readonly reason: string
}

/** The rows of FACTS in a closing row's text. */
export const closedIn = ({ content }: { readonly content: string }): readonly ClosedPeriod[] =>
  (JSON.parse(content) as ClosingContent).closed

/** Lines of the asked period, of every obligation, with what each still lacks. */
export const countedLines = (result: RuleResult): readonly LineCounted[] =>
  result.obligations.flatMap(({ holding, periods }) =>
    periods
      .filter(({ asked }) => asked)
      .flatMap(leafLines)
      .map((line) => ({ ...lineCounted(line), ...(holding !== null && { holding }) })),
  )

/** A leaf line as a count shows it; amounts exact, in the unit of the measure. */
export interface LineCounted
  extends Pick<LineResult, 'id' | 'measure' | 'required' | 'counted' | 'remaining'> {
  /** Id of the title it is asked for, where it is asked for one. */
  readonly holding?: string
}

export const lineCounted = ({ id, measure, required, counted, remaining }: LineResult): LineCounted => ({
  id,
  measure,
  required,
  counted,
  remaining,
})

/** Days of the asked period as the rules have it; `undefined` where no requirement reaches the person. */
export const spanOf = (result: RuleResult): ClosingContent['period'] | undefined => {
  const [period] = askedPeriods(result)
  return period && { key: period.key, from: period.from, to: period.to }
}

/** The greatest of some amounts of hours, exact and in whole minutes. */
const greatest = (amounts: readonly string[], unitMinutes: number): { amount: string; minutes: number } => {
  const most = amounts.map((amount) => parseExact(amount) ?? zero).reduce(greater, zero)
  const minutes = multiply(most, fraction(unitMinutes))
  if (!isWhole(minutes)) throw new Error('an amount of hours does not end on whole minutes')
  return { amount: formatExact(most), minutes: Number(minutes.top) }
}

/** Most that a line of hours counts, exact and in minutes. */
export const countedHours = (result: RuleResult, unitMinutes: number): ClosingContent['hours'] => {
  const hours = countedLines(result).filter(({ measure }) => measure === 'hours')
  return {
    ...greatest(
      hours.map(({ counted }) => counted),
      unitMinutes,
    ),
    unitMinutes,
  }
}

/** Minutes that the line furthest from its end lacks; null where the requirement is met or lacks no time. */
export const missingMinutes = (
  { standing, lines }: { readonly standing: Standing; readonly lines: readonly LineCounted[] },
  unitMinutes: number,
): number | null => {
  const lacking = lines.filter(({ measure, remaining }) => measure === 'hours' && remaining !== '0')
  if (standing === 'met' || lacking.length === 0) return null
  return greatest(
    lacking.map(({ remaining }) => remaining),
    unitMinutes,
  ).minutes
}

/** Whether rows of FACTS say what earlier ones say, whenever either were made. */
export const saysTheSame = (now: readonly ClosedPeriod[], before: readonly ClosedPeriod[]): boolean => {
  const figures = (rows: readonly ClosedPeriod[]): string =>
    canonicalJson(rows.map(({ closedOn: _closedOn, pack: _pack, ...row }) => row) as unknown as Json)
  return figures(now) === figures(before)
}
