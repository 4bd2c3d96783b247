import qrcode from 'qrcode'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { commandRoute, route, type Call, type Route } from '../../platform/http/route.ts'
import { sessionOf, type LiveSession } from './app/identify.ts'
import { factorRequired } from './app/must-enrol.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  ownSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  turnSecondFactorOff,
} from './app/second-factor.ts'
import { csrfOf } from './app/session-token.ts'
import * as contract from './contract/second-factor.ts'
import { sendToken } from './session-cookies.ts'

export const secondFactorRoutes: readonly Route[] = [
  route(contract.readSecondFactor, (call) =>
    withSession(call, async (live) => {
      const own = await call.services.ask(ownSecondFactor, {}, call.by)
      return own.ok ? ok({ ...own.value, required: factorRequired(live, call.services) }) : own
    }),
  ),
  route(contract.beginSecondFactor, (call) =>
    withSession(call, async (live) => {
      const begun = await beginSecondFactor(call.services, live, call.body, call.by)
      return begun.ok ? ok({ ...begun.value, qr: await pictureOf(begun.value.uri) }) : begun
    }),
  ),
  route(contract.confirmSecondFactor, (call) =>
    withSession(call, async (live) => {
      const confirmed = await confirmSecondFactor(call.services, live, call.body, call.by)
      if (!confirmed.ok) return confirmed
      const { token, recoveryCodes } = confirmed.value
      sendToken(call, token)
      return ok({ recoveryCodes, csrf: csrfOf(token) })
    }),
  ),
  route(contract.renewRecoveryCodes, (call) =>
    withSession(call, (live) => renewRecoveryCodes(call.services, live, call.body, call.by)),
  ),
  route(contract.turnSecondFactorOff, (call) =>
    withSession(call, (live) => turnSecondFactorOff(call.services, live, call.body, call.by)),
  ),
  commandRoute(contract.resetSecondFactor, resetSecondFactor),
]

/** For what belongs to the session in hand, and is not done with a key. */
const withSession = async <T>(
  call: Pick<Call, 'services' | 'request'>,
  act: (live: LiveSession) => Promise<Result<T, string>>,
): Promise<Result<T, string>> => {
  const live = await sessionOf(call.services, call.request)
  return live ? act(live) : refuse('access.sign-in')
}

const pictureOf = async (uri: string): Promise<string> => {
  const svg = await qrcode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
