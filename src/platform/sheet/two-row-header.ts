import { type Cell, isBlank, type SheetRow } from './sheet.ts'

/**
 * The two rows of a header as one, where the upper has cells merged: single columns are named above, groups above and their
 * columns below. `undefined` where the lower row is none of the header: it holds values, or is not the next.
 */
export const joinedHeader = (upper: SheetRow, lower: SheetRow): SheetRow | undefined => {
  const { merged } = upper
  if (!merged || lower.row !== upper.row + 1) return undefined
  const groupOf = (column: number) =>
    merged.across.find(({ first, last }) => first <= column && column <= last)
  if (!merged.down && !merged.across.some(({ first, last }) => named(lower, first, last) > 1))
    return undefined
  const width = Math.max(upper.cells.length, lower.cells.length)
  const columns = Array.from({ length: width }, (_column, at) => at)
  // Without a single cell reaching down, a value under a column of its own means that people begin here.
  if (!merged.down && columns.some((at) => !groupOf(at) && !isBlank(lower.cells[at]))) return undefined
  return {
    row: lower.row,
    cells: columns.map((at): Cell => {
      const below = lower.cells[at] ?? null
      return isBlank(below) && !groupOf(at) ? (upper.cells[at] ?? null) : below
    }),
    above: columns.map((at): Cell => upper.cells[groupOf(at)?.first ?? at] ?? null),
  }
}

const named = (row: SheetRow, first: number, last: number): number =>
  row.cells.slice(first, last + 1).filter((cell) => !isBlank(cell)).length
