import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { OrganisationTables } from './tables.ts'

export const saveSetupToken = async (db: Db, tokenHash: Buffer, now: Date): Promise<void> => {
  await sql`insert into setup_token (token_hash, made_at) values (${tokenHash}, ${now})
    on conflict (only_one) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`.execute(
    db,
  )
}

export const findSetupToken = async (db: Db | Tx): Promise<Buffer | undefined> =>
  (await as<OrganisationTables>(db).selectFrom('setupToken').select('tokenHash').executeTakeFirst())
    ?.tokenHash

/** Takes the token away; of two who hold it the second finds none. */
export const consumeSetupToken = async (tx: Tx): Promise<Buffer | undefined> =>
  (await as<OrganisationTables>(tx).deleteFrom('setupToken').returning('tokenHash').executeTakeFirst())
    ?.tokenHash
