const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Unified social credit code as typed, in its one written form: full-width characters, spaces and small letters undone. */
export const creditCodeOf = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** True for a code of GB 32100-2015: 18 characters without I, O, S, V, Z, the last one checking the others modulo 31. */
export const isCreditCode = (code: string): boolean => {
  if (code.length !== 18) return false
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    const value = alphabet.indexOf(character)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return code[17] === alphabet[(31 - (sum % 31)) % 31]
}
