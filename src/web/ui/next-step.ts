import { ProblemError, UnreachableError } from '../api/problem-error.ts'
import type { Word } from '../i18n/words.ts'

/** What whoever meets a refusal or failure can do next. */
export const nextStep = (error: unknown): Word<'ui'> => {
  if (error instanceof UnreachableError) return 'nextUnreachable'
  if (!(error instanceof ProblemError)) return 'nextFault'
  if (error.status === 401) return 'nextSignIn'
  // Nobody holds a right yet whom one could ask for it.
  if (error.code === 'setup.token') return 'nextCorrect'
  if (error.status === 403) return 'nextForbidden'
  if (error.status === 404) return 'nextNotFound'
  // Nobody mends what somebody else signed.
  if (error.code === 'rule-file.altered') return 'nextFileAnew'
  if (error.code === 'state.conflict') return 'nextConflict'
  if (error.status === 429) return 'nextWait'
  if (error.status >= 500) return 'nextFault'
  return 'nextCorrect'
}
