/**
 * What a cell holds, as far as a reader of lists cares. Text, dates (`2026-11-22`, `2026-11-22 09:30`), truth values
 * (`TRUE`, `FALSE`) and percentages come as text; numbers stay numbers, so that an identity number kept as one can be
 * recognised as having lost its digits; `null` is an empty cell.
 */
export type Cell = string | number | null | CellFault

/** A cell that shows something but holds no value: a formula that was never calculated, or one that ended in `#REF!`. */
export interface CellFault {
  readonly fault: 'formula-without-value' | 'error-value'
  readonly text: string
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')

/** One row that is not blank. `row` is the spreadsheet's own number, first row 1; in csv the record's first line. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly Cell[]
  /** Of a row near the top with cells merged: which of them. */
  readonly merged?: MergedCells
  /** Of a header in two rows: what the upper one says of each column, the name of a group over all of its columns. */
  readonly above?: readonly Cell[]
}

export interface MergedCells {
  /** Cells merged across columns, from 0. */
  readonly across: readonly { readonly first: number; readonly last: number }[]
  /** Whether some reach into the row below. */
  readonly down: boolean
}

/** One visible sheet. Rows arrive in batches so that a big file never stands in memory whole. */
export interface Sheet {
  readonly name: string
  rows(): AsyncIterable<readonly SheetRow[]>
}

export interface SheetFile {
  readonly format: 'xlsx' | 'csv'
  readonly sheets: readonly Sheet[]
}

/** What a file may cost us. Every refusal names the limit it met. */
export interface SheetLimits {
  readonly fileBytes: number
  readonly inflatedBytes: number
  readonly rows: number
  readonly columns: number
  readonly cellCharacters: number
  readonly parts: number
}

export const defaultSheetLimits: SheetLimits = {
  fileBytes: 32 * 1024 * 1024,
  inflatedBytes: 256 * 1024 * 1024,
  rows: 200_000,
  columns: 256,
  cellCharacters: 32_767,
  parts: 2_000,
}

export type SheetCode =
  | 'sheet.too-large'
  | 'sheet.inflates-too-large'
  | 'sheet.too-many-rows'
  | 'sheet.too-many-columns'
  | 'sheet.cell-too-long'
  | 'sheet.empty'
  | 'sheet.unreadable'
  | 'sheet.unknown-format'
  | 'sheet.old-format'
  | 'sheet.encrypted'
  | 'sheet.macros'
  | 'sheet.external-links'
  | 'sheet.no-header'

/** Carries a refusal out of nested streams; `readTable` turns it into a Result, nobody else sees it. */
export class SheetError extends Error {
  readonly code: SheetCode
  readonly params: Readonly<Record<string, string | number>>
  constructor(code: SheetCode, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** A size as people read it: `32 MB`. */
export const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/** Spaces before it do not stop every program, nor does full width: Chinese ones take ＝ for =. */
const runs = '(?:\\s*[=+\\-@＝＋－＠]|[\\t\\r\\n])'
const runsAsFormula = new RegExp(`^${runs}`, 'u')
const guardedFormula = new RegExp(`^'${runs}`, 'u')

/** A text that a spreadsheet would run as a formula gets a leading apostrophe on its way out; numbers stay numbers. */
export const guarded = (text: string): string => (runsAsFormula.test(text) ? `'${text}` : text)

/** Takes `guarded`'s apostrophe off again, so that a list exported here comes back as it was. */
export const unguarded = (text: string): string => (guardedFormula.test(text) ? text.slice(1) : text)
