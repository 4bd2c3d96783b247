import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { isPersonOf } from './one-person.ts'
import type { PeopleTables } from './tables.ts'

export const documentsOf = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('identityDocument')
    .select(['kind', 'sealed', 'addedAt', 'endedAt'])
    .where(isPersonOf(personId))
    .orderBy('addedAt', 'desc')
    .execute()

/** Ends the documents in force; they go on finding the person. */
export const endDocuments = async (tx: Tx, personId: string, reason: string, now: Date): Promise<void> => {
  await sql`update identity_document set ended_at = ${now}, end_reason = ${reason} where ${isPersonOf(personId)} and ended_at is null`.execute(
    tx,
  )
}

export const insertDocument = async (
  tx: Tx,
  document: {
    /** Hex. */
    fingerprint: string
    personId: string
    kind: PeopleTables['identityDocument']['kind']
    sealed: Buffer
  },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('identityDocument')
    .values({ ...document, fingerprint: Buffer.from(document.fingerprint, 'hex'), addedAt: now })
    .execute()
}
