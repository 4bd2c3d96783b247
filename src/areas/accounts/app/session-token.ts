import { createHash, randomBytes } from 'node:crypto'

export const sessionCookie = 'zhixin_session'
export const sessionDays = 30

export const newSessionToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The value a page echoes in `x-csrf-token`: derived from the cookie's token, so nothing more is stored. */
export const csrfOf = (token: string): string =>
  createHash('sha256').update(`csrf\n${token}`).digest('base64url')
