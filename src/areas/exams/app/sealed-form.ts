import { createCipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { mediaOnPaper } from '../store/media.ts'
import { digest } from './digest.ts'
import { paperOf } from './paper-cache.ts'

type Vault = Pick<IdentityVault, 'fingerprint'>

/** A paper as it lies on a seat before the start: both parts are base64 of nonce, ciphertext and tag (AES-256-GCM). */
export interface SealedPaper {
  /** SHA-256 over both parts, hex. */
  readonly hash: string
  /** The questions, the same for every seat of the sitting. */
  readonly form: string
  /** In which order this candidate sees them. */
  readonly order: string
  /** Files shown with the questions, each by the SHA-256 of what is sealed; what is in them the form says. */
  readonly media: readonly string[]
}

/** What a seat may do at the start, signed by the centre so that nothing has to be looked up then. */
export interface Claim {
  readonly attemptId: string
  readonly sittingId: string
  readonly epoch: number
  readonly paperHash: string
  readonly sealedHash: string
}

/** The key of a sitting's paper, made from the installation's key: every process has it, and it is stored nowhere. */
export const contentKey = (vault: Vault, of: { sittingId: string; paperHash: string }): Buffer =>
  Buffer.from(vault.fingerprint('exam-form', `${of.sittingId}:${of.paperHash}`), 'hex')

/**
 * The nonce follows from key and content: two processes seal the same paper to the same bytes, and no nonce ever meets a
 * second content.
 */
const sealBytes = (key: Buffer, content: Buffer): Buffer => {
  const nonce = createHmac('sha256', key).update(content).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}
const seal = (key: Buffer, content: string): string => sealBytes(key, Buffer.from(content)).toString('base64')

export const sealedHash = (sealed: Pick<SealedPaper, 'form' | 'order'>): string =>
  createHash('sha256').update(`${sealed.form}.${sealed.order}`).digest('hex')

interface SealedForm {
  readonly form: string
  /** Hashes of the files by the names they have sealed. */
  readonly media: ReadonlyMap<string, string>
}

/** One form serves a whole hall; sealed papers never change. The oldest makes room. */
const forms = new Map<string, Promise<SealedForm>>()
const mostForms = 32

const sealForm = async (tx: Db | Tx, key: Buffer, paperId: string): Promise<SealedForm> => {
  const { questions } = await paperOf(tx, paperId)
  const media = new Map<string, string>()
  // One at a time: files are large, and only their names are kept.
  for (const hash of new Set(questions.flatMap((one) => (one.media ?? []).map((file) => file.hash)))) {
    const found = await mediaOnPaper(tx, paperId, hash)
    if (!found) throw new Error(`media ${hash} of paper ${paperId} is missing`)
    media.set(createHash('sha256').update(sealBytes(key, found.content)).digest('hex'), hash)
  }
  const names = Object.fromEntries([...media].map(([name, hash]) => [hash, name]))
  return { form: seal(key, canonicalJson({ questions: [...questions], media: names } as never)), media }
}

const formOf = (tx: Db | Tx, key: Buffer, attempt: Pick<AttemptRow, 'paperId'>): Promise<SealedForm> => {
  const place = `${attempt.paperId}:${createHash('sha256').update(key).digest('hex')}`
  const known = forms.get(place)
  if (known) return known
  const making = sealForm(tx, key, attempt.paperId)
  making.catch(() => forms.delete(place))
  forms.set(place, making)
  const [oldest] = forms.keys()
  if (forms.size > mostForms && oldest !== undefined) forms.delete(oldest)
  return making
}

export const sealedPaperOf = async (
  tx: Db | Tx,
  vault: Vault,
  attempt: Pick<AttemptRow, 'paperId' | 'paperHash' | 'sittingId' | 'permutation'>,
): Promise<SealedPaper> => {
  const key = contentKey(vault, attempt)
  const { form, media } = await formOf(tx, key, attempt)
  const order = seal(key, canonicalJson({ order: attempt.permutation } as never))
  return { hash: sealedHash({ form, order }), form, order, media: [...media.keys()] }
}

/** A file of the paper as sealed; undefined for a name that is none of its. */
export const sealedMediaOf = async (
  tx: Db | Tx,
  vault: Vault,
  attempt: Pick<AttemptRow, 'paperId' | 'paperHash' | 'sittingId'>,
  name: string,
): Promise<Buffer | undefined> => {
  const key = contentKey(vault, attempt)
  const hash = (await formOf(tx, key, attempt)).media.get(name)
  const found = hash === undefined ? undefined : await mediaOnPaper(tx, attempt.paperId, hash)
  return found && sealBytes(key, found.content)
}

const markOf = (vault: Vault, payload: string): string => vault.fingerprint('exam-claim', payload)

export const writeClaim = (vault: Vault, claim: Claim): string => {
  const payload = Buffer.from(canonicalJson({ ...claim })).toString('base64url')
  return `${payload}.${markOf(vault, payload)}`
}

/** The claim of a text this installation signed; null for any other text. */
export const readClaim = (vault: Vault, text: string): Claim | null => {
  const [payload, mark, more] = text.split('.')
  if (!payload || !mark || more !== undefined) return null
  const [given, right] = [digest(mark), digest(markOf(vault, payload))].map((hash) => Buffer.from(hash))
  if (!given || !right || !timingSafeEqual(given, right)) return null
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claim
}
