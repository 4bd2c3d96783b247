/** What a domain function gives back: a value, or a refusal whose code the problem table knows. A throw means a bug or a dead dependency. */
export type Result<T, C extends string = string> = Ok<T> | Refused<C>

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Refused<C extends string = string> {
  readonly ok: false
  readonly code: C
  readonly params: Params
  readonly errors: readonly FieldError[]
}

export type Params = Readonly<Record<string, string | number>>

/** One bad field of an input: JSON pointer, code of the problem table, params for its sentence. */
export interface FieldError {
  readonly pointer: string
  readonly code: string
  readonly params?: Params
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const refuse = <const C extends string>(
  code: C,
  params: Params = {},
  errors: readonly FieldError[] = [],
): Refused<C> => ({ ok: false, code, params, errors })
