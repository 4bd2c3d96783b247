import i18next from 'i18next'
import { useLanguage, useWords } from '../i18n/words.ts'

/** The sentence of an event; one whose area has no words yet is shown under its own name rather than hidden. */
export const useEventSentence = (): ((name: string) => string) => {
  const language = useLanguage()
  const say = useWords('ui')
  return (name) =>
    i18next.exists(name, { lng: language, ns: 'events' })
      ? i18next.getFixedT(language, 'events')(name)
      : say('eventUnnamed', { name })
}
