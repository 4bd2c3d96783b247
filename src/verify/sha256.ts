import type { Bytes } from './bytes.ts'

/** SHA-256 by the runtime's own cryptography: browser, Node and workers alike. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
