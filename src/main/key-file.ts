import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolders } from '../platform/embedded-postgres/cluster-folder.ts'
import { EnvironmentError } from '../platform/environment-error.ts'
import type { SignedKeyChange } from '../platform/ports/ports.ts'
import { type KeyChange, keyChangePurpose, keyChangeSchema } from '../verify/key-change.ts'
import { hashOf } from '../verify/statement.ts'
import { asPublicKey, keyIdOf, type PublicKey } from '../verify/keys.ts'

/** The keys of one installation. Whoever holds the file holds them all: 0600, backed up, apart from the database. */
export interface Secrets extends SigningSecret {
  /** AES-256-GCM for identity numbers at rest. */
  readonly identityKey: Buffer
  /** HMAC-SHA-256 for finding an identity number without opening any. */
  readonly identityHmacKey: Buffer
  readonly sessionPepper: Buffer
  /** Public keys that signed before the one that signs now, oldest first: what they signed stays ours. */
  readonly retired: readonly PublicKey[]
  /** By which the key before endorsed the next, oldest first; fewer than `retired` where keys were changed before there were any. */
  readonly keyChanges: readonly SignedKeyChange[]
  /** What the VC-API signs with: what callers have signed there can never pass for a certificate. */
  readonly vcApi: SigningSecret
  /** Tells two key files apart without telling anything about the keys. */
  readonly fingerprint: string
  /** Made by demo mode on its own: nobody has a backup of it. */
  readonly demo: boolean
}

export interface SigningSecret {
  readonly signingKey: KeyObject
  /** RFC 7638 thumbprint of the signing key. */
  readonly keyId: string
  readonly publicJwk: PublicKey
}

interface KeyFile {
  readonly zhixinKeys: 1
  readonly demo: boolean
  readonly createdAt: string
  /** 32 bytes, base64url: all symmetric keys are derived from it by HKDF, each for one purpose. */
  readonly root: string
  /** PKCS #8 of the Ed25519 key, sealed with a key derived from the root: nonce, tag, ciphertext. */
  readonly signingKey: string
  /** Public keys that signed before, oldest first; their private parts are destroyed. */
  readonly retired?: readonly PublicKey[]
  /** What each of them signed last: the key that came after it. */
  readonly keyChanges?: readonly SignedKeyChange[]
}

/** Reads the key file, making one first where `create` says how. @throws EnvironmentError keys.* */
export const loadSecrets = async (
  file: string,
  create?: { readonly demo: boolean; readonly now: Date },
): Promise<Secrets> => {
  if (create) await createKeyFile(file, create)
  const text = await readPrivately(file)
  try {
    return await open(parse(text))
  } catch (error) {
    throw new EnvironmentError('keys.malformed', { file, reason: (error as Error).message })
  }
}

