import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { EnvironmentError } from '../platform/environment-error.ts'

/**
 * Ties the database to the key file of its first start. With another one every identity number in it would be unreadable
 * and every search would find nobody, without any error: better not to start.
 */
export const assertSameKeys = async (
  db: Db,
  keys: { readonly file: string; readonly fingerprint: string },
  now: Date,
): Promise<void> => {
  await sql`insert into installation (name, value, at) values ('keys', ${JSON.stringify(keys.fingerprint)}, ${now})
    on conflict (name) do nothing`.execute(db)
  const { rows } = await sql<{ value: string }>`select value from installation where name = 'keys'`.execute(
    db,
  )
  if (rows[0]?.value !== keys.fingerprint) throw new EnvironmentError('keys.other', { file: keys.file })
}

/** Whether nobody has used this database yet: no organisation, no account. */
export const isEmpty = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from organisation) or exists (select from account) as used`.execute(db)
  return rows[0]?.used === false
}
