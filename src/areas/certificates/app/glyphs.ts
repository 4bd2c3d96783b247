import { openSync } from 'fontkit'
import { fontFiles } from './rendering.ts'

let coverage: Set<number> | undefined

/** Code points that every weight in use can draw. Read once: the files are large, the answer is small. */
const drawable = (): Set<number> => {
  coverage ??= Object.values(fontFiles)
    .map((file) => {
      const font = openSync(file)
      return new Set('characterSet' in font ? font.characterSet : [])
    })
    .reduce((both, one) => both.intersection(one))
  return coverage
}

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const judged = new Map<string, boolean>()

const prints = (character: string): boolean => {
  let answer = judged.get(character)
  if (answer === undefined) {
    answer = !hidden.test(character) && drawable().has(character.codePointAt(0) as number)
    judged.set(character, answer)
  }
  return answer
}

/**
 * Characters of a text that would print as an empty box, or that print nothing and could hide something (controls,
 * direction marks). Each once, in order.
 */
export const undrawable = (text: string): readonly string[] => {
  const missing = new Set<string>()
  for (const character of text) if (!prints(character)) missing.add(character)
  return [...missing]
}
