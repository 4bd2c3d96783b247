/** How much stands on a record, by kind. */
export interface OnRecord {
  readonly employments: number
  readonly requests: number
  readonly evidence: number
  readonly holdings: number
  readonly classes: number
  readonly documents: number
  readonly accounts: number
  readonly enrolments: number
  readonly results: number
  readonly entries: number
  readonly certificates: number
}

export type RecordKind = keyof OnRecord

export const recordKinds: readonly RecordKind[] = [
  'employments',
  'requests',
  'evidence',
  'holdings',
  'classes',
  'documents',
  'accounts',
  'enrolments',
  'results',
  'entries',
  'certificates',
]

/**
 * What was added to the joint record since the merge. Nothing of it is ever deleted, so more than both held then is new;
 * and of what is new nobody can tell whose it would be.
 */
export const grownSince = (
  found: { readonly survivor: OnRecord; readonly absorbed: OnRecord },
  now: OnRecord,
): { readonly kind: RecordKind; readonly count: number }[] =>
  recordKinds.flatMap((kind) => {
    const count = now[kind] - (found.survivor[kind] ?? 0) - (found.absorbed[kind] ?? 0)
    return count > 0 ? [{ kind, count }] : []
  })
