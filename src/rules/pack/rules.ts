import type { AllocateRule } from '../allocate/allocate.ts'
import type { ConflictRule } from '../conflicts/conflict.ts'
import type { DayRef } from '../day-ref.ts'
import type { Line } from '../lines/line.ts'
import type { Cap } from '../parts/caps.ts'
import type { CarryOver } from '../parts/carry-over.ts'
import type { Exempt } from '../parts/exempt.ts'
import type { Extension } from '../parts/extension.ts'
import type { Prorate } from '../parts/prorate.ts'
import type { SatisfiedBy } from '../parts/satisfied-by.ts'
import type { Spill } from '../parts/spill.ts'
import type { PeriodKind } from '../periods/period.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Step } from '../steps/step.ts'
import type { DeclareRules } from './declare.ts'
import type { Rule } from './rule.ts'

export interface RecogniseRule extends Rule {
  readonly path: 'automatic' | 'employer' | 'sector' | 'authority'
  /** Whose act makes it count; null: no act is needed. */
  readonly accepts: readonly string[] | null
  readonly require: readonly { readonly condition: Predicate; readonly because: string }[]
  /** Settles the category, whatever the activity states. */
  readonly category: string | null
}

export interface ConvertRule extends Rule {
  readonly steps: readonly Step[]
}

/** How far before the asked period its rules look. */
export interface Reach {
  readonly isChained: boolean
  readonly lookback: number
}

/** One obligation of one merged version, with the rules of all its stages. */
export interface Obligation {
  readonly id: string
  readonly per: 'person' | 'holding'
  readonly holding: { readonly kind: string; readonly when: Predicate } | null
  readonly clause?: string
  readonly origin: string
  readonly population: Predicate
  readonly asAt: DayRef | null
  readonly period: PeriodKind
  readonly recognise: readonly RecogniseRule[]
  readonly convert: ReadonlyMap<string, readonly ConvertRule[]>
  readonly conflicts: readonly ConflictRule[]
  readonly allocate: readonly AllocateRule[]
  readonly carryOver: CarryOver | null
  readonly extension: Extension | null
  readonly prorate: Prorate | null
  readonly exempt: Exempt | null
  readonly caps: readonly Cap[]
  readonly spill: readonly Spill[]
  readonly satisfiedBy: readonly SatisfiedBy[]
  readonly lines: readonly Line[]
  readonly reach: Reach
}

/** A merged version: the pack's own version in force together with those of the layers beneath it. */
export interface RulesVersion {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly governs: 'period' | 'activity-start' | 'activity-completion'
  readonly obligations: readonly Obligation[]
  /** What people may declare themselves; null: nothing. */
  readonly declare: DeclareRules | null
}
