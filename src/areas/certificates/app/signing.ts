import { hash } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Signer } from '../../../platform/ports/ports.ts'

export const sha256 = (bytes: string | Buffer): Buffer => hash('sha256', bytes, 'buffer')

/** Node hash of the log, RFC 6962. */
export const hashPair = (left: Buffer, right: Buffer): Buffer =>
  sha256(Buffer.concat([nodePrefix, left, right]))

/** Leaf hash of the log, RFC 6962, over the canonical text of an entry. */
export const hashLeaf = (entry: string): Buffer => sha256(`\0${entry}`)

const nodePrefix = Buffer.of(1)

/** RFC 7638 thumbprint: the id that everybody can compute, whatever the key's keeper calls it. */
export const keyIdOf = (signer: Pick<Signer, 'publicJwk'>): string => {
  const known = keyIds.get(signer.publicJwk)
  if (known !== undefined) return known
  const { crv, kty, x } = signer.publicJwk
  const id = sha256(canonicalJson({ crv, kty, x })).toString('base64url')
  keyIds.set(signer.publicJwk, id)
  return id
}

const keyIds = new WeakMap<Signer['publicJwk'], string>()

export interface Signed {
  readonly text: string
  readonly hash: Buffer
  readonly keyId: string
  readonly signature: Buffer
}

/**
 * The one way anything is signed here: Ed25519 over the SHA-256 of the canonical text, once. `known`: as for `canonicalJson`.
 */
export const signed = async (
  signer: Signer,
  statement: object,
  known?: ReadonlyMap<unknown, string>,
): Promise<Signed> => {
  const text = canonicalJson(statement as Json, known)
  const hash = sha256(text)
  return { text, hash, keyId: keyIdOf(signer), signature: Buffer.from(await signer.sign(hash)) }
}

/** The same for many statements, signed together where the signer can. */
export const signedAll = async (
  signer: Signer,
  statements: readonly { readonly text: string; readonly hash: Buffer }[],
): Promise<Signed[]> => {
  const hashes = statements.map(({ hash }) => hash)
  const signatures = await (signer.signAll
    ? signer.signAll(hashes)
    : Promise.all(hashes.map((hash) => signer.sign(hash))))
  const keyId = keyIdOf(signer)
  return statements.map(({ text, hash }, place) => {
    const { buffer, byteOffset, byteLength } = signatures[place] as Uint8Array
    return { text, hash, keyId, signature: Buffer.from(buffer, byteOffset, byteLength) }
  })
}

/** Token of the QR code: shown by whoever holds the certificate. Follows from the salt, so that it is printed alike every time and stored nowhere. */
export const presentationToken = (salt: string): string =>
  sha256(`zhixin.presentation-token/1\n${salt}`).subarray(0, 16).toString('base64url')
