import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { namesOfAccount, savePassword, updateLanguage } from '../store/accounts.ts'
import { revokeKeysOf } from '../store/api-keys.ts'
import { revokeSessionsOf } from '../store/sessions.ts'
import type { LiveSession } from './identify.ts'
import { hashNewPassword } from './new-password.ts'
import { ownPassword } from './second-factor.ts'

/** Verifies the password in use and stores the new one; both slow hashes run off the transaction. */
export const changePassword = async (
  services: Services,
  live: LiveSession,
  asked: { current: string; next: string },
  by: Asking,
): Promise<Result<object, string>> => {
  const known = await ownPassword(services, live, asked.current)
  if (!known.ok) return known
  if (asked.next === asked.current) return refuse('password.same')
  const names = await namesOfAccount(services.db, live.accountId)
  const own = [live.displayName, ...names.map(({ name }) => name)]
  const hashed = await hashNewPassword({ password: asked.next, pointer: '/next', own })
  return hashed.ok
    ? services.perform(savePasswordHash, { passwordHash: hashed.value, sessionId: live.sessionId }, by)
    : hashed
}

/** Stores a new password hash, made before the transaction began; every other device has to know the new password. */
const savePasswordHash = command({
  name: 'accounts.changePassword',
  action: 'account.self',
  identity: ({ sessionId }: { passwordHash: string; sessionId: string }) => sessionId,
  load: async () => ({ owners: {} }),
  async run(unit, input) {
    const account = unit.actor.accountId
    if (!account) return refuse('access.sign-in')
    await savePassword(unit.tx, account, input.passwordHash, unit.now)
    const signedOut = await revokeSessionsOf(unit.tx, account, input.sessionId, unit.now)
    // Whoever knew the old one may have made a key with it.
    const keys = await revokeKeysOf(unit.tx, account, unit.now)
    await unit.emit({
      name: 'accounts.passwordChanged',
      subject: { kind: 'account', id: account },
      data: { signedOut, keys },
    })
    return ok({})
  },
})

export const setLanguage = command({
  name: 'accounts.setLanguage',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, input: { language: 'zh' | 'en' }) {
    if (!unit.actor.accountId) return refuse('access.sign-in')
    await updateLanguage(unit.tx, unit.actor.accountId, input.language)
    return ok({})
  },
})
