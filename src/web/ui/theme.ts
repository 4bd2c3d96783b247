import { theme as antdTheme, type ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

export const themeChoices = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const slot = 'zhixin.theme'
const listeners = new Set<() => void>()
const darkQuery = matchMedia('(prefers-color-scheme: dark)')

const chosen = (): ThemeChoice => {
  const kept = localStorage.getItem(slot)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

const paint = (): void => {
  const choice = chosen()
  if (choice === 'auto') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.dataset['theme'] = choice
  for (const listener of listeners) listener()
}

/** Light or dark for this device; auto follows the system. */
export const chooseTheme = (choice: ThemeChoice): void => {
  localStorage.setItem(slot, choice)
  paint()
}

export const startTheme = (): void => {
  darkQuery.addEventListener('change', paint)
  paint()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const isDark = (): boolean => chosen() === 'dark' || (chosen() === 'auto' && darkQuery.matches)

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, chosen)

const useDark = (): boolean => useSyncExternalStore(subscribe, isDark)

const narrowQuery = matchMedia('(max-width: 767px)')
const subscribeNarrow = (listener: () => void): (() => void) => {
  narrowQuery.addEventListener('change', listener)
  return () => narrowQuery.removeEventListener('change', listener)
}

/** True on phone-sized windows: one column, big targets. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, () => narrowQuery.matches)

/** The same colours as tokens.css, for the component library. */
export const useComponentTheme = (): ThemeConfig => {
  const dark = useDark()
  const narrow = useNarrow()
  const colour = dark ? darkColours : lightColours
  return {
    algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...colour,
      colorLink: colour.colorPrimary,
      colorInfo: colour.colorPrimary,
      fontFamily: 'var(--sans)',
      fontFamilyCode: 'var(--mono)',
      fontSize: narrow ? 16 : 14,
      lineHeight: narrow ? 26 / 16 : 22 / 14,
      borderRadius: 6,
      controlHeight: narrow ? 44 : 36,
      wireframe: false,
      boxShadow: 'none',
      boxShadowTertiary: 'none',
    },
    components: {
      Table: {
        cellPaddingBlock: 9,
        headerBg: dark ? '#1c232b' : '#f4f6f8',
        headerSplitColor: 'transparent',
        rowHoverBg: dark ? '#1c232b' : '#f4f6f8',
      },
      // Seven cells of the usual width and the margins of a form are wider than a phone.
      ...(narrow ? { DatePicker: { cellWidth: 40 } } : {}),
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    },
  }
}

const lightColours = {
  colorPrimary: '#0b6b6b',
  colorText: '#1b2430',
  colorTextSecondary: '#4b5768',
  colorTextTertiary: '#4b5768',
  colorTextDescription: '#4b5768',
  colorTextPlaceholder: '#687484',
  colorBgBase: '#ffffff',
  colorBorder: '#8793a3',
  colorBorderSecondary: '#d9dee5',
  colorSplit: '#d9dee5',
  colorError: '#b3261e',
  colorWarning: '#8a5a00',
  colorSuccess: '#1e6b3a',
  colorTextLightSolid: '#ffffff',
}

const darkColours = {
  colorPrimary: '#4fb8b5',
  colorText: '#e8ecf1',
  colorTextSecondary: '#a9b4c2',
  colorTextTertiary: '#a9b4c2',
  colorTextDescription: '#a9b4c2',
  colorTextPlaceholder: '#8b97a6',
  colorBgBase: '#14191f',
  colorBgContainer: '#14191f',
  colorBgElevated: '#1c232b',
  colorBorder: '#6b7888',
  colorBorderSecondary: '#2c3540',
  colorSplit: '#2c3540',
  colorError: '#ff8a7a',
  colorWarning: '#f2b84b',
  colorSuccess: '#6bc98b',
  colorTextLightSolid: '#0b1717',
}
