import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId } from '../../kernel/id.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import type { LiveSession } from './app/identify.ts'
import { mustEnrol } from './app/must-enrol.ts'
import { csrfOf, sessionCookie, sessionDays } from './app/session-token.ts'
import type { Device, SignedIn } from './app/sign-in.ts'

const deviceCookie = 'zhixin_device'

/** The browser a request comes from; one without a device cookie is given an id for it. */
export const deviceOf = (call: Pick<Call, 'request'>): Device => {
  const came = call.request.cookies[deviceCookie]
  return {
    device: deviceName(call.request),
    deviceId: came ?? newId(),
    deviceCame: came !== undefined,
    address: call.request.ip,
  }
}

/** Reply of every operation that opens a session: cookies, and who is signed in. */
export const sendSession = (
  call: Pick<Call, 'request' | 'reply' | 'services'>,
  { deviceId }: Device,
  opened: Result<SignedIn, string>,
): Result<object, string> => {
  setCookie(call.request, call.reply, deviceCookie, deviceId, 365)
  if (!opened.ok) return opened
  sendToken(call, opened.value.token)
  return ok(sessionReply(call.services, opened.value.live, opened.value.token))
}

export const sendToken = ({ request, reply }: Pick<Call, 'request' | 'reply'>, token: string): void =>
  setCookie(request, reply, sessionCookie, token, sessionDays)

export const endCookie = ({ reply }: Pick<Call, 'reply'>): void => {
  reply.clearCookie(sessionCookie, { path: '/' })
}

export const sessionReply = (services: Services, live: LiveSession, token: string) => {
  const enrolFirst = mustEnrol(live, services)
  return {
    account: {
      id: live.accountId,
      name: live.displayName,
      personId: enrolFirst ? null : live.personId,
      language: live.language,
      demo: live.demo,
    },
    roles: enrolFirst
      ? []
      : [
          ...live.roles.map((held) => ({ ...held, delegation: null })),
          ...(live.personId
            ? [
                {
                  role: 'professional',
                  organisationId: null,
                  organisationName: null,
                  organisationNameEn: null,
                  delegation: null,
                },
              ]
            : []),
          // One's own first: who signs in acts for themselves until they say otherwise.
          ...live.delegations.map(
            ({ role, organisationId, organisationName, organisationNameEn, ...given }) => ({
              role,
              organisationId,
              organisationName,
              organisationNameEn,
              delegation: { id: given.delegationId, giver: given.giverName, to: given.to },
            }),
          ),
        ],
    csrf: csrfOf(token),
    mustEnrol: enrolFirst,
  }
}

const setCookie = (
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  days: number,
): void => {
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: days * 86_400,
  })
}

/** Browser and system in a few words for the list of devices; the full agent string is nobody's business. */
const deviceName = (request: FastifyRequest): string => {
  const agent = request.headers['user-agent'] ?? ''
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Chrome\//.test(agent)
      ? 'Chrome'
      : /Firefox\//.test(agent)
        ? 'Firefox'
        : /Safari\//.test(agent)
          ? 'Safari'
          : agent.split('/')[0]?.slice(0, 40) || '?'
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return system ? `${browser} · ${system}` : browser
}
