import { type Day, isDay } from './calendar.ts'
import { ok, type Result, refuse } from './result.ts'

/** Identity documents met in practice. `resident` holds every 18-digit number, residence permits included; `other` is any document not listed. */
export const identityKinds = ['resident', 'passport', 'hk-macau-permit', 'taiwan-permit', 'other'] as const
export type IdentityKind = (typeof identityKinds)[number]

export interface IdentityNumber {
  readonly kind: IdentityKind
  /** Normalised: the one spelling under which it is stored and found. */
  readonly number: string
  /** Told by an 18-digit number only. */
  readonly birth: Day | null
  readonly sex: 'female' | 'male' | null
}

export type IdentityRefusal =
  | 'identity.missing'
  | 'identity.length'
  | 'identity.characters'
  | 'identity.checksum'
  | 'identity.birth-date'

/** Half-width, upper-case, without spaces, invisible characters and the apostrophe spreadsheets put before digits; `×` at the end is an X. */
export const normaliseIdentity = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/^['‘’`]+|['‘’`]+$/g, '')
    .toUpperCase()
    .replace(/^(\d{17})[×✕Х]$/, '$1X')

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** The 18th character that the first 17 digits call for (ISO 7064, MOD 11-2). */
export const residentCheckDigit = (first17: string): string => {
  let sum = 0
  for (let index = 0; index < 17; index += 1) sum += Number(first17[index]) * (weights[index] ?? 0)
  return checkDigits[sum % 11] ?? ''
}

/**
 * Reads an identity number as people write it. Without a stated kind letters in front tell; bare digits are a resident's number, if
 * a wrong one: eight of them may be a Taiwan permit or an id cut short. The region of an 18-digit number
 * is not judged: regions are merged and renumbered, and a list that ages refuses honest people.
 */
export const readIdentity = (
  text: string,
  today: Day,
  stated?: IdentityKind,
): Result<IdentityNumber, IdentityRefusal> => {
  const number = normaliseIdentity(text)
  if (number === '') return refuse('identity.missing')
  const kind = stated ?? kindByShape(number)
  if (kind === 'resident') return readResident(number, today)
  if (!/^[A-Z0-9()-]{5,20}$/.test(number)) return refuse('identity.characters', { kind })
  return ok({ kind, number: number.replace(/[()-]/g, ''), birth: null, sex: null })
}

const kindByShape = (number: string): IdentityKind => {
  if (/^[HM](\d{8}|\d{10})$/.test(number)) return 'hk-macau-permit'
  if (/^[A-Z]{1,3}\d{5,9}$/.test(number)) return 'passport'
  return 'resident'
}

const readResident = (number: string, today: Day): Result<IdentityNumber, IdentityRefusal> => {
  if (!/^\d*[0-9X]$/.test(number)) return refuse('identity.characters', { kind: 'resident' })
  if (number.length !== 18) return refuse('identity.length', { length: number.length })
  const expected = residentCheckDigit(number)
  if (number[17] !== expected) return refuse('identity.checksum', { expected })
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birth) || birth < '1900-01-01' || birth > today) return refuse('identity.birth-date', { birth })
  return ok({ kind: 'resident', number, birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}

/** What may be shown: `310***********1234`; of other documents the first and the last two characters. */
export const maskIdentity = (number: string): string =>
  number.length === 18
    ? `${number.slice(0, 3)}***********${number.slice(14)}`
    : `${number.slice(0, 1)}${'*'.repeat(Math.max(3, number.length - 3))}${number.slice(-2)}`