/** Writes a new key file. One that is there stays: to overwrite it would lose every identity number sealed with it. Answers whether it wrote. */
export const createKeyFile = async (
  file: string,
  how: { readonly demo: boolean; readonly now: Date },
): Promise<boolean> => {
  const content = `${JSON.stringify(newKeyFile(how), null, 2)}\n`
  const draft = `${file}.${process.pid}`
  try {
    await makeFolders(dirname(file), 0o700)
    if (await stat(file).catch(() => undefined)) return false
    // Complete before it has its name: a start killed half-way leaves no half key file.
    await writeFile(draft, content, { mode: 0o600, flag: 'wx', flush: true })
    await rename(draft, file)
    return true
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw new EnvironmentError('folder.not-writable', {
      folder: dirname(file),
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
}

/**
 * Puts a new signing key in the place of the one in use, which endorses it; the old private part is gone from then on. Identity numbers and sessions
 * keep their keys. Servers sign with the new one from their next start. @throws EnvironmentError keys.*
 */
export const rotateSigningKey = async (file: string, now: Date): Promise<Secrets> => {
  const old = await loadSecrets(file)
  const kept = parse(await readPrivately(file))
  const next = { ...kept, signingKey: sealedSigningKey(kept.root) }
  const change = await signedKeyChange(old, await open(next), now)
  const fresh = {
    ...next,
    retired: [...old.retired, old.publicJwk],
    keyChanges: [...old.keyChanges, change],
  }
  const draft = `${file}.${process.pid}`
  try {
    await writeFile(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw new EnvironmentError('folder.not-writable', {
      folder: dirname(file),
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
  return loadSecrets(file)
}

const signedKeyChange = async (
  by: SigningSecret,
  next: SigningSecret,
  now: Date,
): Promise<SignedKeyChange> => {
  const change: KeyChange = {
    schema: keyChangeSchema,
    purpose: keyChangePurpose,
    newKeyId: next.keyId,
    newKey: next.publicJwk,
    at: now.toISOString(),
  }
  const hash = (await hashOf({ ...change, newKey: { ...change.newKey } })) as Uint8Array
  return { ...change, keyId: by.keyId, signature: sign(null, hash, by.signingKey).toString('base64url') }
}

const sealedSigningKey = (root: string): string => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  return seal(derive(Buffer.from(root, 'base64url'), 'signing key'), pkcs8).toString('base64url')
}

const newKeyFile = ({ demo, now }: { readonly demo: boolean; readonly now: Date }): KeyFile => {
  const root = randomBytes(32).toString('base64url')
  return {
    zhixinKeys: 1,
    demo,
    createdAt: now.toISOString(),
    root,
    signingKey: sealedSigningKey(root),
  }
}

const readPrivately = async (file: string): Promise<string> => {
  try {
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) throw new EnvironmentError('keys.exposed', { file })
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof EnvironmentError) throw error
    throw new EnvironmentError('keys.unreadable', {
      file,
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
}

const parse = (text: string): KeyFile => {
  const found = JSON.parse(text) as Partial<KeyFile> | null
  if (found?.zhixinKeys !== 1) throw new Error('zhixinKeys')
  if (typeof found.root !== 'string' || Buffer.from(found.root, 'base64url').length !== 32)
    throw new Error('root')
  if (typeof found.signingKey !== 'string') throw new Error('signingKey')
  const retired = (found.retired ?? []).map((key) => asPublicKey({ ...key }))
  if (retired.includes(undefined)) throw new Error('retired')
  if (
    !(found.keyChanges ?? []).every(
      (one) => typeof one.signature === 'string' && asPublicKey({ ...one.newKey }),
    )
  )
    throw new Error('keyChanges')
  return {
    zhixinKeys: 1,
    demo: found.demo === true,
    createdAt: found.createdAt ?? '',
    root: found.root,
    signingKey: found.signingKey,
    retired: retired.filter((key) => key !== undefined),
    keyChanges: found.keyChanges ?? [],
  }
}

const open = async (file: KeyFile): Promise<Secrets> => {
  const root = Buffer.from(file.root, 'base64url')
  const pkcs8 = unseal(derive(root, 'signing key'), Buffer.from(file.signingKey, 'base64url'))
  const vcApiKey = Buffer.concat([ed25519Pkcs8, derive(root, 'vc-api signing key')])
  return {
    identityKey: derive(root, 'identity number at rest'),
    identityHmacKey: derive(root, 'identity number search'),
    sessionPepper: derive(root, 'session token'),
    ...(await signingSecret(pkcs8)),
    vcApi: await signingSecret(vcApiKey),
    retired: file.retired ?? [],
    keyChanges: file.keyChanges ?? [],
    fingerprint: createHash('sha256').update(derive(root, 'fingerprint')).digest('hex').slice(0, 16),
    demo: file.demo,
  }
}

/** The fixed head of every Ed25519 PrivateKeyInfo (RFC 8410); the 32 key bytes follow. */
const ed25519Pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const signingSecret = async (pkcs8: Buffer): Promise<SigningSecret> => {
  const signingKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(signingKey).export({ format: 'jwk' })
  const publicJwk: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: x ?? '' }
  return { signingKey, keyId: await keyIdOf(publicJwk), publicJwk }
}

const derive = (root: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', root, '', `zhixin 1: ${purpose}`, 32))

const seal = (key: Buffer, plain: Buffer): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

const unseal = (key: Buffer, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}
