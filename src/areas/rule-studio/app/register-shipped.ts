import type { Json } from '../../../kernel/canonical-json.ts'
import type { Db } from '../../../platform/db/database.ts'
import { hashOfPack, registerPacks } from '../../ledger/index.ts'
import { insertCases, publishedPacks } from '../store/publications.ts'

export interface ShippedRules {
  readonly pack: Json
  readonly cases: Json
}

/**
 * Registers packs with their cases as they ship. A pack of which an office has published a text of its own is left as
 * that office has it: a newer release does not change standings behind its back.
 */
export const registerShippedRules = async (
  db: Db,
  shipped: readonly ShippedRules[],
  now: Date,
): Promise<void> => {
  const own = await publishedPacks(db)
  for (const { pack, cases } of shipped) {
    if (own.has((pack as { id: string }).id)) continue
    await registerPacks(db, [pack], now)
    await insertCases(db, hashOfPack(pack), cases, now)
  }
}
