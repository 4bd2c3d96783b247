/** Languages of the screens; Chinese first. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Tags for `lang` attributes and Intl. */
export const localeOf: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

/** The language chosen on this device (cookie `lang`, which the server reads too), or the browser's, or Chinese. */
export const rememberedLanguage = (): Language => {
  const chosen = /(?:^|;\s*)lang=(zh|en)(?:;|$)/.exec(document.cookie)?.[1]
  if (chosen === 'zh' || chosen === 'en') return chosen
  return /^en\b/i.test(navigator.language) ? 'en' : 'zh'
}

export const rememberLanguage = (language: Language): void => {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`
}
