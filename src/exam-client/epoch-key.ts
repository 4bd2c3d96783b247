import type { JournalEvent, Page } from '../kernel/exam-journal/event.ts'
import { headText } from '../kernel/exam-journal/signed-head.ts'
import type { KeptKey } from './machine-store.ts'
import type { SignedHead } from './sender.ts'

/** A page's own key pair, made when it is let in. The private half cannot be taken out of the browser. */
export interface PageKey {
  /** Base64 of DER (SPKI): what the centre is told. */
  readonly publicKey: string
  readonly privateKey: CryptoKey
}

export interface EpochKeys {
  /** Null where the browser has no WebCrypto (a page that is not served securely): then nothing is signed. */
  create(): Promise<PageKey | null>
  /** Base64 of the signature; null where it cannot be made. */
  sign(privateKey: CryptoKey, text: string): Promise<string | null>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** Keys of ECDSA P-256. A browser that fails at them sits the exam all the same. */
export const epochKeys = (
  subtle: Pick<SubtleCrypto, 'generateKey' | 'exportKey' | 'sign'> | undefined,
): EpochKeys => ({
  async create() {
    if (!subtle) return null
    try {
      const { publicKey, privateKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify'])
      return { publicKey: base64(await subtle.exportKey('spki', publicKey)), privateKey }
    } catch {
      return null
    }
  },
  async sign(privateKey, text) {
    try {
      return subtle ? base64(await subtle.sign(algorithm, privateKey, new TextEncoder().encode(text))) : null
    } catch {
      return null
    }
  },
})

/** Signs the newest act of one epoch with the key that was kept for it; null where there is none. */
export const headSigner =
  (
    keys: Pick<EpochKeys, 'sign'>,
    page: Pick<Page, 'attempt' | 'epoch'>,
    kept: KeptKey | null,
    offsetNow: () => number | null,
  ) =>
  async ({ seq, hash, mono, wall }: JournalEvent): Promise<SignedHead | null> => {
    const offset = offsetNow()
    if (!kept || kept.epoch !== page.epoch || offset === null) return null
    const head = { seq, hash, mono, wall, offset }
    const signature = await keys.sign(kept.privateKey, headText(page, head))
    return signature === null ? null : { ...head, signature }
  }
