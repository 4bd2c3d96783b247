/** Where in a value a text stands that cannot be kept, as a JSON pointer; the key itself counts as its value's place. */
export const placeOfText = (
  value: unknown,
  wanted: (text: string) => boolean,
  at = '',
): string | undefined => {
  if (typeof value === 'string') return wanted(value) ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const place = `${at}/${key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (wanted(key)) return place
    const found = placeOfText(part, wanted, place)
    if (found !== undefined) return found
  }
  return undefined
}

/** UTF-8 cannot write half a character. */
export const isHalf = (text: string): boolean => !text.isWellFormed()

/** PostgreSQL's text and jsonb have no place for the character NUL. */
export const hasNul = (text: string): boolean => text.includes('\0')
