import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RecordSource } from '../contract.ts'
import type { HoldingFacts } from '../contract/holdings.ts'
import { isPersonOf } from './one-person.ts'
import type { PeopleTables } from './tables.ts'

/** Everything a person was ever recorded to hold, the latest first, with how it ended. */
export const holdingRows = (connection: Db | Tx, personId: string) =>
  as<PeopleTables>(connection)
    .selectFrom('personHolding as h')
    .leftJoin('personHoldingEnd as e', 'e.holdingId', 'h.id')
    .select([
      'h.id',
      'h.kind',
      'h.facts',
      'h.fromDay',
      'h.basis',
      'h.source',
      'h.recordedAt',
      'e.holdingId',
      'e.toDay',
      'e.reason',
    ])
    .where(isPersonOf(personId))
    .orderBy('h.fromDay', 'desc')
    .orderBy('h.id', 'desc')
    .execute()

/** With the record that speaks for whoever holds it. */
export const findHolding = (tx: Tx, id: string) =>
  as<PeopleTables>(tx)
    .selectFrom('personHolding as h')
    .select(['h.id', 'h.fromDay', sql<string>`pub_person_id(h.person_id)`.as('personId')])
    .where('h.id', '=', id)
    .executeTakeFirst()

export const insertHolding = async (
  tx: Tx,
  holding: {
    id: string
    personId: string
    kind: string
    facts: HoldingFacts
    fromDay: string
    basis: string
    source: RecordSource
    recordedBy: string | null
  },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('personHolding')
    .values({ ...holding, facts: JSON.stringify(holding.facts), recordedAt: now })
    .execute()
}

export const insertHoldingEnd = async (
  tx: Tx,
  end: { holdingId: string; toDay: string | null; reason: string; endedBy: string | null },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('personHoldingEnd')
    .values({ ...end, recordedAt: now })
    .execute()
}
