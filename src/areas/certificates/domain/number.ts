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
