import type { Reading } from '../../../platform/perform.ts'
import { type Hands, handsOf } from '../../ledger/index.ts'
import type { Draft } from '../store/drafts.ts'

/** The accounts of an act: whoever did it and, where they acted for somebody, that one. */
const accountsOf = ({ account, actedFor }: Hands): string[] =>
  actedFor === null ? [account] : [account, actedFor]

/** Writers of a draft with those added whose hands it is in now. */
export const writersWith = async (
  unit: Reading,
  draft: Pick<Draft, 'writers' | 'writerPersons'>,
): Promise<{ account: string; writers: string[]; writerPersons: string[] }> => {
  const hands = await handsOf(unit)
  return {
    account: hands.account,
    writers: [...new Set([...draft.writers, ...accountsOf(hands)])],
    writerPersons: [...new Set([...draft.writerPersons, ...hands.persons])],
  }
}

/** Whoever wrote or proposed any of it does not approve it, not through a colleague's account either. */
export const isWriter = (hands: Hands, draft: Pick<Draft, 'writers' | 'writerPersons'>): boolean =>
  accountsOf(hands).some((id) => draft.writers.includes(id)) ||
  hands.persons.some((id) => draft.writerPersons.includes(id))

/** Offices the reader acts for. */
export const officesOf = ({ actor }: Pick<Reading, 'actor'>): string[] =>
  actor.roles.flatMap((held) => (held.role === 'office' && held.organisationId ? [held.organisationId] : []))
