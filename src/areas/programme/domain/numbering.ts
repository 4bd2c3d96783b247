/** Numbering scheme of a programme's certificates. */
export interface NumberingScheme {
  readonly prefix: string
  readonly yearDigits: 0 | 2 | 4
  readonly serialDigits: number
  readonly check: 'none' | 'mod-11-10' | 'mod-37-36' | 'mod-97-10'
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Number of the `serial`-th certificate of a year. A serial beyond the digits planned grows longer, never repeats. */
export const certificateNumber = (scheme: NumberingScheme, year: number, serial: number): string => {
  const yearPart = scheme.yearDigits === 0 ? '' : String(year).padStart(4, '0').slice(-scheme.yearDigits)
  const body = `${scheme.prefix}${yearPart}${String(serial).padStart(scheme.serialDigits, '0')}`
  return body + checkOf(body, scheme.check)
}

/** True when a number could have been issued under the scheme: its prefix stands and its check characters agree. */
export const isWellFormedNumber = (scheme: NumberingScheme, number: string): boolean => {
  const checkLength = { none: 0, 'mod-11-10': 1, 'mod-37-36': 1, 'mod-97-10': 2 }[scheme.check]
  const body = number.slice(0, number.length - checkLength)
  const running = body.slice(scheme.prefix.length)
  if (!body.startsWith(scheme.prefix) || !/^\d+$/.test(running)) return false
  if (running.length < scheme.yearDigits + scheme.serialDigits) return false
  return number === body + checkOf(body, scheme.check)
}

const checkOf = (body: string, method: NumberingScheme['check']): string => {
  if (method === 'none') return ''
  if (method === 'mod-97-10') return pureCheck(body)
  return method === 'mod-11-10' ? hybridCheck(body, 10) : hybridCheck(body, 36)
}

/** ISO/IEC 7064 hybrid system (modulus + 1, modulus): catches every single error and nearly every swap of neighbours. */
const hybridCheck = (body: string, modulus: 10 | 36): string => {
  let product = modulus
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % modulus
    product = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1)
  }
  return alphabet.charAt((modulus + 1 - product) % modulus)
}

/** ISO/IEC 7064 MOD 97-10 with letters read as 10 to 35, as bank account numbers do. */
const pureCheck = (body: string): string => {
  let rest = 0
  for (const digit of `${[...body].map((character) => alphabet.indexOf(character)).join('')}00`)
    rest = (rest * 10 + Number(digit)) % 97
  return String(98 - rest).padStart(2, '0')
}
