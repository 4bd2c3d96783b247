import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { hashPassword } from '../areas/accounts/app/password-hash.ts'
import { listDemoSignIns, type DemoSignIn } from '../areas/accounts/index.ts'
import type { Db } from '../platform/db/database.ts'
import type { Services } from '../platform/services.ts'
import { isLoopback, type Config } from './config.ts'
import { beginSeeding, endSeeding } from './seeding.ts'

/** Fills an empty database with the demonstration; killed half-way, the next start makes it anew. */
export const makeDemo = async (services: Services): Promise<void> => {
  await beginSeeding(services.db, services.now())
  const { seedDemo } = await import('./demo/seed-demo.ts')
  await seedDemo(services)
  await endSeeding(services.db)
}

export const hasDemoData = async (db: Db): Promise<boolean> => (await listDemoSignIns(db)).length > 0

/**
 * Sign-ins to print. A demo that others can reach gets a new password at every start, which its own pages do not tell;
 * back on loopback the pages tell it again.
 */
export const demoSignInsFor = async (
  db: Db,
  config: Pick<Config, 'host'>,
): Promise<readonly DemoSignIn[]> => {
  const told = isLoopback(config.host)
  if (told) await sql`update demo_sign_in set told = true where not told`.execute(db)
  else await changePasswords(db)
  return (await listDemoSignIns(db)).map(({ told: _told, ...signIn }) => signIn)
}

/** A valid certificate to try the public check with. */
export const sampleCertificate = async (db: Db): Promise<string | undefined> => {
  const { rows } = await sql<{ number: string }>`
    select number from certificate where status = 'valid' order by number limit 1`.execute(db)
  return rows[0]?.number
}

/** One password for all demo accounts, hashed once: three hundred argon2 hashes would take the machine a minute. */
const changePasswords = async (db: Db): Promise<void> => {
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (tx) => {
    await sql`update demo_sign_in set password = ${password}, told = false`.execute(tx)
    const demoAccounts = sql`select id from account where demo`
    await sql`update password set hash = ${passwordHash}, changed_at = now() where account_id in (${demoAccounts})`.execute(
      tx,
    )
    await sql`update session set revoked_at = now() where revoked_at is null and account_id in (${demoAccounts})`.execute(
      tx,
    )
  })
}

/** Four groups of four, without characters that look alike: it is read from a terminal and typed into a phone. */
const newPassword = (): string => {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
