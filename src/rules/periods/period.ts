import type { PackScope } from '../pack/scope.ts'
import type { Cursor } from '../reading/cursor.ts'
import type { Scene, Span } from '../scene.ts'
import type { MissingRef } from '../truth.ts'

/** `span` null: known to have no such period; `missing`: cannot be told. */
export type SpanFound =
  | { readonly span: Span | null; readonly missing?: never }
  | { readonly missing: MissingRef; readonly span?: never }

/** How time is cut into the spans that an obligation judges: a file per kind under `periods/`. */
export interface PeriodKind {
  readonly kind: string
  /** The period that a day falls in; for windows that slide, the one that the day determines. */
  readonly containing: (day: string, scene: Scene) => SpanFound
  /** False for windows that slide with the day asked about: they have no predecessors to carry from. */
  readonly isChain: boolean
}

export interface PeriodOperator {
  readonly kind: string
  readonly read: (at: Cursor, scope: PackScope) => PeriodKind | null
}

/** `"2021"` for a calendar year, otherwise `"2020-07-01/2022-06-30"`. */
export const keyOf = ({ from, to }: Span): string => {
  const year = from.slice(0, 4)
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : `${from}/${to}`
}

/** The span that a key writes; null if it writes none. */
export const spanOfKey = (key: string): Span | null => {
  if (/^\d{4}$/.test(key)) return { from: `${key}-01-01`, to: `${key}-12-31` }
  const [from, to, ...rest] = key.split('/')
  return from && to && rest.length === 0 && from <= to ? { from, to } : null
}

export const within = (day: string, { from, to }: Span): boolean => day >= from && day <= to
