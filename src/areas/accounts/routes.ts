import { ok, refuse } from '../../kernel/result.ts'
import { commandRoute, queryRoute, route, type Route } from '../../platform/http/route.ts'
import { sessionOf } from './app/identify.ts'
import { apiKeyRoutes } from './api-key-routes.ts'
import { colleagues, delegate, ownDelegations, revokeDelegation } from './app/delegations.ts'
import { demoSignIns } from './app/demo-sign-ins.ts'
import { changePassword, setLanguage } from './app/own-account.ts'
import { ownSessions, revokeSession, signOutEverywhere } from './app/own-sessions.ts'
import { hashNewPassword } from './app/new-password.ts'
import { endRoleAssignment, openOrganisationAccount, roleAssignments } from './app/role-assignments.ts'
import { signIn } from './app/sign-in.ts'
import * as contract from './contract.ts'
import * as delegations from './contract/delegations.ts'
import { deviceOf, endCookie, sendSession, sessionReply } from './session-cookies.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { sentCodeRoutes } from './sent-code-routes.ts'
import { ssoRoutes } from './sso-routes.ts'

export const accountRoutes: readonly Route[] = [
  route(contract.openSession, async (call) => {
    const device = deviceOf(call)
    return sendSession(call, device, await signIn(call.services, { ...call.body, ...device }, call.by))
  }),
  route(contract.currentSession, async (call) => {
    const live = await sessionOf(call.services, call.request)
    return live ? ok(sessionReply(call.services, live, live.token)) : refuse('access.sign-in')
  }),
  route(contract.closeCurrentSession, async (call) => {
    const live = await sessionOf(call.services, call.request)
    endCookie(call)
    return live
      ? call.services.perform(revokeSession, { sessionId: live.sessionId }, call.by)
      : refuse('access.sign-in')
  }),
  route(contract.listSessions, async (call) => {
    const [live, all] = [
      await sessionOf(call.services, call.request),
      await call.services.ask(ownSessions, {}, call.by),
    ]
    if (!all.ok) return all
    const items = all.value.map((one) => ({
      id: one.id,
      device: one.device,
      openedAt: one.createdAt.toISOString(),
      lastSeenAt: one.lastSeenAt.toISOString(),
      current: one.id === live?.sessionId,
    }))
    return ok({ items, next: null })
  }),
  commandRoute(contract.revokeSession, revokeSession),
  route(contract.signOutEverywhere, async (call) => {
    const done = await call.services.perform(signOutEverywhere, {}, call.by)
    if (done.ok) endCookie(call)
    return done
  }),
  route(contract.changePassword, async (call) => {
    const live = await sessionOf(call.services, call.request)
    return live ? changePassword(call.services, live, call.body, call.by) : refuse('access.sign-in')
  }),
  commandRoute(contract.setLanguage, setLanguage),
  queryRoute(contract.listMembers, roleAssignments),
  route(contract.openOrganisationAccount, async (call) => {
    const { password, ...rest } = call.body
    return call.services.perform(
      openOrganisationAccount,
      { ...rest, passwordHash: await hashNewPassword({ password, own: [rest.name, rest.signIn] }) },
      call.by,
    )
  }),
  commandRoute(contract.endRoleAssignment, endRoleAssignment),
  queryRoute(contract.demoSignIns, demoSignIns),
  queryRoute(delegations.listDelegations, ownDelegations),
  queryRoute(delegations.listColleagues, colleagues),
  commandRoute(delegations.delegate, delegate),
  commandRoute(delegations.revokeDelegation, revokeDelegation),
  ...secondFactorRoutes,
  ...ssoRoutes,
  ...invitationRoutes,
  ...sentCodeRoutes,
  ...apiKeyRoutes,
]
