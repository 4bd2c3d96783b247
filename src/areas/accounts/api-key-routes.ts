import { refuse } from '../../kernel/result.ts'
import { commandRoute, queryRoute, route, type Route } from '../../platform/http/route.ts'
import { keyScopes, makeKey, ownKeys, revokeKey } from './app/api-keys.ts'
import { sessionOf } from './app/identify.ts'
import * as contract from './contract/api-keys.ts'

export const apiKeyRoutes: readonly Route[] = [
  queryRoute(contract.listKeyScopes, keyScopes),
  queryRoute(contract.listKeys, ownKeys),
  route(contract.makeKey, async (call) => {
    const live = await sessionOf(call.services, call.request)
    return live ? makeKey(call.services, live, call.body, call.by) : refuse('access.sign-in')
  }),
  commandRoute(contract.revokeKey, revokeKey),
]
