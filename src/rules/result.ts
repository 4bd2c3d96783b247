import type { Day } from './facts.ts'
import type { Unnamed } from './world.ts'

export type Standing = 'met' | 'unmet' | 'undetermined'

/** An amount in the measure's unit, lowest terms: `"72"`, `"7/2"`. */
export type Amount = string
/** Upper end of an amount that a missing fact leaves open. */
export type HighAmount = Amount | 'unbounded'

/** What `evaluate` answers: `schema: "zhixin.result/1"`. The same facts give the same bytes. */
export interface RuleResult {
  readonly schema: 'zhixin.result/1'
  readonly pack: PackRef
  readonly on: Day
  readonly person: string
  readonly standing: Standing
  /** False when no obligation of the pack reaches this person on this day. */
  readonly applies: boolean
  /** Where nothing applies: why. */
  readonly because?: WhyNone
  readonly obligations: readonly ObligationResult[]
  readonly activities: readonly ActivityResult[]
  readonly missing: readonly MissingFact[]
  readonly hints: readonly Hint[]
  readonly trace?: Trace
}

/**
 * Why no obligation reaches somebody: no version of the pack is in force at the end of the period (or on the day), the
 * period asked for is none of the rules', the person holds nothing that the rules speak of, or is not among those they reach.
 */
export type WhyNone = 'version.none' | 'period.unknown' | 'holding.none' | 'population.outside'

/** `hash` covers the pack and every layer beneath it; `version` is that of the asked period, null where none is in force. */
export interface PackRef {
  readonly id: string
  readonly version: string | null
  readonly hash: string
}

export interface ObligationResult {
  readonly id: string
  readonly holding: string | null
  readonly standing: Standing
  readonly periods: readonly PeriodResult[]
}

export interface PeriodResult {
  /** `"2021"` for a calendar year, else `"2020-07-01/2022-06-30"`. */
  readonly key: string
  readonly from: Day
  readonly to: Day
  readonly asked: boolean
  readonly standing: Standing
  readonly exempt: ExemptResult | null
  readonly carryIn: readonly Carried[]
  readonly carryOut: readonly Carried[]
  /** Extra time in use: last day and the units added, of hours where no measure is named. */
  readonly extension?: {
    readonly to: Day
    readonly adds: Amount
    readonly measure?: string
    readonly clause?: string
  }
  /** The frozen row answered for this period. */
  readonly closed?: { readonly on: Day; readonly pack: string }
  readonly lines: readonly LineResult[]
}

export interface ExemptResult {
  readonly ids: readonly string[]
  readonly extent: 'full' | 'part'
}

export interface Carried {
  readonly category: string
  readonly measure: string
  readonly amount: Amount
  readonly amountHigh?: HighAmount
  readonly minutes?: number
  /** Key of the period the credit was earned in. */
  readonly from?: string
}

export interface LineResult {
  readonly id: string
  readonly measure: string
  readonly unit: string
  readonly required: Amount
  /** Present when a missing fact leaves the requirement open. */
  readonly requiredHigh?: HighAmount
  readonly counted: Amount
  readonly countedHigh?: HighAmount
  /** That of `counted`; for an either-or line that of the nearest alternative. */
  readonly remaining: Amount
  readonly standing: Standing
  readonly clause?: string
  /** `pack@version` whose text this line is. */
  readonly origin: string
  /** Its node in the trace. */
  readonly node: number
  /** One entry per branch of an either-or or k-of line. */
  readonly alternatives?: readonly LineResult[]
  /** Members of an all-of inside a branch, slices of a floor. */
  readonly lines?: readonly LineResult[]
}

export type ActivityStatus =
  | 'counted'
  | 'partly'
  | 'none'
  | 'pending'
  | 'refused'
  | 'undetermined'
  | 'outside'

