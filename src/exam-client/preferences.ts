import { chosenLanguage, say, type Language } from './words.ts'

export const typeSizes = [100, 125, 150, 200] as const

export interface Preferences {
  readonly language: Language
  readonly size: (typeof typeSizes)[number]
  readonly contrast: boolean
}

const place = 'zhixin-exam-display'

/** How this reader wants the exam shown: language from the house's cookie, size and contrast from this machine. */
export const readPreferences = (): Preferences => {
  const language = chosenLanguage(document.cookie, navigator.language)
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as { size?: number; contrast?: boolean }
    return {
      language,
      size: typeSizes.find((size) => size === kept.size) ?? 100,
      contrast: kept.contrast === true,
    }
  } catch {
    return { language, size: 100, contrast: false }
  }
}

export const keepPreferences = ({ language, size, contrast }: Preferences): void => {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`
  try {
    localStorage.setItem(place, JSON.stringify({ size, contrast }))
  } catch {
    // A browser that keeps nothing still shows what was chosen, until the page is closed.
  }
}

/** Puts size, contrast and language on the page itself, where the style sheet reads them, and the name of the page. */
export const showPreferences = ({ language, size, contrast }: Preferences): void => {
  const { documentElement: root } = document
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
  root.dataset['size'] = String(size)
  root.dataset['contrast'] = contrast ? 'high' : 'normal'
  document.title = `${say(language, 'exam')} · ${say(language, 'brand')}`
}
