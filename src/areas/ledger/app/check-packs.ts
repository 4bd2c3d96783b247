import type { Db } from '../../../platform/db/database.ts'
import { rulesetsOfEntries } from '../store/rule-packs.ts'
import { booksInTime } from './books-in-time.ts'

/** Rulesets that entries were posted by, and those of them that no texts on record give any more. */
export const checkPacks = async (
  db: Db,
): Promise<{ readonly rulesets: number; readonly gone: readonly { entry: string; hash: string }[] }> => {
  const books = await booksInTime(db)
  const rulesets = await rulesetsOfEntries(db)
  const gone = []
  for (const one of rulesets)
    if ((await books.of(one)) === undefined) gone.push({ entry: one.entry, hash: one.rulesetHash })
  return { rulesets: rulesets.length, gone }
}
