import type { Db, Tx } from '../../../platform/db/database.ts'
import type { PackText } from '../domain/pack-text.ts'
import { newestPacks } from '../store/rule-packs.ts'

/** The newest registered text of a pack, for those who quote it and do not evaluate it; `undefined` for an unknown pack. */
export const registeredPack = async (tx: Db | Tx, packId: string): Promise<PackText | undefined> => {
  const found = (await newestPacks(tx)).find((pack) => pack.id === packId)
  return found?.pack as PackText | undefined
}
