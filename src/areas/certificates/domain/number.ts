/** The part of a programme's numbering scheme that is printed before the serial. */
export interface Series {
  readonly prefix: string
  readonly yearDigits: 0 | 2 | 4
}

/**
 * Name of the running count a number belongs to: everything that is printed before the serial. Programmes that print the
 * same prefix count together, so that two of them can never issue one number twice.
 */
export const seriesOf = (scheme: Series, issuedOn: string): string => {
  const year = scheme.yearDigits === 0 ? '' : issuedOn.slice(4 - scheme.yearDigits, 4)
  return `${scheme.prefix}${year}`
}

/** A number as typed, pasted or scanned, brought to the form it was issued in: half width, capitals, no spaces or dashes. */
export const typedNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b\u2010-\u2015\u2212_.-]/g, '')

const digitFor: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1' }
const alike: Readonly<Record<string, readonly string[]>> = {
  '0': ['O', 'Q'],
  O: ['0', 'Q'],
  '1': ['I', 'L'],
  I: ['1', 'L'],
}

/**
 * Numbers somebody may have meant who read a letter for a digit: after the prefix there are digits only, and the check
 * character at the end may be either.
 */
export const meantNumbers = (typed: string): string[] => {
  const [, prefix = '', rest = ''] = /^([^0-9]*)(.*)$/s.exec(typed) ?? []
  const last = rest.slice(-1)
  const digits = rest.slice(0, -1).replace(/[OQIL]/g, (letter) => digitFor[letter] ?? letter)
  const meant = [last, ...(alike[last] ?? [])].map((end) => `${prefix}${digits}${end}`)
  return meant.filter((number) => number !== typed)
}
