import { parseExact, type Fraction } from '../../../kernel/exact.ts'

/** Most characters of an answer, by what is written. */
export const longest = { text: 200, number: 40, essay: 20_000 } as const

/**
 * A text answer as it is compared: full and half width, upper and lower case and the amount of space between words make
 * no difference.
 */
export const plainAnswer = (text: string): string =>
  text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** A number as a candidate types it (`１，２３４．５`, `−3`, `+0.5`, `.5`); null for anything that is not one exact decimal. */
export const readNumber = (typed: string): Fraction | null => {
  const plain = typed.normalize('NFKC').replace(/[\s_]/g, '').replace(/[−–—]/g, '-').replace(/。/g, '.')
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  const [, sign = '', whole = '', decimals = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(grouped) ?? []
  if (whole === '' && decimals === '') return null
  return parseExact(`${sign === '-' ? '-' : ''}${whole || '0'}${decimals ? `.${decimals}` : ''}`)
}
