import { SheetError } from './sheet.ts'

/** Called for each element and each run of text; a run may come in several pieces. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void
  text(piece: string): void
  close(name: string): void
}

export interface XmlReader {
  write(chunk: string): void
  end(): void
}

const mostPending = 256 * 1024

/**
 * Reads the XML of workbook parts piece by piece, in one pass, without a tree. It knows what such parts may hold and
 * refuses the rest: a document type (and so every entity bomb) and tags or text that never end.
 *
 * It stands here because a tree of shared strings, which the usual readers build, took 413 MB on a 100,000-row file
 * as office programs save it, against 300 MB for all our processes, and because they tell neither a formula without a
 * value from an empty cell nor an error value from a text.
 */
export const createXmlReader = (handler: XmlHandler): XmlReader => {
  let pending = ''
  const consume = (last: boolean): void => {
    let at = 0
    for (;;) {
      const open = pending.indexOf('<', at)
      if (open < 0) {
        at += emitText(pending.slice(at), last)
        break
      }
      if (open > at) handler.text(decodeEntities(pending.slice(at, open)))
      const next = markup(pending, open, handler)
      at = next < 0 ? open : next
      if (next < 0) break
    }
    pending = at === 0 ? pending : pending.slice(at)
    if (pending.length > mostPending || (last && pending.trim() !== ''))
      throw new SheetError('sheet.unreadable')
  }
  /** Text at the end of a chunk is handed on at once, but for an entity or surrogate pair that may be cut in two. */
  const emitText = (text: string, last: boolean): number => {
    const entity = text.lastIndexOf('&')
    let upTo =
      !last && entity >= 0 && text.indexOf(';', entity) < 0 && text.length - entity < 16
        ? entity
        : text.length
    if (!last && upTo > 0 && text.charCodeAt(upTo - 1) >= 0xd800 && text.charCodeAt(upTo - 1) <= 0xdbff)
      upTo -= 1
    if (upTo > 0) handler.text(decodeEntities(text.slice(0, upTo)))
    return upTo
  }
  return {
    write: (chunk) => {
      pending = pending === '' ? chunk : pending + chunk
      consume(false)
    },
    end: () => consume(true),
  }
}

/** Handles one `<…>` and gives the position after it, or -1 when its end has not arrived yet. */
const markup = (text: string, open: number, handler: XmlHandler): number => {
  const kind = text.charCodeAt(open + 1)
  if (kind === 0x21) return declaration(text, open, handler)
  if (kind === 0x3f) return after(text, '?>', open + 2)
  const end = tagEnd(text, open + 1)
  if (end < 0) return -1
  if (kind === 0x2f) {
    handler.close(localName(text.slice(open + 2, end).trim()))
    return end + 1
  }
  const selfClosing = text.charCodeAt(end - 1) === 0x2f
  const inner = text.slice(open + 1, selfClosing ? end - 1 : end)
  const gap = inner.search(/\s/)
  const name = localName(gap < 0 ? inner : inner.slice(0, gap))
  handler.open(name, gap < 0 ? '' : inner.slice(gap), selfClosing)
  if (selfClosing) handler.close(name)
  return end + 1
}

const declaration = (text: string, open: number, handler: XmlHandler): number => {
  if (text.startsWith('<!--', open)) return after(text, '-->', open + 4)
  if (text.startsWith('<![CDATA[', open)) {
    const end = text.indexOf(']]>', open + 9)
    if (end < 0) return -1
    handler.text(text.slice(open + 9, end))
    return end + 3
  }
  if (text.length - open < 9) return -1
  throw new SheetError('sheet.unreadable')
}

const after = (text: string, closing: string, from: number): number => {
  const end = text.indexOf(closing, from)
  return end < 0 ? -1 : end + closing.length
}

/** The `>` that ends a tag: one inside a quoted attribute value does not. */
const tagEnd = (text: string, from: number): number => {
  let quote = 0
  for (let at = from; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (quote !== 0) {
      if (char === quote) quote = 0
    } else if (char === 0x22 || char === 0x27) quote = char
    else if (char === 0x3e) return at
  }
  return -1
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&([^;&]{0,16});?/g, (_whole, entity: string) => decodeEntity(entity))
    : text

const decodeEntity = (entity: string): string => {
  const known = named[entity]
  if (known !== undefined) return known
  const code = /^#x([0-9a-f]+)$/i.exec(entity)?.[1] ?? null
  const point = code === null ? Number(/^#(\d+)$/.exec(entity)?.[1] ?? Number.NaN) : Number.parseInt(code, 16)
  if (!Number.isInteger(point) || point > 0x10ffff) throw new SheetError('sheet.unreadable')
  return String.fromCodePoint(point)
}

/** One attribute out of the raw attribute text, any prefix accepted; `undefined` when it is not there. */
export const attribute = (attributes: string, name: string): string | undefined => {
  for (const match of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (localName(match[1] ?? '') === name) return decodeEntities(match[2] ?? match[3] ?? '')
  }
  return undefined
}
