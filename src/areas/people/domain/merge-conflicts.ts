import { nameKey } from '../../../kernel/person-name.ts'

/** A class both records have a place in. `counts`: completed, and not only by a certificate that was taken back. */
export interface SharedClass {
  readonly classId: string
  readonly name: string
  readonly state: string
  readonly oneCounts: boolean
  readonly otherCounts: boolean
}

/** One of the two records, as far as it tells whether they are one person's. */
export interface MergeSide {
  readonly name: string
  readonly birth: string | null
  /** The person registered, stated the document, and proved to hold the phone. */
  readonly phoneProved: boolean
  readonly hasDocument: boolean
  readonly hasAccount: boolean
}

export interface MergeConflict {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  /** Has to be put right first; what does not stop is a doubt the officer may let stand. */
  readonly stops: boolean
}

const stop = (code: string, params: Record<string, string> = {}): MergeConflict => ({
  code,
  params,
  stops: true,
})
const doubt = (code: string): MergeConflict => ({ code, params: {}, stops: false })

/** What speaks against two records being one person's, or being made one now; in order of weight. */
export const mergeConflicts = (
  one: MergeSide,
  other: MergeSide,
  shared: readonly SharedClass[],
): MergeConflict[] => [
  ...shared.flatMap(conflictOfClass),
  ...(one.phoneProved && one.hasDocument && other.phoneProved && other.hasDocument
    ? [doubt('merge.identities-differ')]
    : []),
  ...(one.hasAccount && other.hasAccount ? [doubt('merge.both-accounts')] : []),
  ...(one.birth !== null && other.birth !== null && one.birth !== other.birth
    ? [doubt('merge.births-differ')]
    : []),
  ...(nameKey(one.name) === nameKey(other.name) ? [] : [doubt('merge.names-differ')]),
]

/** In a class still to be closed one person has one place; from a closed one, one set of hours and one certificate. */
const conflictOfClass = ({ name, state, oneCounts, otherCounts }: SharedClass): MergeConflict[] => {
  if (state === 'cancelled') return []
  if (state !== 'closed') return [stop('merge.same-class', { class: name })]
  return oneCounts && otherCounts ? [stop('merge.both-completed', { class: name })] : []
}
