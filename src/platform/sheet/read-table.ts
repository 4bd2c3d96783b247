import { ok, type Result, refuse } from '../../kernel/result.ts'
import { openSheets } from './open-sheets.ts'
import {
  defaultSheetLimits,
  type Sheet,
  type SheetCode,
  SheetError,
  type SheetLimits,
  type SheetRow,
} from './sheet.ts'

/** How a caller reads a table: which row is its header, and what becomes of the rows below it. */
export interface TableReader<H> {
  /** The header as the caller understands it, or `null` when this row is not one. */
  recognise(row: SheetRow): H | null
  /** Rows below the header, in file order and batches; awaited, so that a slow taker slows the reading. */
  take(rows: readonly SheetRow[], header: H): void | Promise<void>
}

export interface TableRead<H> {
  readonly format: 'xlsx' | 'csv'
  readonly sheet: string
  readonly header: H
  readonly headerRow: number
  readonly rows: number
}

/** Titles and notes above a header are common in office lists; further down than this it is no header any more. */
const rowsSearched = 20

/**
 * Reads the first visible sheet that has a recognised header in its first rows. Refuses whole files only: what is
 * wrong with single rows is the caller's to say. A refusal may come after some rows were taken.
 */
export const readTable = async <H>(
  bytes: Uint8Array,
  reader: TableReader<H>,
  limits: SheetLimits = defaultSheetLimits,
): Promise<Result<TableRead<H>, SheetCode>> => {
  try {
    const file = await openSheets(bytes, limits)
    let empty = true
    for (const sheet of file.sheets) {
      const read = await readSheet(sheet, reader)
      if (read.found) return ok({ format: file.format, sheet: sheet.name, ...read.found })
      empty = empty && read.empty
    }
    return refuse(empty ? 'sheet.empty' : 'sheet.no-header')
  } catch (error) {
    if (error instanceof SheetError) return refuse(error.code, error.params)
    throw error
  }
}

interface SheetOutcome<H> {
  readonly empty: boolean
  readonly found: { readonly header: H; readonly headerRow: number; readonly rows: number } | null
}

const readSheet = async <H>(sheet: Sheet, reader: TableReader<H>): Promise<SheetOutcome<H>> => {
  let searched = 0
  let found: { header: H; headerRow: number } | null = null
  let rows = 0
  for await (const batch of sheet.rows()) {
    let below = batch
    while (!found && below.length > 0 && searched < rowsSearched) {
      const [first, ...rest] = below as [SheetRow, ...SheetRow[]]
      const header = reader.recognise(first)
      if (header !== null) found = { header, headerRow: first.row }
      searched += 1
      below = rest
    }
    if (!found) {
      if (searched >= rowsSearched) return { empty: false, found: null }
      continue
    }
    if (below.length === 0) continue
    rows += below.length
    await reader.take(below, found.header)
  }
  return { empty: searched === 0, found: found ? { ...found, rows } : null }
}
