import type { Predicate } from '../predicates/predicate.ts'

/** What every rule of a list has; `origin` is `pack@version`, so that a merged list shows who wrote what. */
export interface Rule {
  readonly id: string
  readonly when: Predicate
  readonly clause?: string
  readonly origin: string
  /** The rule as its pack writes it, for those who compare versions. */
  readonly source: unknown
}
