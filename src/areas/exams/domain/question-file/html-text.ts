const superscripts: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  n: 'ⁿ',
  i: 'ⁱ',
}
const subscripts: Readonly<Record<string, string>> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
  '+': '₊',
  '-': '₋',
}

/** True where plain text would lose what the question shows: pictures, sound, frames, formulas as files. */
export const hasMedia = (html: string): boolean =>
  /<(img|audio|video|iframe|object|embed|svg|canvas|math)\b|@@PLUGINFILE@@/i.test(html)

/** Plain text of simple HTML: blocks and `<br>` become lines, super- and subscripts their characters, the rest of the tags go. */
export const htmlToText = (html: string): string =>
  decodeEntities(
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
      .replace(/<sup\b[^>]*>([\s\S]*?)<\/sup\s*>/gi, (_whole, inner: string) =>
        raised(inner, superscripts, '^'),
      )
      .replace(/<sub\b[^>]*>([\s\S]*?)<\/sub\s*>/gi, (_whole, inner: string) =>
        raised(inner, subscripts, '_'),
      )
      .replace(/<li\b[^>]*>/gi, '\n· ')
      .replace(/<br\s*\/?>|<\/?(p|div|ul|ol|pre|table|tr|h[1-6]|blockquote)\b[^>]*>/gi, '\n')
      .replace(/<\/t[dh]\s*>/gi, '\t')
      .replace(/<\/?[a-z][^>]*>/gi, ''),
  )
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()

const raised = (inner: string, table: Readonly<Record<string, string>>, sign: string): string => {
  const text = inner.replace(/<[^>]*>/g, '')
  const chars = [...text].map((char) => table[char])
  return chars.every((char) => char !== undefined) ? chars.join('') : `${sign}(${text})`
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  times: '×',
  divide: '÷',
  plusmn: '±',
  le: '≤',
  ge: '≥',
  ne: '≠',
  deg: '°',
  copy: '©',
  reg: '®',
  ensp: ' ',
  emsp: '\u3000',
}

const decodeEntities = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity.toLowerCase()] ?? whole
    const point = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : whole
  })
