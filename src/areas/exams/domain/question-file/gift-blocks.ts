/** The text of one question as it stands in the file. */
export interface GiftBlock {
  readonly line: number
  readonly text: string
  readonly category: string
}

interface Chunk {
  readonly lines: { readonly line: number; readonly text: string }[]
}

const textOf = (chunk: Chunk): string => chunk.lines.map(({ text }) => text).join('\n')
const beginsAnew = /^\s*(::|\$CATEGORY:)/i

/**
 * Cuts a GIFT file into questions: at blank lines, and where a new `::title::` follows closed braces. A blank line inside
 * braces does not cut, unless a new question begins before the brace is closed: an unclosed one costs its own question only.
 */
export const giftBlocks = (text: string): GiftBlock[] => {
  const blocks: GiftBlock[] = []
  let category = ''
  for (const chunk of joinOpen(chunks(text))) {
    const kept = chunk.lines.filter(({ text: line }) => {
      const stated = /^\s*\$CATEGORY:\s*(.*)$/i.exec(line)
      if (stated) category = categoryPath(stated[1] ?? '')
      return !stated
    })
    const first = kept.find(({ text: line }) => line.trim() !== '')
    if (first)
      blocks.push({
        line: first.line,
        text: kept
          .map(({ text: line }) => line)
          .join('\n')
          .trim(),
        category,
      })
  }
  return blocks
}

const chunks = (text: string): Chunk[] => {
  const found: Chunk[] = []
  let current: Chunk | null = null
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    // A comment line stands for nothing, but does not end a question either.
    if (/^\s*\/\//.test(line)) continue
    if (line.trim() === '') {
      current = null
      continue
    }
    if (!current || (beginsAnew.test(line) && isClosed(textOf(current)))) {
      current = { lines: [] }
      found.push(current)
    }
    current.lines.push({ line: index + 1, text: line })
  }
  return found
}

const joinOpen = (found: readonly Chunk[]): Chunk[] => {
  const joined: Chunk[] = []
  for (const chunk of found) {
    const last = joined.at(-1)
    const text = textOf(chunk)
    if (last && bracesOf(textOf(last)) === '{' && !beginsAnew.test(text) && !bracesOf(text).startsWith('{'))
      last.lines.push(...chunk.lines)
    else joined.push(chunk)
  }
  return joined
}

/** The unescaped braces of a text, in order. */
const bracesOf = (text: string): string => text.replace(/\\./g, '').replace(/[^{}]/g, '')

/** A category line alone, or a question whose answers have ended. */
const isClosed = (text: string): boolean =>
  bracesOf(text).endsWith('}') || /^\s*\$CATEGORY:[^\n]*$/i.test(text)

/** `$course$/top/网络/安全` is the path 网络/安全; the first steps only say where in another system it hung. */
const categoryPath = (path: string): string =>
  path
    .trim()
    .split('/')
    .map((step) => step.trim())
    .filter((step) => step !== '' && step !== 'top' && !/^\$[a-z_]+\$$/i.test(step))
    .join('/')
