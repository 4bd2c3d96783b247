import type { Column } from './column.ts'

/** A cell no spreadsheet program takes for a formula, quoted where it must be. Long digit strings stay text. */
const cell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const plain = value.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')
  const harmless = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  const text = /^\d{12,}$/.test(harmless) ? `\t${harmless}` : harmless
  return /[",\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV in UTF-8 with a mark, so that spreadsheet programs read Chinese rightly. */
export const csvOf = <T>(columns: readonly Column<T>[], rows: readonly T[]): string => {
  const shown = columns.filter((column) => column.value !== undefined)
  const lines = [shown.map((column) => cell(column.title))]
  for (const row of rows) lines.push(shown.map((column) => cell(column.value?.(row) ?? null)))
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

/** A sheet to be filled in: its head, and rows that show how. */
export const templateOf = (titles: readonly string[], rows: readonly (readonly string[])[] = []): Blob => {
  const columns = titles.map(
    (title, place): Column<readonly string[]> => ({
      key: String(place),
      title,
      show: () => null,
      value: (row) => row[place] ?? '',
    }),
  )
  return new Blob([csvOf(columns, rows)], { type: 'text/csv' })
}

/** Hands a file to the reader. */
export const saveFile = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
