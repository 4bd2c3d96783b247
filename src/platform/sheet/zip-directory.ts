import { once } from 'node:events'
import { crc32, createInflateRaw } from 'node:zlib'
import { inMegabytes, SheetError, type SheetLimits } from './sheet.ts'

/** One file inside a zip, as its central directory declares it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly compressedBytes: number
  readonly inflatedBytes: number
  readonly crc: number
  readonly headerOffset: number
}

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const locator64Signature = 0x07064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const absent32 = 0xffffffff

/**
 * Reads the list of files in a zip without inflating any, and refuses what would be too much before a byte is inflated:
 * a bomb has to declare its size here, and `inflateEntry` stops at the declared size.
 */
export const readZipDirectory = (bytes: Uint8Array, limits: SheetLimits): Map<string, ZipEntry> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { offset, count } = locate(view)
  if (count > limits.parts)
    throw new SheetError('sheet.inflates-too-large', { limit: inMegabytes(limits.inflatedBytes) })
  const entries = new Map<string, ZipEntry>()
  const decoder = new TextDecoder()
  let at = offset
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature)
      throw new SheetError('sheet.unreadable')
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new SheetError('sheet.encrypted')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number]
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const sizes = entrySizes(view, at, at + 46 + nameLength, extraLength)
    const entry = {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizes,
    }
    total += entry.inflatedBytes
    if (total > limits.inflatedBytes)
      throw new SheetError('sheet.inflates-too-large', { limit: inMegabytes(limits.inflatedBytes) })
    entries.set(name, entry)
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

const locate = (view: DataView): { offset: number; count: number } => {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue
    const classic = { count: view.getUint16(at + 10, true), offset: view.getUint32(at + 16, true) }
    if (classic.count !== 0xffff && classic.offset !== absent32) return classic
    if (at < 20 || view.getUint32(at - 20, true) !== locator64Signature) break
    const record = int64(view, at - 20 + 8)
    if (record + 56 > view.byteLength || view.getUint32(record, true) !== end64Signature) break
    return { count: int64(view, record + 32), offset: int64(view, record + 48) }
  }
  throw new SheetError('sheet.unreadable')
}

const int64 = (view: DataView, at: number): number => {
  if (at + 8 > view.byteLength) throw new SheetError('sheet.unreadable')
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new SheetError('sheet.unreadable')
  return Number(value)
}

/** Sizes and place of an entry, from its ZIP64 extra field where the 32-bit ones are marked absent. */
const entrySizes = (
  view: DataView,
  at: number,
  extraAt: number,
  extraLength: number,
): Pick<ZipEntry, 'compressedBytes' | 'inflatedBytes' | 'headerOffset'> => {
  const plain = [24, 20, 42].map((field) => view.getUint32(at + field, true)) as [number, number, number]
  const sizes = [...plain] as [number, number, number]
  if (plain.includes(absent32)) {
    let field = extraAt
    const end = Math.min(extraAt + extraLength, view.byteLength)
    while (field + 4 <= end && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true)
    let cursor = field + 4
    for (const [index, value] of plain.entries()) {
      if (value !== absent32) continue
      sizes[index] = int64(view, cursor)
      cursor += 8
    }
  }
  return { inflatedBytes: sizes[0], compressedBytes: sizes[1], headerOffset: sizes[2] }
}

/** Inflates one entry chunk by chunk, stopping at its declared size and checking its CRC at the end. */
export async function* inflateEntry(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(bytes, entry)
  if (entry.method === 0) {
    if (packed.length !== entry.inflatedBytes || crc32(packed) !== entry.crc)
      throw new SheetError('sheet.unreadable')
    yield packed
    return
  }
  if (entry.method !== 8) throw new SheetError('sheet.unreadable')
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
  inflate.end(packed)
  let seen = 0
  let crc = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      seen += chunk.length
      if (seen > entry.inflatedBytes) throw new SheetError('sheet.unreadable')
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    throw error instanceof SheetError ? error : new SheetError('sheet.unreadable')
  } finally {
    if (!inflate.closed) {
      inflate.destroy()
      await once(inflate, 'close').catch(() => undefined)
    }
  }
  if (seen !== entry.inflatedBytes || crc !== entry.crc) throw new SheetError('sheet.unreadable')
}

const packedBytes = (bytes: Uint8Array, entry: ZipEntry): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.headerOffset
  if (at + 30 > bytes.length || view.getUint32(at, true) !== localSignature)
    throw new SheetError('sheet.unreadable')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + entry.compressedBytes > bytes.length) throw new SheetError('sheet.unreadable')
  return bytes.subarray(start, start + entry.compressedBytes)
}

/** The whole text of a small part (workbook, styles); a part above `most` bytes is no such part. */
export const entryText = async (
  bytes: Uint8Array,
  entry: ZipEntry,
  most = 16 * 1024 * 1024,
): Promise<string> => {
  if (entry.inflatedBytes > most)
    throw new SheetError('sheet.inflates-too-large', { limit: inMegabytes(most) })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of inflateEntry(bytes, entry)) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}
