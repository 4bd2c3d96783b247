import { openCsv } from './csv-sheet.ts'
import { inMegabytes, SheetError, type SheetFile, type SheetLimits } from './sheet.ts'
import { openXlsx } from './xlsx-workbook.ts'

const starts = (bytes: Uint8Array, ...mark: number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

/** Opens an uploaded list by what it is, not by what its name says. Throws `SheetError`. */
export const openSheets = async (bytes: Uint8Array, limits: SheetLimits): Promise<SheetFile> => {
  if (bytes.length > limits.fileBytes)
    throw new SheetError('sheet.too-large', { limit: inMegabytes(limits.fileBytes) })
  if (bytes.length === 0) throw new SheetError('sheet.empty')
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6)) return openXlsx(bytes, limits)
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new SheetError(isEncrypted(bytes) ? 'sheet.encrypted' : 'sheet.old-format')
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) throw new SheetError('sheet.unknown-format')
  return openCsv(bytes, limits)
}

/** A workbook with a password is an OLE container that names a stream EncryptedPackage. */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
