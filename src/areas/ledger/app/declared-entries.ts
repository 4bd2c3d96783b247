import type { Db, Tx } from '../../../platform/db/database.ts'
import { unitOf } from '../domain/pack-text.ts'
import { entriesOfActivity } from '../store/entries.ts'
import { rulebook } from './rulebook.ts'

/** What a declared activity gave, and what was taken back of it. */
export const entriesOfDeclared = async (tx: Db | Tx, activityId: string) =>
  Promise.all(
    (await entriesOfActivity(tx, activityId)).map(async (entry) => {
      const book = await rulebook(tx, entry.pack)
      return {
        id: entry.id,
        period: entry.period,
        measure: entry.measure,
        amount: entry.amount,
        unit: book.ok ? unitOf(book.value.pack, entry.measure) : { zh: '', en: '' },
        reverses: entry.reverses,
        reason: entry.reason,
      }
    }),
  )
