import type { Role } from '../../src/access/index.ts'
import { newKeyToken } from '../../src/areas/accounts/app/api-key-token.ts'
import { tokenHash } from '../../src/areas/accounts/app/session-token.ts'
import { insertKey } from '../../src/areas/accounts/store/api-keys.ts'
import { newId } from '../../src/kernel/id.ts'
import type { Client, TestHouse } from '../house.ts'

/** An API key for the one role a client holds, and who comes with it. */
export const keyOf = async (
  house: TestHouse,
  client: Client,
  scopes: readonly string[],
): Promise<{ keyId: string; by: Client }> => {
  const session = await client.call('GET', '/api/v1/sessions/current')
  const held = session.body.roles[0] as { role: Role; organisationId: string | null }
  const [keyId, key] = [newId(), newKeyToken()]
  await house.services.db.transaction().execute((tx) =>
    insertKey(
      tx,
      {
        id: keyId,
        accountId: client.accountId,
        name: '接口',
        tokenHash: tokenHash(key),
        hint: key.slice(-4),
        role: held.role,
        organisationId: held.organisationId,
        scopes,
        expiresOn: '2036-01-01',
        secondFactor: true,
      },
      house.now,
    ),
  )
  return { keyId, by: house.keyed(key) }
}
