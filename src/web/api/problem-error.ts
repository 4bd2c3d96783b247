import type { FieldError, Params } from '../../kernel/result.ts'
import { sentence } from '../../wire/problems/index.ts'
import type { ProblemDocument } from '../../wire/problem-document.ts'
import type { Language } from '../i18n/language.ts'

/** A refusal of the server: a stable code, what fills its sentence, and every bad field. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Params
  readonly errors: readonly FieldError[]
  readonly requestId: string

  constructor(document: ProblemDocument) {
    super(document.code)
    this.name = 'ProblemError'
    this.status = document.status
    this.code = document.code
    this.params = document.params ?? {}
    this.errors = document.errors ?? []
    this.requestId = document.requestId ?? ''
  }

  sentence(language: Language): string {
    return sentence(this.code, language, { requestId: this.requestId, ...this.params })
  }
}

/** The server was not reached, or its answer did not arrive: nothing is known about the outcome. */
export class UnreachableError extends Error {
  constructor() {
    super('unreachable')
    this.name = 'UnreachableError'
  }
}

/** Of a bad field its sentence in the reader's language. */
export const fieldSentence = (error: FieldError, language: Language): string =>
  sentence(error.code, language, error.params ?? {})

export const isProblem = (error: unknown, ...codes: string[]): error is ProblemError =>
  error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code))
