import { useWords } from '../../../i18n/words.ts'

/** Kinds of activity that regulations usually speak of; a pack may name others. */
export const usualKinds = [
  'class',
  'seminar',
  'distance',
  'conference',
  'lecture',
  'paper',
  'patent',
  'project',
  'practice',
  'self-study',
] as const

/** What a kind of activity is called; one that only a pack knows, by its id. */
export const useKindWord = (): ((kind: string) => string) => {
  const say = useWords('rules')
  return (kind) => {
    const known = usualKinds.find((one) => one === kind)
    return known ? say(`kindName.${known}`) : kind
  }
}
