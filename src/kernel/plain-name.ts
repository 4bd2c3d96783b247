/**
 * Signs that the name of a thing is never written with: controls, signs that hide or turn text, half and unassigned
 * characters, the brackets of markup.
 */
const notInNames = /[\p{C}\p{Zl}\p{Zp}<>＜＞]/u

/** What spreadsheets, Chinese ones too, take for the beginning of a formula. A minus may begin a name: -1 层机房. */
const formulaLike = /^\s*[=+@＝＋＠]/

/**
 * Whether a text may name a room, a teacher, a course, a class, a site, an organisation: something that is shown, printed
 * and exported beside other people's data. The empty text may; whether a name is needed is another question.
 */
export const isPlainName = (text: string): boolean => !notInNames.test(text) && !formulaLike.test(text)
