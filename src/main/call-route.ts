import type { Actor } from '../access/index.ts'
import { newId } from '../kernel/id.ts'
import type { Result } from '../kernel/result.ts'
import type { Call, Route } from '../platform/http/route.ts'
import type { Services } from '../platform/services.ts'
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '../wire/endpoint.ts'

export interface Asked<E> {
  readonly params?: ParamsOf<E>
  readonly query?: QueryOf<E>
  readonly body?: BodyOf<E>
}

/** Calls an endpoint from inside the house, as an actor, through the same route and policy as over HTTP. Not for uploads. */
export const callRoute = async <E extends Endpoint>(
  house: { readonly services: Services; readonly routes: readonly Route[] },
  endpoint: E,
  asked: Asked<E>,
  actor: Actor,
  context: Partial<Pick<Call, 'language' | 'request' | 'reply'>> = {},
): Promise<Result<ReplyOf<E>, string>> => {
  const route = house.routes.find((one) => one.endpoint.id === endpoint.id)
  if (!route) throw new Error(`no route answers ${endpoint.id}`)
  const call = {
    params: asked.params ?? {},
    query: asked.query ?? {},
    body: asked.body,
    by: { actor, requestId: newId() },
    actor,
    language: context.language ?? 'zh',
    services: house.services,
    request: context.request,
    reply: context.reply,
  }
  const result = await route.handle(call as unknown as Call)
  if (typeof result === 'symbol')
    throw new Error(`${endpoint.id} sends its reply itself and cannot be called from inside`)
  return result as Result<ReplyOf<E>, string>
}
