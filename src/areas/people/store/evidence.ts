import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { isPersonOf } from './one-person.ts'
import type { PeopleTables } from './tables.ts'

/** Evidence in order of its day, then of its recording: the order in which it speaks. */
export const evidenceRows = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('personEvidence')
    .select(['id', 'fromDay as from', 'facts', 'document', 'source', 'recordedAt', 'checkedAt'])
    .where(isPersonOf(personId))
    .orderBy('fromDay')
    .orderBy('recordedAt')
    .orderBy('id')
    .execute()

export const insertEvidenceRow = async (
  tx: Tx,
  evidence: {
    id: string
    personId: string
    fromDay: string
    facts: Readonly<Record<string, string | null>>
    source: PeopleTables['personEvidence']['source']
    document: string
    recordedBy: string | null
  },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('personEvidence')
    .values({ ...evidence, facts: JSON.stringify(evidence.facts), recordedAt: now })
    .execute()
}

/** Marks papers as seen; false when there is no such evidence, or somebody has seen it already. */
export const markChecked = async (
  tx: Tx,
  id: string,
  personId: string,
  by: string | null,
  now: Date,
): Promise<boolean> => {
  const updated = await as<PeopleTables>(tx)
    .updateTable('personEvidence')
    .set({ checkedBy: by, checkedAt: now })
    .where('id', '=', id)
    .where(isPersonOf(personId))
    .where('checkedAt', 'is', null)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
