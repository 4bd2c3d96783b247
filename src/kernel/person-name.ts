/** Longest name a record keeps. */
export const longestPersonName = 100

/** Signs that names are never written with but scripts and formulas are. */
const notInNames = /[\p{Cc}<>{}[\]\\|^`~@#$%&*+=;:"!?/_]/u

/** Full width to half, `张　三` to 张三, every middle dot to the one of U+00B7. Spaces between latin words stay, single. */
export const normalisePersonName = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s*[·•・．‧∙●]\s*/g, '·')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}·]) (?=[\p{Script=Han}·])/gu, '')
    .trim()
    .normalize('NFC')

/** What is wrong with a normalised name; `null` for a fit one. */
export const personNameFault = (name: string): 'missing' | 'too-long' | 'characters' | null => {
  if (name === '') return 'missing'
  if (name.length > longestPersonName) return 'too-long'
  return notInNames.test(name) ? 'characters' : null
}
