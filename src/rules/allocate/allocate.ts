import type { DayRef } from '../day-ref.ts'
import type { Amount } from '../lines/amount.ts'
import type { Rule } from '../pack/rule.ts'
import type { PackScope } from '../pack/scope.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Found, Scene } from '../scene.ts'
import type { Truth } from '../truth.ts'

/**
 * How a credit is laid over periods once its first one is known. `over` counts periods, the first included; `through` is
 * a day whose period is the last, for what runs as long as it runs: `over` is then the most.
 */
export type Portion =
  | { readonly kind: 'whole' }
  | { readonly kind: 'equalParts'; readonly over: number; readonly through: DayRef | null }
  | { readonly kind: 'repeat'; readonly over: number; readonly through: DayRef | null }
  | {
      readonly kind: 'spread'
      readonly over: number
      readonly upTo: { readonly amount: Amount } | { readonly line: string }
    }
  | { readonly kind: 'draw'; readonly over: number }
  | { readonly kind: 'shortageFirst'; readonly lookback: number; readonly whole: boolean }

/** The period that the person chose, if its window admits the activity; else the day of the fallback decides. */
export interface Choice {
  /** Asked with the chosen period in the scene. */
  readonly admits: (scene: Scene) => Truth
  /** The first and the last day of the window. */
  readonly first: (scene: Scene) => Found
  readonly last: (scene: Scene) => Found
}

/** How an activity finds the periods it serves: a file per way under `allocate/`. */
export interface AllocateRule extends Rule {
  readonly by: string
  readonly choice: Choice | null
  /** The day whose period it serves (first). */
  readonly day: (scene: Scene) => Found
  readonly portion: Portion
}

export type AllocateBody = Pick<AllocateRule, 'choice' | 'day' | 'portion'>

export interface AllocateOperator {
  readonly by: string
  readonly read: (at: Cursor, scope: PackScope) => AllocateBody | null
}

export const wholePortion: Portion = { kind: 'whole' }
