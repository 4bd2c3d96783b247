import type { Bilingual } from '../../kernel/bilingual.ts'

/** A row of the problem table: HTTP status and one sentence per language. `{name}` in a sentence is filled from params. */
export interface Problem extends Bilingual {
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 431 | 500 | 503
}

export const problems = <const T extends Record<string, Problem>>(table: T): T => table
