import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { Page } from '../../../kernel/exam-journal/event.ts'
import { headText, type HeadStatement } from '../../../kernel/exam-journal/signed-head.ts'

/** Reads a public key as a page registers it: DER (SPKI), ECDSA P-256; null for anything else. */
export const readPublicKey = (der: Buffer): KeyObject | null => {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
      ? key
      : null
  } catch {
    return null
  }
}

/** Whether a head was signed by the page an epoch was granted to. `signature`: base64 of r and s, as WebCrypto gives it. */
export const isSignedBy = (
  publicKey: Buffer | null,
  page: Pick<Page, 'attempt' | 'epoch'>,
  head: HeadStatement & { readonly signature: string },
): boolean => {
  const key = publicKey && readPublicKey(publicKey)
  if (!key) return false
  const signature = Buffer.from(head.signature, 'base64')
  return verify('sha256', Buffer.from(headText(page, head)), { key, dsaEncoding: 'ieee-p1363' }, signature)
}
