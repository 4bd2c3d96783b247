import type { PackScope } from '../pack/scope.ts'
import type { Rule } from '../pack/rule.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import type { MissingRef } from '../truth.ts'
import type { Deed } from '../world.ts'

/** Grains by measure. */
export type Amounts = ReadonlyMap<string, { readonly lo: number; readonly hi: number }>

/** An activity with its converted worth, as far as the conflicts before have left it. */
export interface Contender {
  readonly deed: Deed
  readonly scene: Scene
  /** Keys of the periods that it may (first) serve: one where that is settled; null where it may be any. */
  readonly periods: readonly string[] | null
  readonly amounts: Amounts
  /** `maybe`: a missing fact decides whether it is there at all; then every `lo` is zero. */
  readonly presence: 'yes' | 'maybe' | 'no'
  readonly missing: readonly MissingRef[]
  readonly lost?: Loss
}

/** Why an activity lost its credit, or with a `factor` part of it, and to which other. */
export interface Loss {
  readonly because: string
  readonly winner: string
  readonly clause?: string
  readonly factor?: { readonly top: number; readonly bottom: number }
}

/** A rule about activities that stand in each other's way: a file per kind under `conflicts/`. */
export interface ConflictRule extends Rule {
  readonly kind: string
  /** Contenders come in claim order and go in the same order. */
  readonly resolve: (contenders: readonly Contender[]) => readonly Contender[]
  /** Takes away shared minutes before conversion instead of whole activities after it. */
  readonly clips: boolean
}

export type ConflictBody = Pick<ConflictRule, 'resolve' | 'clips'>

export interface ConflictOperator {
  readonly key: string
  readonly read: (at: Cursor, own: Rule, scope: PackScope) => ConflictBody | null
}
