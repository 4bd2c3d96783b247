import type { Fraction } from '../../kernel/exact.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import type { Predicate } from '../predicates/predicate.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Standing } from '../result.ts'
import type { Scene, Span } from '../scene.ts'
import type { MissingRef } from '../truth.ts'
import type { Draft, Figure } from '../trace/draft.ts'
import type { Amount } from './amount.ts'

/** One requirement as merged for a period: a leaf with an amount, or a group of lines. */
export interface Line {
  readonly id: string
  readonly kind: string
  readonly measure: Measure
  readonly clause?: string
  /** `pack@version`. */
  readonly origin: string
  /** What it counts; categories are read through `readAs` where a layer maps them. */
  readonly counts: Predicate
  readonly readAs: ReadonlyMap<string, string>
  /** Counts every activity even where the obligation is one of a holding and the activity was not declared for it. */
  readonly shared: boolean
  /** The least amount, where the line has one: exemptions and penalties change it. */
  readonly amount: Amount | null
  /** Present on a share: of which line, and of what it requires or of what it counts. */
  readonly part?: { readonly of: Fraction; readonly line: string; readonly base: 'required' | 'counted' }
  /** What a line that asks for things done wants. */
  readonly thing?: Predicate
  /** What must not occur. */
  readonly bans?: Predicate
  /** Lines this one refers to. */
  readonly needs: readonly string[]
  /** Members of a group. */
  readonly members: readonly Line[]
  /** True if more credit can never turn it from met. */
  readonly isRising: boolean
  readonly judge: (judging: Judging) => Verdict
  /** The line as its pack writes it. */
  readonly source: Readonly<Record<string, unknown>>
}

/** What a line may ask while it is judged; everything is settled by the stages before. */
export interface Judging {
  readonly scene: Scene
  readonly period: Span
  /** What the line counts in this period after caps, carry-in and spill; `seenBy` another line, whose own credit is kept apart in doubt. */
  readonly countOf: (line: Line, seenBy?: Line) => Figure
  /** The same within one slice of the period. */
  readonly countWithin: (line: Line, slice: Span) => Figure
  /** The line's least amount after proration, exemption and penalties. */
  readonly requiredOf: (line: Line) => Figure
  /** The same for one inner year: in proportion to the part of that year, less what exempts in it. */
  readonly requiredWithin: (line: Line, slice: Span) => Figure
  readonly lineById: (id: string) => Line | undefined
  /** Activities that serve this period and may be selected: one item each, a range where it is in doubt. */
  readonly doneBy: (line: Line, when: Predicate) => readonly Figure[]
  readonly note: (line: Line, missing: readonly MissingRef[]) => void
}

/** Amounts are pairs: `lo` in the cautious run, `hi` in the favourable one; of a requirement the cautious end is the higher. */
export interface Verdict {
  readonly line: Line
  readonly standing: Standing
  /** In grains; a share of a requirement may fall between two of them. */
  readonly required: { readonly lo: Fraction; readonly hi: Fraction }
  readonly counted: { readonly lo: number; readonly hi: number }
  /** In grains, never below zero, in the cautious run. */
  readonly remaining: Fraction
  readonly node: Draft
  readonly alternatives?: readonly Verdict[]
  readonly lines?: readonly Verdict[]
  /** The inner year that it speaks of: only what is completed in it counts. */
  readonly slice?: Span
}

export interface LineReading {
  readonly scope: PackScope
  readonly origin: string
  readonly readLines: (at: Cursor) => readonly Line[]
}

/** One kind of requirement: a file per kind under `lines/`. `key` is the member that tells the kind. */
export interface LineOperator {
  readonly key: string
  readonly read: (at: Cursor, own: OwnLine, reading: LineReading) => Line | null
}

/** The members that every kind shares, already read. */
export type OwnLine = Pick<
  Line,
  'id' | 'measure' | 'clause' | 'origin' | 'counts' | 'readAs' | 'shared' | 'source'
>
