import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { revokeKeysOf } from '../store/api-keys.ts'
import { findSession, listLiveSessions, revokeSessionRow, revokeSessionsOf } from '../store/sessions.ts'

/** The actor's own live sessions; `current` is marked by the route, which alone knows the cookie. */
export const ownSessions = query({
  name: 'accounts.ownSessions',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  reply: (reading, _input: object) =>
    listLiveSessions(reading.tx, reading.actor.accountId ?? '', reading.now),
})

/** Signs one of the actor's own devices out; somebody else's session is a missing one. */
export const revokeSession = command({
  name: 'accounts.revokeSession',
  action: 'account.self',
  async load(unit, input: { sessionId: string }) {
    const found = await findSession(unit.tx, input.sessionId)
    return found && found.accountId === unit.actor.accountId ? { owners: {}, found } : undefined
  },
  async run(unit, _input, { found }) {
    await revokeSessionRow(unit.tx, found.id, unit.now)
    await unit.emit({
      name: 'accounts.sessionRevoked',
      subject: { kind: 'account', id: found.accountId },
      data: { session: found.id },
    })
    return ok({})
  },
})

/** Signs every device of the actor out, the one in hand too, and ends the account's keys: whoever fears a stranger wants nobody left. */
export const signOutEverywhere = command({
  name: 'accounts.signOutEverywhere',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, _input: object) {
    const accountId = unit.actor.accountId
    if (!accountId) return refuse('access.sign-in')
    const sessions = await revokeSessionsOf(unit.tx, accountId, null, unit.now)
    const keys = await revokeKeysOf(unit.tx, accountId, unit.now)
    await unit.emit({
      name: 'accounts.signedOutEverywhere',
      subject: { kind: 'account', id: accountId },
      data: { sessions, keys },
    })
    return ok({})
  },
})
