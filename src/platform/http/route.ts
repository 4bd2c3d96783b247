import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Action, Actor } from '../../access/index.ts'
import type { Result } from '../../kernel/result.ts'
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '../../wire/endpoint.ts'
import type { Asking, Command, Listing, Loaded, Query } from '../perform.ts'
import type { Services } from '../services.ts'

/** One request as a handler sees it: validated parts, who asks, and the raw request for uploads and streams. */
export interface Call<E = Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  readonly by: Asking
  readonly actor: Actor
  readonly language: 'zh' | 'en'
  readonly services: Services
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** An endpoint with what answers it. A handler gives a Result; or it has sent the reply itself and gives `sent`. */
export interface Route {
  readonly endpoint: Endpoint
  /** What its command or query will be judged by: a key that was not made for it is told so before the request is read. */
  readonly action?: Action
  handle(call: Call): Promise<Result<unknown, string> | typeof sent>
}

export const sent: unique symbol = Symbol('reply already sent')

/** Route to a command; its input is path, query and body taken together. */
export const commandRoute = <E extends Endpoint, L extends Loaded, C extends string>(
  endpoint: E,
  command: Command<ParamsOf<E> & QueryOf<E> & BodyOf<E>, L, ReplyOf<E>, C>,
): Route => ({
  endpoint,
  action: command.action,
  handle: (call) =>
    call.services.perform(command, inputOf(call) as ParamsOf<E> & QueryOf<E> & BodyOf<E>, call.by),
})

/** Route to a query; its input is path, query and body taken together. */
export const queryRoute = <E extends Endpoint, L extends Loaded | Listing>(
  endpoint: E,
  query: Query<ParamsOf<E> & QueryOf<E> & BodyOf<E>, L, ReplyOf<E>>,
): Route => ({
  endpoint,
  action: query.action,
  handle: (call) => call.services.ask(query, inputOf(call) as ParamsOf<E> & QueryOf<E> & BodyOf<E>, call.by),
})

/** Route with its own handler: uploads, pages, cookies. It still reaches data through `perform` and `ask` only. */
export const route = <E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Result<unknown, string> | typeof sent>,
): Route => ({ endpoint, handle: handle as unknown as Route['handle'] })

/** The same for one whose own handler begins with an action: what signed-in callers ask for always has one. */
export const actionRoute = <E extends Endpoint>(
  endpoint: E,
  action: Action,
  handle: (call: Call<E>) => Promise<Result<unknown, string> | typeof sent>,
): Route => ({ ...route(endpoint, handle), action })

const inputOf = (call: Call): object => ({
  ...(call.query as object | undefined),
  ...(call.body as object | undefined),
  ...(call.params as object | undefined),
})
