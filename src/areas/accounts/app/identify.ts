import type { FastifyRequest } from 'fastify'
import { publicActor, type Actor, type Role } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Services } from '../../../platform/services.ts'
import type { Endpoint } from '../../../wire/endpoint.ts'
import { closeCurrentSession, currentSession, setLanguage, signOutEverywhere } from '../contract.ts'
import { actingForHeader } from '../contract/delegations.ts'
import { beginSecondFactor, confirmSecondFactor, readSecondFactor } from '../contract/second-factor.ts'
import { findLiveSession, touchSession, type LiveSession } from '../store/sessions.ts'
import { bearerOf } from './api-key-token.ts'
import { callerOfKey } from './identify-key.ts'
import { factorNeededFor, mustEnrol } from './must-enrol.ts'
import { csrfOf, sessionCookie, tokenHash } from './session-token.ts'

const touchEveryMs = 900_000

export type { LiveSession }

/** The live session behind a token, with the roles in force today. */
export const liveSessionOf = (services: Services, token: string): Promise<LiveSession | undefined> => {
  const now = services.now()
  return findLiveSession(services.db, tokenHash(token), now, dayInZone(now, services.ports.zone))
}

/** The live session of a request's cookie, or `undefined`. */
export const sessionOf = async (
  services: Services,
  request: FastifyRequest,
): Promise<(LiveSession & { token: string }) | undefined> => {
  const token = request.cookies[sessionCookie]
  if (!token) return undefined
  const now = services.now()
  const live = await liveSessionOf(services, token)
  if (!live) return undefined
  if (now.getTime() - live.lastSeenAt.getTime() > touchEveryMs)
    await touchSession(services.db, live.sessionId, now)
  return { ...live, token }
}

/**
 * Who a request speaks for: the account of its session cookie with the roles in force today, or of its key. A session that
 * has a second factor to set up speaks for nobody's roles, and may ask only what that takes.
 */
export const identify = async (
  services: Services,
  request: FastifyRequest,
): Promise<Result<Caller, 'access.key-refused' | 'access.key-and-session' | 'access.session-only'>> => {
  const key = bearerOf(request.headers.authorization)
  const actingFor = request.headers[actingForHeader]
  // Passed over in silence, it would let the sender believe that somebody else's role was acted in.
  if (key !== undefined && actingFor) return refuse('access.session-only')
  // Two who may be two different people: whoever of them was meant, the other would be taken at times.
  if (key !== undefined)
    return request.cookies[sessionCookie] ? refuse('access.key-and-session') : callerOfKey(services, key)
  const live = await sessionOf(services, request)
  if (!live) return ok({ actor: publicActor })
  const csrf = csrfOf(live.token)
  if (!mustEnrol(live, services)) return ok({ ...callerOf(live, services, actingFor), csrf })
  return ok({
    actor: { kind: 'account', accountId: live.accountId, personId: null, roles: [] },
    csrf,
    refuses: (endpoint: Endpoint) =>
      endpoint.audience === 'public' || whileEnrolling.has(endpoint) ? undefined : 'sign-in.enrol-first',
  })
}

const whileEnrolling = new Set<Endpoint>([
  currentSession,
  closeCurrentSession,
  signOutEverywhere,
  setLanguage,
  readSecondFactor,
  beginSecondFactor,
  confirmSecondFactor,
])

/**
 * As whom the request speaks: the account in its own roles, or, where it says so, in the one role of somebody else that
 * it was handed. What is about the account itself goes on either way.
 */
const callerOf = (live: LiveSession, services: Services, actingFor: unknown): Omit<Caller, 'csrf'> => {
  if (typeof actingFor !== 'string' || actingFor === '') return { actor: actorOf(live) }
  const given = live.delegations.find(({ delegationId }) => delegationId === actingFor)
  if (!given) return refusing(live, 'delegation.over')
  // The role's second factor is the role's, whoever acts in it.
  if (!live.secondFactor && factorNeededFor(live, [given], services))
    return refusing(live, 'delegation.second-factor')
  return {
    actor: {
      kind: 'account',
      accountId: live.accountId,
      personId: null,
      roles: [{ role: given.role as Role, organisationId: given.organisationId }],
      onBehalfOf: { accountId: given.giverId, fields: given.fields },
    },
  }
}

const refusing = (live: LiveSession, code: string): Omit<Caller, 'csrf'> => ({
  actor: { kind: 'account', accountId: live.accountId, personId: null, roles: [] },
  refuses: (endpoint) =>
    endpoint.audience === 'public' || endpoint.id.startsWith('accounts.') ? undefined : code,
})

const actorOf = (live: LiveSession): Actor => ({
  kind: 'account',
  accountId: live.accountId,
  personId: live.personId,
  ...(live.mergedPersonIds.length > 0 ? { mergedPersonIds: live.mergedPersonIds } : {}),
  roles: [
    ...live.roles.map((held) => ({ role: held.role as Role, organisationId: held.organisationId })),
    ...(live.personId ? [{ role: 'professional' as const, organisationId: null }] : []),
  ],
})
