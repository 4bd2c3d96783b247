import { SheetError } from './sheet.ts'

/**
 * Text of a csv or other text file people hand in: by its byte order mark, else UTF-8 when every byte of it is, else
 * GB 18030, in which GBK and GB 2312 files are written too. Throws `SheetError` for bytes that are no text at all.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const mark = [bytes[0], bytes[1], bytes[2]]
  if (mark[0] === 0xff && mark[1] === 0xfe) return decode(bytes, 'utf-16le')
  if (mark[0] === 0xfe && mark[1] === 0xff) return decode(bytes, 'utf-16be')
  // Marked UTF-8 is UTF-8, also where a byte of it was damaged.
  if (mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (bytes.subarray(0, 65_536).includes(0)) throw new SheetError('sheet.unknown-format')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decode(bytes, 'gb18030')
  }
}

const decode = (bytes: Uint8Array, encoding: string): string => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new SheetError('sheet.unreadable')
  }
}
