import { attribute, createXmlReader } from './xml-reader.ts'

/** How a number is meant to be read: the number format of its cell, reduced to what changes its text. */
export type NumberKind = 'plain' | 'date' | 'time' | 'datetime' | 'percent'

const builtin = new Map<number, NumberKind>([
  [9, 'percent'],
  [10, 'percent'],
  ...kinds('date', [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]),
  ...kinds('time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]),
  ...kinds('datetime', [22]),
])

function kinds(kind: NumberKind, ids: readonly number[]): [number, NumberKind][] {
  return ids.map((id) => [id, kind])
}

/** Number kind of each cell style, by the index cells refer to. */
export const readStyles = (xml: string): NumberKind[] => {
  const custom = new Map<number, NumberKind>()
  const styles: NumberKind[] = []
  let inCellFormats = false
  const reader = createXmlReader({
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt')
        custom.set(
          Number(attribute(attributes, 'numFmtId')),
          kindOfFormat(attribute(attributes, 'formatCode') ?? ''),
        )
      if (name === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        styles.push(custom.get(id) ?? builtin.get(id) ?? 'plain')
      }
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  reader.write(xml)
  reader.end()
  return styles
}

/** Judges a format code such as `yyyy"年"m"月"d"日"`; quoted and escaped characters and colours say nothing. */
export const kindOfFormat = (code: string): NumberKind => {
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase()
  if (bare.includes('%')) return 'percent'
  const day = /[yde]/.test(bare.replace(/general|e[+-]/g, ''))
  const time = /[hs]/.test(bare)
  if (day && time) return 'datetime'
  if (day) return 'date'
  if (time) return 'time'
  return /m/.test(bare) ? 'date' : 'plain'
}

const dayMs = 86_400_000

/** Text of a number under its kind: a serial day as `2026-11-22`; a serial no calendar holds stays the number. */
export const numberUnderKind = (value: number, kind: NumberKind, epoch1904: boolean): string | number => {
  if (kind === 'plain') return value
  if (kind === 'percent') return `${Number((value * 100).toPrecision(15))}%`
  const serial = epoch1904 ? value + 1462 : value
  if (serial < 0 || serial >= 2_958_466) return value
  // Spreadsheets believe that 29 February 1900 existed: serials before it are one day further from the epoch.
  const days = serial < 60 ? serial + 1 : serial
  const seconds = Math.round(days * 86_400)
  const text = new Date(
    Date.UTC(1899, 11, 30) + Math.floor(seconds / 86_400) * dayMs + (seconds % 86_400) * 1000,
  ).toISOString()
  const clock = seconds % 60 === 0 ? text.slice(11, 16) : text.slice(11, 19)
  if (kind === 'time') return clock
  return kind === 'date' || seconds % 86_400 === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${clock}`
}
