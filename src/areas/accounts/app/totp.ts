import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const periodSeconds = 30
/** Steps a phone's clock may be off, either way. */
const drift = 1

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

export const totpUri = (secret: string, label: string): string =>
  new TOTP({
    issuer: '知新 Zhixin',
    label,
    secret: Secret.fromBase32(secret),
    period: periodSeconds,
  }).toString()

/** The 30-second step a code belongs to, or `undefined` when it is none of the steps around now. */
export const totpStep = (secret: string, code: string, now: Date): number | undefined => {
  const timestamp = now.getTime()
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: periodSeconds,
    window: drift,
    timestamp,
  })
  return delta === null ? undefined : TOTP.counter({ period: periodSeconds, timestamp }) + delta
}

/** What was typed, without what people and apps put between the characters. */
export const plainCode = (typed: string): string =>
  typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')

export const isTotpCode = (plain: string): boolean => /^\d{6}$/.test(plain)

// Without characters that look alike: these are written down and typed in a hurry.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const recoveryCodes = 10

/** Ten codes of two groups of five, about 49 bits each. */
export const newRecoveryCodes = (): string[] => {
  const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: recoveryCodes }, () => `${group()}-${group()}`)
}
