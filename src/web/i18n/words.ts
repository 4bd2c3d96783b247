import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { localeOf, rememberLanguage, type Language } from './language.ts'
import type { zh } from './zh/index.ts'

type Tables = typeof zh
export type Area = keyof Tables
export type Word<A extends Area> = Extract<keyof Tables[A], string>
type Fill = Readonly<Record<string, string | number>>

/** The words of one area in the reader's language: `say('sessions', { count: 3 })`. */
export type Say<A extends Area> = (word: Word<A>, fill?: Fill) => string

/** Each language comes over the network when first needed. */
const sources: Readonly<Record<Language, () => Promise<Record<Area, object>>>> = {
  zh: async () => (await import('./zh/index.ts')).zh,
  en: async () => (await import('./en/index.ts')).en,
}

const load = async (language: Language): Promise<void> => {
  if (i18next.hasResourceBundle(language, 'ui')) return
  for (const [area, table] of Object.entries(await sources[language]()))
    i18next.addResourceBundle(language, area, table)
}

/** Makes the words ready; screens are drawn after it. */
export const startWords = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    resources: {},
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    react: { useSuspense: false },
  })
  await speak(language)
}

/** Changes the language of every screen and remembers it on this device. */
export const speak = async (language: Language): Promise<void> => {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = localeOf[language]
  rememberLanguage(language)
}

export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'zh')

export const useWords = <A extends Area>(area: A): Say<A> => {
  const language = useLanguage()
  return useMemo(() => sayIn(language, area), [language, area])
}

/** A label of any area by its name; for texts that name what stands on other screens. */
export const useLabel = (): ((area: string, word: string) => string) => {
  const language = useLanguage()
  return useMemo(() => (area, word) => String(i18next.getFixedT(language, area)(word)), [language])
}

const sayIn = <A extends Area>(language: Language, area: A): Say<A> => {
  const fixed = i18next.getFixedT(language, area)
  return (word, fill) => String(fixed(word as string, { ...fill }))
}

/** Of a thing named in both languages the reader's name, falling back to the other. */
export const eitherName = (language: Language, chinese: string, english: string): string =>
  language === 'en' && english !== '' ? english : chinese

/** The same for a component that needs the language for nothing else. */
export const useEitherName = (): ((chinese: string, english: string) => string) => {
  const language = useLanguage()
  return (chinese, english) => eitherName(language, chinese, english)
}
