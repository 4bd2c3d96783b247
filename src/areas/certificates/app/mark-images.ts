import type { Db, Tx } from '../../../platform/db/database.ts'
import type { CertificateContent } from '../domain/content.ts'
import type { PrintedMarks } from '../domain/mark.ts'
import { findImage, type Mark } from '../store/marks.ts'
import type { MarkImages } from './rendering.ts'
import { sha256 } from './signing.ts'

/** Marks in the words of a certificate; `undefined` where nothing is printed from an image. */
export const printedMarks = (marks: readonly Mark[]): PrintedMarks | undefined => {
  const printed = marks.flatMap(({ kind, sha256: hash, signatory }) =>
    hash === null
      ? []
      : [[kind, { sha256: hash.toString('base64url'), ...(kind === 'signature' ? { signatory } : {}) }]],
  )
  return printed.length === 0 ? undefined : (Object.fromEntries(printed) as PrintedMarks)
}

/** The images a certificate names; `undefined` where one is not kept here or is no longer what was hashed. */
export const imagesOf = async (
  connection: Db | Tx,
  content: Pick<CertificateContent, 'images'>,
): Promise<MarkImages | undefined> => {
  const images: Record<string, Uint8Array> = {}
  for (const [kind, mark] of Object.entries(content.images ?? {})) {
    const hash = Buffer.from((mark as { readonly sha256: string }).sha256, 'base64url')
    const bytes = await findImage(connection, hash)
    if (!bytes || !sha256(bytes).equals(hash)) return undefined
    images[kind] = bytes
  }
  return images
}
