import { type Cell, isBlank, type MergedCells, SheetError, type SheetLimits, type SheetRow } from './sheet.ts'
import { plainText } from './xlsx-shared-strings.ts'
import { type NumberKind, numberUnderKind } from './xlsx-styles.ts'
import { attribute, createXmlReader } from './xml-reader.ts'
import { inflateEntry, type ZipEntry } from './zip-directory.ts'

/** What the rows of every sheet of a workbook need to be understood. */
export interface WorkbookParts {
  readonly strings: readonly Cell[]
  readonly styles: readonly NumberKind[]
  readonly epoch1904: boolean
}

/** Cells merged; downwards the first row's value stands for all of them. Rows from 1, columns from 0. */
export interface Merge {
  readonly column: number
  readonly lastColumn: number
  readonly firstRow: number
  readonly lastRow: number
}

const mostMerges = 200_000

/** Merges across columns matter in headers alone, and no header is further down. */
const headersWithin = 100

/** Finds merged cells before the rows are read: the file lists them after the rows. */
export const readMerges = async (bytes: Uint8Array, entry: ZipEntry): Promise<Merge[]> => {
  const merges: Merge[] = []
  const decoder = new TextDecoder('latin1')
  let tail = ''
  for await (const chunk of inflateEntry(bytes, entry)) {
    const text = tail + decoder.decode(chunk, { stream: true })
    for (const match of text.matchAll(
      /mergeCell\s+[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["'][^>]*>/g,
    )) {
      const [first, last] = [Number(match[2]), Number(match[4])]
      if ((last > first || first <= headersWithin) && merges.length < mostMerges) {
        const [column, lastColumn] = [columnIndex(match[1] ?? ''), columnIndex(match[3] ?? '')]
        merges.push({ column, lastColumn, firstRow: first, lastRow: last })
      }
    }
    // A tag cut in two by the chunk is carried over and seen whole next time.
    const cut = text.lastIndexOf('<')
    tail = cut >= 0 && text.indexOf('>', cut) < 0 ? text.slice(cut, cut + 1024) : ''
  }
  return merges
}

/** Rows of a worksheet in file order, blank ones left out, in batches as they are inflated. */
export async function* readXlsxRows(
  bytes: Uint8Array,
  entry: ZipEntry,
  parts: WorkbookParts,
  merges: readonly Merge[],
  limits: SheetLimits,
): AsyncGenerator<readonly SheetRow[]> {
  const filled = mergeFiller(merges.filter(({ firstRow, lastRow }) => lastRow > firstRow))
  const merged = mergedByRow(merges)
  let ready: SheetRow[] = []
  let count = 0
  const reader = createXmlReader(
    cellHandler(parts, limits, (row, cells) => {
      if (cells.every(isBlank)) return
      count += 1
      if (count > limits.rows) throw new SheetError('sheet.too-many-rows', { limit: limits.rows })
      const found = merged.get(row)
      ready.push({ row, cells: filled(row, cells), ...(found ? { merged: found } : {}) })
    }),
  )
  const decoder = new TextDecoder()
  for await (const chunk of inflateEntry(bytes, entry)) {
    reader.write(decoder.decode(chunk, { stream: true }))
    if (ready.length === 0) continue
    yield ready
    ready = []
  }
  reader.write(decoder.decode())
  reader.end()
  if (ready.length > 0) yield ready
}

const mergedByRow = (merges: readonly Merge[]): ReadonlyMap<number, MergedCells> => {
  const rows = new Map<number, { across: { first: number; last: number }[]; down: boolean }>()
  for (const { column, lastColumn, firstRow, lastRow } of merges) {
    if (firstRow > headersWithin) continue
    const row = rows.get(firstRow) ?? { across: [], down: false }
    if (lastColumn > column) row.across.push({ first: column, last: lastColumn })
    rows.set(firstRow, { ...row, down: row.down || lastRow > firstRow })
  }
  return rows
}

const mergeFiller = (merges: readonly Merge[]): ((row: number, cells: Cell[]) => Cell[]) => {
  if (merges.length === 0) return (_row, cells) => cells
  const waiting = [...merges].sort((a, b) => a.firstRow - b.firstRow)
  let next = 0
  let active: { readonly merge: Merge; value: Cell }[] = []
  return (row, cells) => {
    active = active.filter(({ merge }) => merge.lastRow >= row)
    for (; next < waiting.length && (waiting[next] as Merge).firstRow <= row; next += 1) {
      const merge = waiting[next] as Merge
      if (merge.firstRow === row) active.push({ merge, value: cells[merge.column] ?? null })
    }
    for (const { merge, value } of active) {
      if (value === null || !isBlank(cells[merge.column] ?? null)) continue
      while (cells.length < merge.column) cells.push(null)
      cells[merge.column] = value
    }
    return cells
  }
}

/** Turns the elements of a worksheet into rows; everything outside `sheetData` is passed over. */
const cellHandler = (
  parts: WorkbookParts,
  limits: SheetLimits,
  onRow: (row: number, cells: Cell[]) => void,
): Parameters<typeof createXmlReader>[0] => {
  let row = 0
  let cells: Cell[] | null = null
  let column = -1
  let type = ''
  let style = 0
  let text = ''
  let place: 'value' | 'inline' | 'formula' | null = null
  let inReading = false
  let formula = false
  let hasValue = false

  const startRow = (attributes: string): void => {
    const given = attributeOf(attributes, 'r')
    row = given === undefined ? row + 1 : Number(given)
    if (!Number.isInteger(row) || row < 1 || row > 1_048_576) throw new SheetError('sheet.unreadable')
    cells = []
    column = -1
  }
  const startCell = (attributes: string): void => {
    const reference = attributeOf(attributes, 'r')
    column = reference === undefined ? column + 1 : columnIndex(reference)
    type = attributeOf(attributes, 't') ?? 'n'
    style = Number(attributeOf(attributes, 's') ?? 0)
    text = ''
    formula = false
    hasValue = false
  }
  const endCell = (): void => {
    const value = cellValue({ type, style, text, formula, hasValue }, parts)
    if (cells === null || isBlank(value)) return
    if (column >= limits.columns) throw new SheetError('sheet.too-many-columns', { limit: limits.columns })
    while (cells.length < column) cells.push(null)
    cells[column] = value
  }
  return {
    open: (name, attributes, selfClosing) => {
      if (name === 'c') return cells === null ? undefined : startCell(attributes)
      if (name === 'row') return startRow(attributes)
      if (cells === null) return undefined
      if (name === 'v') {
        place = selfClosing ? null : 'value'
        hasValue = true
      } else if (name === 'f') {
        formula = true
        place = selfClosing ? null : 'formula'
      } else if (name === 't') place = inReading || selfClosing ? null : 'inline'
      else if (name === 'rPh') inReading = true
      return undefined
    },
    text: (piece) => {
      if (place === null || place === 'formula') return
      text += piece
      if (text.length > limits.cellCharacters)
        throw new SheetError('sheet.cell-too-long', { limit: limits.cellCharacters })
    },
    close: (name) => {
      if (name === 'c') endCell()
      else if (name === 'row' && cells !== null) {
        onRow(row, cells)
        cells = null
      } else if (name === 'v' || name === 't' || name === 'f') place = null
      else if (name === 'rPh') inReading = false
    },
  }
}

interface RawCell {
  readonly type: string
  readonly style: number
  readonly text: string
  readonly formula: boolean
  readonly hasValue: boolean
}

/** An empty `<v/>` beside a formula is a writer that calculates nothing; under type `str` it is a calculated empty text. */
const cellValue = (raw: RawCell, parts: WorkbookParts): Cell => {
  const { type, text } = raw
  if (raw.formula && (type === 'str' ? !raw.hasValue : text === ''))
    return { fault: 'formula-without-value', text: '' }
  if (type === 'inlineStr' || type === 'str') return plainText(text)
  if (text === '') return null
  if (type === 's') return sharedString(text, parts)
  if (type === 'b') return text === '1' || text.toLowerCase() === 'true' ? 'TRUE' : 'FALSE'
  if (type === 'e') return { fault: 'error-value', text }
  if (type === 'd') return text.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ')
  const value = Number(text)
  if (Number.isNaN(value)) return plainText(text)
  return numberUnderKind(value, parts.styles[raw.style] ?? 'plain', parts.epoch1904)
}

const sharedString = (text: string, parts: WorkbookParts): Cell => {
  const value = parts.strings[Number(text)]
  if (value === undefined) throw new SheetError('sheet.unreadable')
  return value
}

/** `AB12` → 27; letters only are enough. */
export const columnIndex = (reference: string): number => {
  let index = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20
    if (letter < 0x41 || letter > 0x5a) break
    index = index * 26 + (letter - 0x40)
  }
  if (index < 1 || index > 16_384) throw new SheetError('sheet.unreadable')
  return index - 1
}

/** The attributes every cell has, found without a pattern match: half the time of reading a file goes by here. */
const attributeOf = (attributes: string, name: string): string | undefined => {
  const at = attributes.indexOf(`${name}="`)
  if (at < 0) return attributes.includes("'") ? attribute(attributes, name) : undefined
  const before = attributes.charCodeAt(at - 1)
  if (before !== 0x20 && before !== 0x0a && before !== 0x0d && before !== 0x09)
    return attribute(attributes, name)
  const start = at + name.length + 2
  return attributes.slice(start, attributes.indexOf('"', start))
}
