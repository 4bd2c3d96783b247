/** First character and a star: what everybody may see of a holder. Its length is not told either. */
export const maskedName = (name: string): string => `${[...name.trim()][0] ?? ''}*`

/** A name for comparing: spaces, dots between the parts of a name, width and case do not tell two names apart. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00b7\u2022\u2027\u30fb\uff0e.\u0027\u2019-]/g, '')

/**
 * True when the asker knows the holder: a run of two or more characters of the name. A name of two characters is given
 * whole by that; one character, which is what the mask already shows, never suffices.
 */
export const knowsName = (holder: string, asked: string): boolean => {
  const [name, part] = [plainName(holder), plainName(asked)]
  return isNamePart(asked) && name.includes(part)
}

/** One character tells nothing that the mask does not show: it is neither right nor wrong. */
export const isNamePart = (asked: string): boolean => [...plainName(asked)].length >= 2

/** What a certificate is found by: each pair of neighbouring characters of the name, and `^` with the first one. */
export const nameGrams = (name: string): string[] => {
  const characters = [...plainName(name)]
  const pairs = characters.slice(1).map((character, at) => `${characters[at]}${character}`)
  return [...new Set(characters[0] === undefined ? pairs : [`^${characters[0]}`, ...pairs])]
}

/** Grams that every name holding this part must have; empty for nothing to search by. */
export const searchGrams = (part: string): string[] => {
  const grams = nameGrams(part)
  return grams.length === 1 ? grams : grams.slice(1)
}
