import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { guarded } from './sheet.ts'

export interface SheetColumn {
  readonly header: string
  /** Width in characters of the latin alphabet; 16 unless told. */
  readonly width?: number
  /** Identity numbers, phones, certificate numbers: kept as text, so that no program turns them into numbers. */
  readonly text?: true
}

export interface SheetToWrite {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: AsyncIterable<readonly WrittenCell[]> | Iterable<readonly WrittenCell[]>
}

export type WrittenCell = string | number | null

/** Rows written between two turns of the event loop: the writer itself never gives way. */
const rowsPerTurn = 100

/** Streams an .xlsx; the stream is ended when the workbook is whole. Rows are taken only as fast as they are written. */
export const writeXlsx = async (sheets: readonly SheetToWrite[], out: Writable): Promise<void> => {
  // Loaded with the first file asked for: it is a quarter of all the code a process loads.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  })
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = columns.map(({ header, width, text }) => ({
      header: guarded(header),
      width: width ?? 16,
      ...(text ? { style: { numFmt: '@' } } : {}),
    }))
    sheet.getRow(1).font = { bold: true }
    let written = 0
    for await (const row of rows) {
      sheet.addRow(row.map(guardedCell)).commit()
      written += 1
      if (written % rowsPerTurn === 0) await nextTurn()
    }
    sheet.commit()
  }
  await book.commit()
}

/** Streams a csv in UTF-8 with the mark that makes Excel read it as such; the stream is ended. */
export const writeCsv = async (sheet: SheetToWrite, out: Writable): Promise<void> => {
  out.write(`\uFEFF${csvLine(sheet.columns.map(({ header }) => header))}`)
  for await (const row of sheet.rows) {
    if (!out.write(csvLine(row))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const guardedCell = (cell: WrittenCell): WrittenCell => (typeof cell === 'string' ? guarded(cell) : cell)

const csvLine = (cells: readonly WrittenCell[]): string =>
  `${cells.map((cell) => csvField(cell === null ? '' : String(guardedCell(cell)))).join(',')}\r\n`

const csvField = (text: string): string =>
  /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Sheet names may hold 31 characters and none of `[]:*?/\`. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet'
