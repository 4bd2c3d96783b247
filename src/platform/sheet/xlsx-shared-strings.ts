import { type Cell, SheetError, type SheetLimits, unguarded } from './sheet.ts'
import { createXmlReader } from './xml-reader.ts'
import { inflateEntry, type ZipEntry } from './zip-directory.ts'

/** The table of texts that cells refer to by number. Runs of rich text are joined; readings above characters are not part of the text. */
export const readSharedStrings = async (
  bytes: Uint8Array,
  entry: ZipEntry,
  limits: SheetLimits,
): Promise<Cell[]> => {
  const strings: Cell[] = []
  let current = ''
  let inText = false
  let inReading = false
  const reader = createXmlReader({
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    text: (piece) => {
      if (!inText) return
      current += piece
      if (current.length > limits.cellCharacters)
        throw new SheetError('sheet.cell-too-long', { limit: limits.cellCharacters })
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
      else if (name === 'si') strings.push(plainText(current))
    },
  })
  const decoder = new TextDecoder()
  for await (const chunk of inflateEntry(bytes, entry)) reader.write(decoder.decode(chunk, { stream: true }))
  reader.write(decoder.decode())
  reader.end()
  return strings
}

/**
 * Undoes `_x000D_` escapes and the guard our own exports put before `=`. The result is a flat copy: a slice of a chunk would keep the whole chunk in memory for as
 * long as one short text of it lives.
 */
export const plainText = (text: string): string => {
  const decoded = text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_whole, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
  return Buffer.from(unguarded(decoded), 'utf8').toString('utf8')
}
