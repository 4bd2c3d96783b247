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

/** Ends the documents in force, and answers them; they go on finding the person. Fingerprints in hex. */
export const endDocuments = async (
  tx: Tx,
  personId: string,
  reason: string,
  now: Date,
): Promise<readonly { personId: string; fingerprint: string }[]> => {
  const { rows } = await sql<{
    personId: string
    fingerprint: string
  }>`update identity_document set ended_at = ${now}, end_reason = ${reason} where ${isPersonOf(personId)} and ended_at is null
    returning person_id, encode(fingerprint, 'hex') as fingerprint`.execute(tx)
  return rows
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
