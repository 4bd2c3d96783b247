import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { typeSizes, type Preferences } from '../preferences.ts'
import { say, type Language, type Word } from '../words.ts'

export interface Display {
  readonly preferences: Preferences
  change(preferences: Preferences): void
}

export const DisplayContext = createContext<Display | null>(null)

const useDisplay = (): Display => {
  const display = useContext(DisplayContext)
  if (!display) throw new Error('a screen of the exam outside its frame')
  return display
}

/** Words in the reader's language, and of what is named in both its name. */
export const useWords = () => {
  const { language } = useDisplay().preferences
  return useMemo(
    () => ({
      language,
      t: (word: Word, values?: Readonly<Record<string, string | number>>): string =>
        say(language, word, values),
      either: (chinese: string, english: string | null): string =>
        language === 'en' ? english || chinese : chinese,
    }),
    [language],
  )
}

/** `22 November 09:30`, in the site's zone. */
export const instantText = (
  instant: string | number,
  zone: string,
  language: Language,
  parts: 'time' | 'full' = 'full',
): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(parts === 'full' ? { year: 'numeric', month: 'long', day: 'numeric' } : {}),
  }).format(new Date(instant))

/** Type size, contrast and language, on every page of the exam. */
export const DisplayMenu = (): ReactNode => {
  const { preferences, change } = useDisplay()
  const { t } = useWords()
  return (
    <details
      className="display"
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return
        currentTarget.open = false
        currentTarget.querySelector('summary')?.focus()
      }}
    >
      <summary>
        <span aria-hidden="true">A</span> {t('display')}
      </summary>
      <div className="display-panel">
        <fieldset>
          <legend>{t('typeSize')}</legend>
          {typeSizes.map((size) => (
            <label key={size}>
              <input
                type="radio"
                name="size"
                checked={preferences.size === size}
                onChange={() => change({ ...preferences, size })}
              />
              {size}%
            </label>
          ))}
        </fieldset>
        <label className="switch">
          <input
            type="checkbox"
            checked={preferences.contrast}
            onChange={(event) => change({ ...preferences, contrast: event.target.checked })}
          />
          {t('contrast')}
        </label>
        <button
          type="button"
          className="plain"
          onClick={() => change({ ...preferences, language: preferences.language === 'zh' ? 'en' : 'zh' })}
        >
          {t('language')}
        </button>
      </div>
    </details>
  )
}
