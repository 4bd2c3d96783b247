/** What an office puts on its certificates as an image. */
export const markKinds = ['seal', 'signature'] as const
export type MarkKind = (typeof markKinds)[number]

/** The marks a certificate was issued with: each by the SHA-256 of its image, base64url. */
export interface PrintedMarks {
  readonly seal?: { readonly sha256: string }
  readonly signature?: { readonly sha256: string; readonly signatory: string }
}

/** Pixels to a side: 39 mm in print at 600 to the inch. */
const mostPixels = 920

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What is wrong with an image by its head; whether it can be drawn is for the typesetter to say. */
export const markFault = (
  bytes: Uint8Array,
): 'certificate-mark.not-png' | 'certificate-mark.too-many-pixels' | undefined => {
  if (bytes.length < 33 || signature.some((byte, at) => bytes[at] !== byte)) return 'certificate-mark.not-png'
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const isHeader = head.getUint32(12) === 0x49484452
  if (!isHeader) return 'certificate-mark.not-png'
  const [width, height] = [head.getUint32(16), head.getUint32(20)]
  return width > mostPixels || height > mostPixels ? 'certificate-mark.too-many-pixels' : undefined
}
