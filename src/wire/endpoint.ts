import type { Static, TObject, TSchema } from 'typebox'
import type { Bilingual } from '../kernel/bilingual.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One operation that crosses the network, as a value both sides import: the server registers it, the browser calls it,
 * OpenAPI prints it. `id` is the operationId (`training.fileClass`).
 */
export interface Endpoint<
  P extends TObject | undefined = TObject | undefined,
  Q extends TObject | undefined = TObject | undefined,
  B extends TSchema | undefined = TSchema | undefined,
  R extends TSchema = TSchema,
> {
  readonly id: string
  readonly method: Method
  /** Fastify form: `/api/v1/classes/:id`. */
  readonly path: string
  readonly title: Bilingual
  /**
   * Who may ask at all: anybody (`public`), a signed-in account or one of its keys, an account in a session alone, or
   * another service with the one key of the setting that switches the endpoint on; the finer answer is the policy's.
   */
  readonly audience: 'public' | 'signed-in' | 'session' | 'service'
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  /** Success status; 200 unless told, 204 replies with nothing. */
  readonly status?: 200 | 201 | 202 | 204
  /** The body is signed text or holds some: a repeated key, in which two readers see two documents, is refused. */
  readonly exact?: true
  /** Multipart upload instead of a JSON body. */
  readonly multipart?: true
  /** Reply of another content type (PDF, page); then `reply` is only documentation. */
  readonly produces?: readonly string[]
}

/** Declares an endpoint, keeping the exact schema types. */
export const endpoint = <
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema = TSchema,
>(
  declared: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => declared

export type ParamsOf<E> = E extends Endpoint<infer P, infer _Q, infer _B, infer _R> ? Part<P> : never
export type QueryOf<E> = E extends Endpoint<infer _P, infer Q, infer _B, infer _R> ? Part<Q> : never
export type BodyOf<E> = E extends Endpoint<infer _P, infer _Q, infer B, infer _R> ? Part<B> : never
export type ReplyOf<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? Static<R> : never

type Part<S> = S extends TSchema ? Static<S> : unknown
