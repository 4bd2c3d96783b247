import type { PostFailure, Posted } from '../ports/ports.ts'

/** Reasons that may be gone at the next try. */
const passing: ReadonlySet<PostFailure> = new Set(['unreachable', 'insecure', 'sign-in', 'not-now'])

export const failed = (reason: PostFailure, replyCode?: number): Posted => ({
  posted: 'failed',
  reason,
  again: passing.has(reason),
  ...(replyCode === undefined ? {} : { replyCode }),
})

/** A line break in an address or a subject would begin a header of somebody else's choosing. */
export const hasControls = (text: string): boolean => /\p{Cc}|\u2028|\u2029/u.test(text)
