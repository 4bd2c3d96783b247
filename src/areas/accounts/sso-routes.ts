import { ok, refuse } from '../../kernel/result.ts'
import { commandRoute, queryRoute, route, sent, type Call, type Route } from '../../platform/http/route.ts'
import { sessionOf } from './app/identify.ts'
import { ownPassword } from './app/second-factor.ts'
import { inviteToSignOn, ownSignOnLinks, removeSignOnLink } from './app/sso-links.ts'
import { type Arrival, arrive, type Errand, proveCode, setOut } from './app/sso-sign-in.ts'
import * as contract from './contract/sso.ts'
import { deviceOf, sendSession } from './session-cookies.ts'

const flowCookie = 'zhixin_sso'
const path = '/api/v1/sso'

const keep = ({ request, reply }: Pick<Call, 'request' | 'reply'>, value: string): void => {
  // Lax: the way back from the provider is a navigation from another site.
  const secure = request.protocol === 'https'
  reply.setCookie(flowCookie, value, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: 600 })
}

const sendOff = async (call: Pick<Call, 'request' | 'reply' | 'services'>, errand: Errand) => {
  const begun = await setOut(call.services, errand)
  if (!begun.ok) return begun
  keep(call, begun.value.flow)
  return ok({ address: begun.value.address })
}

/** Only an address within the application; `//elsewhere` and its like could lead a reader away after signing in. */
const inside = (next: string | undefined): string =>
  next !== undefined && /^\/([^/\\]|$)/.test(next) ? next : '/'

/** The screen a browser that came back is shown. */
const screenAfter = (arrival: Arrival): string => {
  if (arrival.kind === 'signed-in') return `/app${arrival.next}`
  if (arrival.kind === 'linked') return '/app/account?sso=linked'
  if (arrival.kind === 'code')
    return `/app/sign-in?${new URLSearchParams({ sso: 'code', next: arrival.next })}`
  return `/app/${arrival.errand === 'link' ? 'account' : 'sign-in'}?${new URLSearchParams({ sso: arrival.code })}`
}

export const ssoRoutes: readonly Route[] = [
  route(contract.readSignOn, async ({ services }) => {
    const { signOn } = services.ports
    return ok({ provider: signOn ? { name: signOn.name } : null })
  }),
  route(contract.beginSignOn, (call) => {
    const { invitation, next } = call.body
    return sendOff(
      call,
      invitation ? { kind: 'invitation', token: invitation } : { kind: 'sign-in', next: inside(next) },
    )
  }),
  route(contract.returnFromSignOn, async (call) => {
    const device = deviceOf(call)
    const query = call.request.url.split('?')[1] ?? ''
    const flow = call.request.cookies[flowCookie]
    const arrival = await arrive(call.services, { query, flow, device }, call.by)
    call.reply.clearCookie(flowCookie, { path })
    if (arrival.kind === 'signed-in') sendSession(call, device, ok(arrival.signedIn))
    if (arrival.kind === 'code') keep(call, arrival.sealed)
    await call.reply.header('cache-control', 'no-store').redirect(screenAfter(arrival), 303)
    return sent
  }),
  route(contract.finishSignOn, async (call) => {
    const device = deviceOf(call)
    const sealed = call.request.cookies[flowCookie]
    const done = await proveCode(call.services, { sealed, totp: call.body.totp, device }, call.by)
    if (done.ok) call.reply.clearCookie(flowCookie, { path })
    return sendSession(call, device, done)
  }),
  queryRoute(contract.listSignOnLinks, ownSignOnLinks),
  route(contract.beginSignOnLink, async (call) => {
    const live = await sessionOf(call.services, call.request)
    if (!live) return refuse('access.sign-in')
    // A page left open must not give somebody a way in that outlives it.
    const known = await ownPassword(call.services, live, call.body.password)
    return known.ok ? sendOff(call, { kind: 'link', accountId: live.accountId }) : known
  }),
  commandRoute(contract.removeSignOnLink, removeSignOnLink),
  route(contract.inviteToSignOn, ({ services, params, by }) =>
    // Without the caller's key: the reply, kept to be repeated, would hold the invitation.
    services.perform(inviteToSignOn, params, { actor: by.actor, requestId: by.requestId }),
  ),
]