export interface ActivityResult {
  readonly id: string
  readonly status: ActivityStatus
  /** `ok`, or the code of the reason: `recognition.none`, `conflict.overlap`, `cap.online` … */
  readonly because: string
  /** Its words that the rules do not know: an undeclared category counts as none stated; a kind or mode that no rule names. */
  readonly unnamed?: Unnamed
  /** Id of the conversion rule used. */
  readonly rule?: string
  readonly steps: readonly StepResult[]
  /** Winner of the conflict that this one lost. */
  readonly winner?: string
  /** Who could still recognise it. */
  readonly needs?: readonly string[]
  /** Whose act the rule has in mind, where others are accepted too; `automatic`: nobody has to decide. */
  readonly path?: 'automatic' | 'employer' | 'sector' | 'authority'
  /** What it would be worth once recognised. */
  readonly would?: readonly Would[]
  readonly credited: readonly Credited[]
}

/** One conversion step; steps re-run from left to right. `outHigh` only when a missing fact leaves a range. */
export interface StepResult {
  readonly op: string
  readonly in: string
  /** Minutes of one hour, where minutes were divided by them. */
  readonly by?: string
  readonly out: Amount
  readonly outHigh?: HighAmount
  readonly clause?: string
  /** Present for measures other than `hours`. */
  readonly measure?: string
}

export interface Would {
  readonly period: string
  readonly category: string
  readonly measure: string
  readonly amount: Amount
  readonly minutes?: number
}

export interface Credited {
  readonly obligation: string
  readonly holding?: string
  readonly period: string
  readonly category: string
  readonly measure: string
  /** After conversion and conflicts. */
  readonly amount: Amount
  readonly amountHigh?: HighAmount
  readonly minutes?: number
  /** After the last cap; absent where the period was not computed. */
  readonly counted?: Amount
  readonly countedHigh?: HighAmount
  /** What no period could take any more. */
  readonly lapsed?: Amount
}

export interface MissingFact {
  readonly fact: string
  /** JSON pointer into FACTS of the place that lacks it. */
  readonly pointer: string
  /** Day at which it was needed. */
  readonly at: Day
  /** What is written there, where the rules declare no such category. */
  readonly stated?: string
  readonly neededBy: readonly string[]
  readonly couldChange: readonly string[]
}

export type Hint =
  | {
      readonly kind: 'recognise'
      readonly activities: readonly string[]
      readonly by: readonly string[]
      readonly gives: Amount
      readonly then: Standing
    }
  | {
      readonly kind: 'earn'
      readonly need: readonly Need[]
      readonly total: Amount
      /** Last day on which it still serves the period. */
      readonly before: Day
      /** Present where the study must be declared for this period: it is past, and its window open. */
      readonly period?: string
      readonly holding?: string
    }
  | {
      readonly kind: 'choose-period'
      readonly activity: string
      readonly period: string
      readonly then: Standing
    }
  | { readonly kind: 'supply'; readonly facts: readonly string[] }
  /** No study in the period settles these any more: something that must not occur has, or a share of all is lost. */
  | { readonly kind: 'unattainable'; readonly lines: readonly string[]; readonly holding?: string }

export interface Need {
  /** Null: any category (of `anyOf` where given). */
  readonly category: string | null
  readonly anyOf?: readonly string[]
  readonly measure: string
  readonly amount: Amount
  /** The line it is for, where the category does not tell: a particular thing to be done, or the floor of an inner year. */
  readonly line?: string
  /** Days in which it has to be completed, where the line asks for an inner year. */
  readonly from?: Day
  readonly before?: Day
}

export interface Trace {
  readonly root: number
  readonly nodes: readonly TraceNode[]
}

/** One step of the reasoning; `text` is the key of a sentence in Chinese and English. */
export interface TraceNode {
  readonly id: number
  readonly op: string
  readonly text: string
  readonly clause?: string
  readonly in?: readonly number[]
  readonly args?: Readonly<Record<string, number | string>>
  readonly ref?: string
  readonly period?: string
  readonly category?: string
  readonly out: number | Standing | 'unbounded'
  /** Upper end where a missing fact leaves a range. */
  readonly outHigh?: number | 'unbounded'
  readonly unit?: string
  /** `out` in whole units, where they are counted in parts: 22 half-days are `"11"` days. */
  readonly amount?: HighAmount
  readonly amountHigh?: HighAmount
}
