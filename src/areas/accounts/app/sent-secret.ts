import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { isId } from '../../../kernel/id.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import { plainCode } from './totp.ts'

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

export const newLinkSecret = (): string => randomBytes(32).toString('base64url')

/** What stands in a link after #. */
export const linkToken = (id: string, secret: string): string => `${id}.${secret}`

export const partsOfToken = (token: string): { readonly id: string; readonly secret: string } | undefined => {
  const [id = '', secret = ''] = token.trim().split('.')
  return isId(id) && secret.length === 43 ? { id, secret } : undefined
}

/**
 * Keyed, and bound to one request: the hash of a code is no help in guessing it, nor right for another name. Codes and links
 * are hashed as different things, so that no code can be guessed at where links are followed, without a limit.
 */
export const codeHash = (vault: IdentityVault, id: string, typed: string): string =>
  vault.fingerprint('sent code', `${id} ${plainCode(typed)}`)

export const linkHash = (vault: IdentityVault, id: string, secret: string): string =>
  vault.fingerprint('sent link', `${id} ${secret}`)

export const sameHash = (kept: string | null, given: string): boolean =>
  kept !== null && kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given))
