import type { IdentityNumber } from '../../../kernel/identity-number.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import type { RosterEntry } from '../domain/roster.ts'

/** Accepted rows, sealed as a whole between preview and apply, for they hold identity numbers. */
export const openEntries = (vault: IdentityVault, sealed: Buffer): RosterEntry[] =>
  JSON.parse(vault.open(sealed)) as RosterEntry[]

export const identityOf = (entry: RosterEntry): IdentityNumber => ({
  kind: entry.identityKind,
  number: entry.identityNumber,
  birth: entry.birth,
  sex: entry.sex,
})
