import type { Bilingual } from '../../../kernel/bilingual.ts'

/** The title of a text that may be at fault: as far as it is there. */
export const titleOf = (pack: unknown): Bilingual => {
  const title = typeof pack === 'object' && pack !== null ? (pack as Record<string, unknown>)['title'] : null
  return bilingual(title)
}

export const bilingual = (value: unknown): Bilingual => {
  const { zh, en } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const text = (one: unknown): string => (typeof one === 'string' ? one : '')
  return { zh: text(zh), en: text(en) }
}
