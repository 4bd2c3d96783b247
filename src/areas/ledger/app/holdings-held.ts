import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { holdingNames } from '../domain/holding-names.ts'
import { holdingsOfPerson } from '../store/person-evidence.ts'

/** A title, licence or membership on a person's record, by the name that lines and explanations give it. */
export interface HeldByPerson {
  readonly id: string
  readonly kind: string
  readonly name: Bilingual
  readonly from: string
  /** Last day; null: held still. */
  readonly to: string | null
}

export const holdingsOf = async (tx: Db | Tx, personId: string): Promise<readonly HeldByPerson[]> => {
  const holdings = await holdingsOfPerson(tx, personId)
  const names = holdingNames(holdings)
  return holdings.map(({ id, kind, from, to = null }) => ({
    id,
    kind,
    name: names.get(id) ?? { zh: id, en: id },
    from,
    to,
  }))
}
