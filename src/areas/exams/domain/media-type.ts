import type { MediaType } from '../../../kernel/exam-question.ts'

const at = (bytes: Uint8Array, from: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[from + index] === letter.charCodeAt(0))

const textAt = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Brands of the ISO file format that a browser plays; pictures (HEIC, AVIF) and QuickTime come in the same wrapper. */
const soundBrands = new Set(['M4A ', 'M4B '])
const filmBrands = new Set(['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'dash', 'M4V '])

const isoType = (bytes: Uint8Array): MediaType | null => {
  const brand = textAt(bytes, 8, 12)
  if (soundBrands.has(brand)) return 'audio/mp4'
  return filmBrands.has(brand) ? 'video/mp4' : null
}

/** First frame of layer III with a bit rate and a sampling rate there are; a text's byte order mark looks much like it. */
const isMp3Frame = (bytes: Uint8Array): boolean => {
  const [first = 0, second = 0, third = 0] = bytes
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3]
  return (
    first === 0xff &&
    second >> 5 === 7 &&
    version !== 1 &&
    layer === 1 &&
    third >> 4 !== 15 &&
    third >> 4 !== 0 &&
    ((third >> 2) & 3) !== 3
  )
}

/** What a file is by its first bytes, whatever its name says; null for anything a browser of an exam room need not show. */
export const mediaTypeOf = (bytes: Uint8Array): MediaType | null => {
  if (at(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (at(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (at(bytes, 0, 'RIFF') && at(bytes, 8, 'WEBP')) return 'image/webp'
  if (at(bytes, 0, 'ID3') || isMp3Frame(bytes)) return 'audio/mpeg'
  if (at(bytes, 4, 'ftyp')) return isoType(bytes)
  if (at(bytes, 0, 'OggS')) return 'audio/ogg'
  // Matroska looks the same but for the name of its kind.
  if (at(bytes, 0, '\x1a\x45\xdf\xa3')) return textAt(bytes, 0, 64).includes('webm') ? 'video/webm' : null
  return null
}
