import { nameKey } from '../../../kernel/person-name.ts'

const pairs = (chars: readonly string[]): string[] =>
  chars.slice(1).map((char, index) => `${chars[index] as string}${char}`)

/** What a name is found by: its neighbouring pairs of characters, and `^` with the first for a search by surname. */
export const nameGrams = (name: string): string[] => {
  const chars = [...nameKey(name)]
  return [...new Set([`^${chars[0] ?? ''}`, ...pairs(chars)])]
}

/** The grams a name must have to contain what was typed: one character is a surname, two and more lie anywhere. */
export const searchGrams = (typed: string): string[] => {
  const chars = [...nameKey(typed)]
  return chars.length === 1 ? [`^${chars[0] as string}`] : [...new Set(pairs(chars))]
}
