import type { Day } from './facts.ts'

/** A fact that was asked for and is not there; `pointer` goes by ids, never by positions. */
export interface MissingRef {
  readonly fact: string
  readonly pointer: string
  readonly at: Day
  /** What is written there, where the rules know no such word: it tells them no more than nothing would. */
  readonly stated?: string
}

/** Neither true nor false: the facts named are needed to tell. */
export interface Unknown {
  readonly missing: readonly MissingRef[]
}

/** Three-valued (Kleene). A missing fact is never false. */
export type Truth = boolean | Unknown

export const isUnknown = (truth: Truth): truth is Unknown => typeof truth === 'object'

export const unknown = (...missing: readonly MissingRef[]): Unknown => ({ missing })

/** False wins; what is unknown matters only if nothing is false. */
export const allOf = <T>(items: readonly T[], test: (item: T) => Truth): Truth => {
  let missing: readonly MissingRef[] | null = null
  for (const item of items) {
    const truth = test(item)
    if (truth === false) return false
    if (isUnknown(truth)) missing = missing ? [...missing, ...truth.missing] : truth.missing
  }
  return missing ? { missing } : true
}

/** True wins; what is unknown matters only if nothing is true. */
export const anyOf = <T>(items: readonly T[], test: (item: T) => Truth): Truth => {
  let missing: readonly MissingRef[] | null = null
  for (const item of items) {
    const truth = test(item)
    if (truth === true) return true
    if (isUnknown(truth)) missing = missing ? [...missing, ...truth.missing] : truth.missing
  }
  return missing ? { missing } : false
}

export const notOf = (truth: Truth): Truth => (isUnknown(truth) ? truth : !truth)

/**
 * Every item that may be the first to hold: those left open by missing facts, then the first certain one.
 * `certain` is false when it may be that none holds.
 */
export const firstMatches = <T>(
  items: readonly T[],
  test: (item: T) => Truth,
): {
  readonly candidates: readonly T[]
  readonly certain: boolean
  readonly missing: readonly MissingRef[]
} => {
  const candidates: T[] = []
  const missing: MissingRef[] = []
  for (const item of items) {
    const truth = test(item)
    if (truth === false) continue
    candidates.push(item)
    if (truth === true) return { candidates, certain: true, missing }
    missing.push(...truth.missing)
  }
  return { candidates, certain: false, missing }
}

/** The facts that an answer waits for; none if it is certain. */
export const missingOf = (truth: Truth): readonly MissingRef[] => (isUnknown(truth) ? truth.missing : [])
