import type { Say } from './words.ts'

/** 2026-11-22 to 2026-11-26; of one day the day alone. */
export const periodOf = (ui: Say<'ui'>, from: string, to: string): string =>
  from === to ? from : ui('period', { from, to })
