import { isScopeOf, roles, scopeGroups, type Role } from '../../../access/index.ts'
import { addDays, dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query, type Asking, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { countKeys, insertKey, listKeyRows, lockKey, markKeyRevoked } from '../store/api-keys.ts'
import { newKeyToken } from './api-key-token.ts'
import type { LiveSession } from './identify.ts'
import { factorSuffices } from './must-enrol.ts'
import { ownPassword, withoutKey } from './second-factor.ts'
import { tokenHash } from './session-token.ts'

/** A forgotten key is the likeliest to be found by somebody: none lives longer than a year, and nobody has heaps of them. */
const longestDays = 365
const keysAtOnce = 20
const pageSize = 50

const todayOf = ({ now, ports }: Pick<Reading, 'now' | 'ports'>): string => dayInZone(now, ports.zone)

export const keyScopes = query({
  name: 'accounts.keyScopes',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  reply: async (reading, _input: object) => ({
    scopes: scopeGroups.map(({ scope, actions }) => ({
      scope,
      actions: [...actions],
      roles: roles.filter((role) => isScopeOf(role, scope)),
    })),
    latestDay: addDays(todayOf(reading), longestDays),
  }),
})

export interface KeyToMake {
  readonly name: string
  readonly role: Role
  readonly organisationId?: string | null | undefined
  readonly scopes: readonly string[]
  readonly expiresOn: string
}

/**
 * Makes a key for one of the roles of who is signed in. It outlives the session, so a browser left open is not enough:
 * the password is asked for, and for a role that needs a second factor the session must have been opened with one.
 */
export const makeKey = async (
  services: Services,
  live: LiveSession,
  { password, ...asked }: KeyToMake & { password: string },
  by: Asking,
): Promise<Result<{ keyId: string; key: string }, string>> => {
  // What somebody was handed is no role of theirs.
  if (by.actor.onBehalfOf) return refuse('delegation.onward')
  const today = dayInZone(services.now(), services.ports.zone)
  if (!factorSuffices({ ...live, role: asked.role }, today)) return refuse('api-key.second-factor')
  const known = await ownPassword(services, live, password)
  if (!known.ok) return known
  return services.perform(saveKey, { ...asked, secondFactor: live.secondFactor }, withoutKey(by))
}

const saveKey = command({
  name: 'accounts.makeKey',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, input: KeyToMake & { secondFactor: boolean }) {
    const accountId = unit.actor.accountId
    if (!accountId) return refuse('access.sign-in')
    const today = todayOf(unit)
    const organisationId = input.organisationId ?? null
    const held = unit.actor.roles.some(
      (one) => one.role === input.role && one.organisationId === organisationId,
    )
    if (!held) return refuse('api-key.role', {}, [{ pointer: '/role', code: 'api-key.role' }])
    const scopes = [...new Set(input.scopes)]
    const idle = scopes.find((scope) => !isScopeOf(input.role, scope))
    if (idle !== undefined) {
      const params = { scope: idle }
      return refuse('api-key.scope', params, [{ pointer: '/scopes', code: 'api-key.scope', params }])
    }
    const latest = addDays(today, longestDays)
    if (input.expiresOn < today || input.expiresOn > latest) {
      const params = { latest }
      return refuse('api-key.expiry', params, [{ pointer: '/expiresOn', code: 'api-key.expiry', params }])
    }
    if ((await countKeys(unit.tx, accountId, today)) >= keysAtOnce)
      return refuse('api-key.too-many', { limit: keysAtOnce })
    const [keyId, key] = [newId(), newKeyToken()]
    await insertKey(
      unit.tx,
      {
        id: keyId,
        accountId,
        name: input.name.trim(),
        tokenHash: tokenHash(key),
        hint: key.slice(-4),
        role: input.role,
        organisationId,
        scopes,
        expiresOn: input.expiresOn,
        secondFactor: input.secondFactor,
      },
      unit.now,
    )
    await unit.emit({
      name: 'accounts.keyMade',
      subject: { kind: 'account', id: accountId },
      data: {
        key: keyId,
        role: input.role,
        organisation: organisationId,
        scopes,
        expiresOn: input.expiresOn,
      },
    })
    return ok({ keyId, key })
  },
})

/** Ends one of the actor's own keys at once; somebody else's is a missing one. Again is the same as once. */
export const revokeKey = command({
  name: 'accounts.revokeKey',
  action: 'account.self',
  async load(unit, input: { keyId: string }) {
    const found = await lockKey(unit.tx, input.keyId)
    return found && found.accountId === unit.actor.accountId ? { owners: {}, found } : undefined
  },
  async run(unit, _input, { found }) {
    if (found.revokedAt) return ok({})
    await markKeyRevoked(unit.tx, found.id, unit.now)
    await unit.emit({
      name: 'accounts.keyRevoked',
      subject: { kind: 'account', id: found.accountId },
      data: { key: found.id, role: found.role, organisation: found.organisationId },
    })
    return ok({})
  },
})

/** The actor's own keys, those that are over too. */
export const ownKeys = query({
  name: 'accounts.ownKeys',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async reply(reading, input: { cursor?: string | undefined; limit?: number | undefined }) {
    const limit = input.limit ?? pageSize
    const today = todayOf(reading)
    const [before] = cursorParts(input.cursor, keyPart.id) ?? []
    const rows = await listKeyRows(reading.tx, reading.actor.accountId ?? '', today, before, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        name: row.name,
        hint: row.hint,
        role: row.role,
        organisationId: row.organisationId,
        organisationName: row.organisationName,
        organisationNameEn: row.organisationNameEn,
        scopes: [...row.scopes],
        createdAt: row.createdAt.toISOString(),
        expiresOn: row.expiresOn,
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
        state: stateOf(row, today),
      }),
    )
  },
})

interface Standing {
  readonly role: Role
  readonly expiresOn: string
  readonly revokedAt: Date | null
  readonly roleHeld: boolean
  readonly secondFactor: boolean
  readonly demonstration: boolean
}

const stateOf = (row: Standing, today: string) => {
  if (row.revokedAt) return 'revoked' as const
  if (row.expiresOn < today) return 'expired' as const
  return row.roleHeld && factorSuffices(row, today) ? ('live' as const) : ('stopped' as const)
}
