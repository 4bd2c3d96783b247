import type { ConfigProviderProps } from 'antd'
import builtIn from 'antd/es/locale/en_US.js'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import type { Language } from '../i18n/language.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

/** The types say CommonJS, where a default is one level deeper; the bundle has the module itself. */
const unwrapped = (module: { readonly default: unknown }): Locale => {
  const outer = module.default as Locale & { readonly default?: Locale }
  return outer.default ?? outer
}

const sources: Readonly<Record<Language, () => Promise<Locale>>> = {
  zh: async () => {
    const [locale] = await Promise.all([import('antd/es/locale/zh_CN.js'), import('dayjs/locale/zh-cn.js')])
    dayjs.locale('zh-cn')
    return unwrapped(locale)
  },
  en: async () => {
    const [locale] = await Promise.all([import('antd/es/locale/en_GB.js'), import('dayjs/locale/en-gb.js')])
    dayjs.locale('en-gb')
    return unwrapped(locale)
  },
}

/**
 * Words inside the component library (calendars, pickers), fetched with the language. Until they are there the library's
 * built-in ones: with none at first it would wrap the whole tree anew later, and what was typed meanwhile would be gone.
 */
export const useComponentLocale = (language: Language): Locale => {
  const [locale, setLocale] = useState<Locale>(() => unwrapped({ default: builtIn }))
  useEffect(() => {
    let wanted = true
    void sources[language]().then((loaded) => wanted && setLocale(loaded))
    return () => {
      wanted = false
    }
  }, [language])
  return locale
}
