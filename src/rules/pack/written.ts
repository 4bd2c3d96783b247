import type { LineText } from '../lines/read-lines.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { DeclareRules } from './declare.ts'
import type { Obligation } from './rules.ts'
import type { PackScope } from './scope.ts'

/** Parts of which an obligation has one or none; one that is not stated is inherited, `null` states that there is none. */
export const singleParts = ['carryOver', 'extension', 'prorate', 'exempt'] as const
export type SinglePart = (typeof singleParts)[number]

/** An obligation as one pack writes it: what it leaves out comes from the layers beneath. */
export interface WrittenObligation
  extends Omit<Obligation, 'per' | 'period' | 'lines' | 'reach' | 'holding' | SinglePart> {
  readonly at: Cursor
  readonly per: Obligation['per'] | null
  readonly holding: Obligation['holding']
  readonly period: Obligation['period'] | null
  readonly single: { readonly [Part in SinglePart]?: Obligation[Part] }
  readonly lines: readonly LineText[]
  /** These as they are written, here or in the layer that they come from; undefined or null: in none. */
  readonly stated: Readonly<Record<'period' | 'holding', unknown>>
}

/** A change that a lower layer states outright to what a wider one says. */
export interface Directive {
  readonly at: Cursor
  /** Null: every obligation. */
  readonly obligation: string | null
  readonly clause: string
  readonly change:
    | {
        readonly kind: 'map'
        readonly category: string
        readonly readAs: string
        readonly by: readonly string[] | null
      }
    | {
        readonly kind: 'tighten' | 'replace'
        readonly what: 'line' | 'cap'
        readonly id: string
        readonly patch: Readonly<Record<string, unknown>>
      }
    | { readonly kind: 'replace'; readonly what: 'rule' | 'part'; readonly id: string }
    | { readonly kind: 'remove'; readonly what: 'line' | 'cap' | 'rule'; readonly id: string }
}

/** A version as its pack writes it, before it is merged with the layers beneath. */
export interface WrittenVersion {
  readonly id: string
  readonly packId: string
  readonly scope: PackScope
  readonly from: string
  readonly to: string
  readonly governs: 'period' | 'activity-start' | 'activity-completion'
  readonly obligations: readonly WrittenObligation[]
  readonly directives: readonly Directive[]
  readonly declare: DeclareRules | null
  readonly at: Cursor
}
