import type { Value } from '../facts.ts'
import type { PackScope } from '../pack/scope.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import type { Truth } from '../truth.ts'

/** A condition of a pack, ready to be tested; `tree` is the same condition for those who reason about it unseen. */
export interface Predicate {
  readonly test: (scene: Scene) => Truth
  readonly tree: PredicateTree
  /** Said of a population that looks at days of the period: it cannot be asked while the period is not known. */
  readonly needsPeriod?: boolean
}

export type PredicateTree =
  | { readonly op: 'always' | 'never' }
  | { readonly op: 'all' | 'any'; readonly of: readonly PredicateTree[] }
  | { readonly op: 'not'; readonly of: PredicateTree }
  | {
      readonly op: 'test'
      readonly subject: 'field' | 'fact' | 'holding' | 'approval' | 'holds'
      readonly name: string
      /** Values of which one must be had, where the test is of that simple form. */
      readonly among: ReadonlySet<string> | null
      /** Person facts whose days the value is held against, or at whose day it is read. */
      readonly dayFacts?: readonly string[]
    }

/** One comparison of a looked-up value: a file per operator under `predicates/`. */
export interface Comparison {
  readonly key: string
  /** Reads the operand; null after a fault. The value handed to the test is never missing. */
  readonly read: (
    at: Cursor,
    name: string,
    scope: PackScope,
  ) => ((value: Value, scene: Scene) => Truth) | null
  /** The operand as a set of values of which one must be had, where it is that. */
  readonly among?: (operand: unknown) => readonly string[] | null
}
