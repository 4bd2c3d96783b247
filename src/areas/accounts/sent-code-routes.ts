import { route, type Route } from '../../platform/http/route.ts'
import { askForCode } from './app/ask-for-code.ts'
import { signInByCode } from './app/code-sign-in.ts'
import { readResetLink, resetByCode, resetByLink } from './app/reset-password.ts'
import { withoutKey } from './app/second-factor.ts'
import * as contract from './contract/sent-codes.ts'
import { deviceOf, sendSession } from './session-cookies.ts'

export const sentCodeRoutes: readonly Route[] = [
  route(contract.askForCode, (call) => call.services.perform(askForCode, call.body, withoutKey(call.by))),
  route(contract.openSessionByCode, async (call) => {
    const device = deviceOf(call)
    return sendSession(call, device, await signInByCode(call.services, { ...call.body, ...device }, call.by))
  }),
  route(contract.readResetLink, (call) => readResetLink(call.services, call.body.token, call.by)),
  route(contract.resetByLink, (call) => resetByLink(call.services, call.body, call.by)),
  route(contract.resetByCode, (call) => resetByCode(call.services, call.body, call.by)),
]
