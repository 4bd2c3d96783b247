import { newSessionToken } from './session-token.ts'

/** Named at its front, so that a key left in a script or a log is recognised for what it is; 256 random bits follow. */
export const newKeyToken = (): string => `zhixin_${newSessionToken()}`

/** What a request brings as `Authorization: Bearer …`, whatever it is worth; `undefined` for none, or another scheme. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  authorization !== undefined && /^bearer(\s|$)/i.test(authorization)
    ? authorization.slice('bearer'.length).trim()
    : undefined
