import type { PersonRecord } from './my-record.tsx'

/** The word for why a line asks for nothing more; null where what it lacks has to be studied. */
export const nothingToDo = (
  { exempt, standing, linesJoined }: Pick<PersonRecord, 'exempt' | 'standing' | 'linesJoined'>,
  { remaining }: Pick<PersonRecord['lines'][number], 'remaining'>,
): 'nothingRemaining' | 'exempt.full' | 'notNeeded' | null => {
  if (remaining === '0') return 'nothingRemaining'
  if (exempt === 'full') return 'exempt.full'
  return standing === 'met' && linesJoined === 'any' ? 'notNeeded' : null
}
