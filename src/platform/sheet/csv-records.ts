import type { Delimiter } from './csv-delimiter.ts'

/** One record and the line it begins on, first line 1. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Splits csv text into records as RFC 4180 writes them, with any line break. A field whose opening quote has no closing
 * one, or one in the middle of text (`"A"nd so on`), is taken as it stands: read by the letter, one stray quote would
 * swallow the rows below it without a word.
 */
export function* csvRecords(text: string, delimiter: Delimiter): Generator<CsvRecord> {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const reader = { source, delimiter, at: 0, quotesClose: true }
  let line = 1
  while (reader.at < source.length) {
    const fields: string[] = []
    const start = reader.at
    for (;;) {
      fields.push(readField(reader))
      if (source[reader.at] !== delimiter) break
      reader.at += 1
    }
    reader.at += lineBreakAt(source, reader.at)
    yield { line, fields }
    line += countLines(source, start, reader.at)
  }
}

interface Reader {
  readonly source: string
  readonly delimiter: Delimiter
  at: number
  quotesClose: boolean
}

const readField = (reader: Reader): string => {
  const { source, delimiter } = reader
  if (source[reader.at] === '"' && reader.quotesClose) {
    const end = nextSingleQuote(source, reader.at + 1)
    const next = source[end + 1]
    if (end >= 0 && (next === undefined || next === delimiter || next === '\n' || next === '\r')) {
      const inside = source.slice(reader.at + 1, end).replaceAll('""', '"')
      reader.at = end + 1
      return inside
    }
    // Looked to the end of the file once: no later quote closes either, and looking again would take quadratic time.
    if (end < 0) reader.quotesClose = false
  }
  return plainField(reader)
}

const plainField = (reader: Reader): string => {
  const { source, delimiter } = reader
  const start = reader.at
  while (reader.at < source.length) {
    const char = source[reader.at]
    if (char === delimiter || char === '\n' || char === '\r') break
    reader.at += 1
  }
  return source.slice(start, reader.at)
}

const nextSingleQuote = (source: string, from: number): number => {
  let at = source.indexOf('"', from)
  while (at >= 0 && source[at + 1] === '"') at = source.indexOf('"', at + 2)
  return at
}

const lineBreakAt = (source: string, at: number): number => {
  if (source[at] === '\r') return source[at + 1] === '\n' ? 2 : 1
  return source[at] === '\n' ? 1 : 0
}

const countLines = (source: string, from: number, to: number): number => {
  let count = 0
  for (let at = from; at < to; at += 1) {
    if (source[at] === '\n' || (source[at] === '\r' && source[at + 1] !== '\n')) count += 1
  }
  return count
}
