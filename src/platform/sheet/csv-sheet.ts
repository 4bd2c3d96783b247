import { csvRecords } from './csv-records.ts'
import { sniffDelimiter, statedDelimiter } from './csv-delimiter.ts'
import { type Cell, SheetError, type SheetFile, type SheetLimits, type SheetRow, unguarded } from './sheet.ts'
import { decodeText } from './text-encoding.ts'

const rowsPerBatch = 500

/** Opens a csv file as one sheet. */
export const openCsv = (bytes: Uint8Array, limits: SheetLimits): SheetFile => {
  const text = decodeText(bytes)
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text.slice(0, 1_000)))
    throw new SheetError('sheet.unknown-format')
  const stated = statedDelimiter(text)
  const records = () => csvRecords(text, stated ?? sniffDelimiter(text))
  return { format: 'csv', sheets: [{ name: '', rows: () => batches(records(), stated !== null, limits) }] }
}

async function* batches(
  records: ReturnType<typeof csvRecords>,
  firstIsHint: boolean,
  limits: SheetLimits,
): AsyncGenerator<readonly SheetRow[]> {
  let ready: SheetRow[] = []
  let count = 0
  for (const { line, fields } of records) {
    if (firstIsHint && line === 1) continue
    if (fields.every((field) => field.trim() === '')) continue
    count += 1
    if (count > limits.rows) throw new SheetError('sheet.too-many-rows', { limit: limits.rows })
    ready.push({ row: line, cells: cellsOf(fields, line, limits) })
    if (ready.length < rowsPerBatch) continue
    yield ready
    ready = []
  }
  if (ready.length > 0) yield ready
}

const cellsOf = (fields: readonly string[], row: number, limits: SheetLimits): Cell[] => {
  let last = fields.length
  while (last > 0 && fields[last - 1] === '') last -= 1
  if (last > limits.columns) throw new SheetError('sheet.too-many-columns', { limit: limits.columns })
  return fields.slice(0, last).map((field) => {
    if (field.length > limits.cellCharacters)
      throw new SheetError('sheet.cell-too-long', { limit: limits.cellCharacters, row })
    return cellOf(field)
  })
}

/** `="0123"` is how spreadsheets keep digits in csv: a text. Any other formula has no value here; our own guard `'=` is taken off. */
const cellOf = (field: string): Cell => {
  if (field === '') return null
  const constant = /^="((?:[^"]|"")*)"$/.exec(field.trim())?.[1]
  if (constant !== undefined) return constant.replaceAll('""', '"')
  if (/^=[^=\s]/.test(field)) return { fault: 'formula-without-value', text: field }
  return unguarded(field)
}
