export type Delimiter = ',' | ';' | '\t'

/** A first line `sep=;` tells Excel the delimiter; it is obeyed, and its line counts but holds no data. */
export const statedDelimiter = (text: string): Delimiter | null => {
  const stated = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1]
  return stated === ',' || stated === ';' || stated === '\t' ? stated : null
}

/** The delimiter of the first line that has any, by count; quoted parts do not vote. A file without one is a single column. */
export const sniffDelimiter = (text: string): Delimiter => {
  const sample = text.slice(0, 65_536).replace(/"(?:[^"]|"")*"/g, '')
  for (const line of sample.split(/\r\n|\r|\n/)) {
    const counts: [Delimiter, number][] = [
      ['\t', line.split('\t').length - 1],
      [',', line.split(',').length - 1],
      [';', line.split(';').length - 1],
    ]
    const best = counts.reduce((most, next) => (next[1] > most[1] ? next : most))
    if (best[1] > 0) return best[0]
  }
  return ','
}
