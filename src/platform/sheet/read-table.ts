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
import { joinedHeader } from './two-row-header.ts'

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
  const search = headerSearch(reader)
  let rows = 0
  let empty = true
  for await (const batch of sheet.rows()) {
    empty = false
    const below = search.found() ? batch : search.through(batch)
    const found = search.found()
    if (!found) {
      if (search.over()) return { empty, found: null }
      continue
    }
    if (below.length === 0) continue
    rows += below.length
    await reader.take(below, found.header)
  }
  const found = search.found() ?? search.end()
  return { empty, found: found ? { ...found, rows } : null }
}

interface Found<H> {
  readonly header: H
  readonly headerRow: number
}

/** Looks for the header row by row; one with merged cells waits for the row below, which may belong to it. */
const headerSearch = <H>(reader: TableReader<H>) => {
  let searched = 0
  let above: SheetRow | null = null
  let waiting: Found<H> | null = null
  let found: Found<H> | null = null
  /** Whether the row was part of the header or of what stands above it; else it is the first below. */
  const look = (row: SheetRow): boolean => {
    const both = above && joinedHeader(above, row)
    const joined = both ? reader.recognise(both) : null
    if (joined !== null) {
      found = { header: joined, headerRow: row.row }
      return true
    }
    if (waiting) {
      found = waiting
      return false
    }
    const header = reader.recognise(row)
    above = row.merged ? row : null
    if (header === null) return true
    if (row.merged) waiting = { header, headerRow: row.row }
    else found = { header, headerRow: row.row }
    return true
  }
  return {
    found: () => found,
    over: () => searched >= rowsSearched && !waiting,
    /** Of a header that is the last row of all. */
    end: () => waiting,
    /** The rows of a batch below the header. */
    through(batch: readonly SheetRow[]): readonly SheetRow[] {
      for (const [at, row] of batch.entries()) {
        if (searched >= rowsSearched && !waiting) return []
        searched += 1
        const taken = look(row)
        if (found) return batch.slice(taken ? at + 1 : at)
      }
      return []
    },
  }
}
