import type { FieldError } from './result.ts'
import { typefaceCoverage } from './typeface-coverage.ts'

/** First and last code point of every run the certificates' typeface draws, one after the other, rising. */
const edges: readonly number[] = (() => {
  const found: number[] = []
  let end = 0
  for (const run of typefaceCoverage.trim().split(/\s+/)) {
    const [gap, more] = run.split('+') as [string, string | undefined]
    const from = end + Number.parseInt(gap, 36)
    end = from + (more === undefined ? 0 : Number.parseInt(more, 36))
    found.push(from, end)
  }
  return found
})()

/** Found by halving: a register of a million names asks for every character of theirs. */
const drawn = (point: number): boolean => {
  let [low, high] = [0, edges.length / 2 - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (point < (edges[2 * middle] as number)) high = middle - 1
    else if (point > (edges[2 * middle + 1] as number)) low = middle + 1
    else return true
  }
  return false
}

/**
 * Characters of a text that would print as an empty box on a certificate, or that print nothing and could hide
 * something (controls, direction marks). Each once, in order.
 */
export const undrawable = (text: string): readonly string[] => {
  const missing = new Set<string>()
  for (const character of text) if (!drawn(character.codePointAt(0) as number)) missing.add(character)
  return [...missing]
}

/**
 * Of texts that certificates print, those that they could not: refused where they are typed, since at closing they would
 * hold everybody's certificate.
 */
export const undrawableFaults = (texts: Readonly<Record<string, string>>): FieldError[] =>
  Object.entries(texts).flatMap(([field, text]) => {
    const missing = undrawable(text)
    return missing.length === 0
      ? []
      : [{ pointer: `/${field}`, code: 'text.undrawable', params: { characters: missing.join(' ') } }]
  })
