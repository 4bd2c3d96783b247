import type { RefusedRow, RosterEntry } from './roster.ts'

/** An employer as the register names it. */
export interface SendingEmployer {
  readonly id: string
  readonly name: string
}

/** Of an employer's roster, a row that names another employer is refused; a blank cell means the sender. `null` for a row that stays. */
export const notOwnStaff = (
  employer: SendingEmployer,
  entry: RosterEntry,
  column: string,
): RefusedRow | null => {
  if (entry.employer === '' || spelling(entry.employer) === spelling(employer.name)) return null
  const { row, name, employer: found } = entry
  return {
    row,
    column,
    code: 'roster.employer-other',
    params: {},
    name,
    found,
    suggestion: employer.name,
    also: [],
  }
}

const spelling = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()
