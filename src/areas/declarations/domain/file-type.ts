export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg'

const starts = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

const holds = (bytes: Uint8Array, text: string): boolean => {
  const wanted = [...text].map((character) => character.charCodeAt(0))
  return bytes.some((_byte, at) => wanted.every((byte, offset) => bytes[at + offset] === byte))
}

/**
 * What a file is by its content, whatever its name says: it begins as such a file does and has come to its end, so that
 * one cut off on the way is told at once. `null` for anything else.
 */
export const mediaTypeOf = (bytes: Uint8Array): MediaType | null => {
  const tail = bytes.subarray(-2048)
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d) && holds(tail, '%%EOF')) return 'application/pdf'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && holds(tail, 'IEND')) return 'image/png'
  if (starts(bytes, 0xff, 0xd8, 0xff) && holds(tail, '\xff\xd9')) return 'image/jpeg'
  return null
}
