import { undrawable } from './undrawable.ts'

/** Longest name a record keeps. */
export const longestPersonName = 100

/** Signs that names are never written with but scripts and formulas are; symbols and emoji; signs that hide or turn text. */
const notInNames = /[\p{C}\p{Sc}\p{Sm}\p{So}\p{Zl}\p{Zp}<>{}[\]\\|^`~@#$%&*+=;:"!?/_]/u

/** A name holds a letter, and does not begin as a formula or a list does. */
const nameLike = /^(?![-‐‑–—.,·]).*[\p{L}\p{Nl}]/u

/**
 * Full width to half, `张　三` to 张三, every middle dot to the one of U+00B7. Spaces between latin words stay, single.
 * Selectors of a variant form are left out: the character stays the same one.
 */
export const normalisePersonName = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
    .replace(/\s*[·•・．‧∙●]\s*/g, '·')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}·]) (?=[\p{Script=Han}·])/gu, '')
    .trim()
    .normalize('NFC')

export type PersonNameFault = 'missing' | 'too-long' | 'characters' | 'undrawable'

/**
 * What is wrong with a normalised name; `null` for a fit one. A name no certificate can bear is refused here, where
 * somebody can still look at the document, and not when the class is over; `undrawable` tells its characters.
 */
export const personNameFault = (name: string): PersonNameFault | null => {
  if (name === '') return 'missing'
  if (name.length > longestPersonName) return 'too-long'
  if (notInNames.test(name) || !nameLike.test(name)) return 'characters'
  return undrawable(name).length > 0 ? 'undrawable' : null
}

/** A name as it is compared: full-width forms, spaces and letter case do not make another name. */
export const nameKey = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()
