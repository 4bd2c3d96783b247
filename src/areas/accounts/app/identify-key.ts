import { actionsOfScopes, type Actor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Services } from '../../../platform/services.ts'
import { findLiveKey, touchKey, type LiveKey } from '../store/api-keys.ts'
import { factorSuffices } from './must-enrol.ts'
import { tokenHash } from './session-token.ts'

const touchEveryMs = 900_000

/**
 * Who a bearer key speaks for: its account, in the one role it was made for and narrowed to its scopes. One refusal for a
 * key that never was, is over, or whose role or account is. No page echoes anything: a browser sends no key by itself.
 */
export const callerOfKey = async (
  services: Services,
  token: string,
): Promise<Result<Caller, 'access.key-refused'>> => {
  const now = services.now()
  const today = dayInZone(now, services.ports.zone)
  const live = await findLiveKey(services.db, tokenHash(token), today)
  if (!live || !factorSuffices(live, today)) return refuse('access.key-refused')
  if (now.getTime() - (live.lastUsedAt?.getTime() ?? 0) > touchEveryMs)
    await touchKey(services.db, live.keyId, now)
  return ok({ actor: actorOf(live) })
}

const actorOf = (live: LiveKey): Actor => ({
  kind: 'account',
  accountId: live.accountId,
  // The account's own person comes with the professional role alone.
  personId: live.role === 'professional' ? live.personId : null,
  ...(live.role === 'professional' && live.mergedPersonIds.length > 0
    ? { mergedPersonIds: live.mergedPersonIds }
    : {}),
  roles: [{ role: live.role, organisationId: live.organisationId }],
  key: { id: live.keyId, actions: actionsOfScopes(live.scopes) },
})
