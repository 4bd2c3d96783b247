import { maskIdentity } from '../../../kernel/identity-number.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { PersonSummary } from '../contract.ts'
import type { PersonListRow } from '../store/people-lists.ts'

/** A row of a list: the identity number masked, of the birthday the year. */
export const summaryOf = (reading: Reading, row: PersonListRow): PersonSummary => ({
  id: row.id,
  name: row.name,
  sex: row.sex,
  birthYear: row.birth === null ? null : Number(row.birth.slice(0, 4)),
  identityMasked: row.sealed ? maskIdentity(reading.ports.vault.open(row.sealed)) : '',
  employers: [...row.employers],
  class: row.class,
  demo: row.demo,
})
