import { type Bytes, boundedBytes, textOf } from './bytes.ts'

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const mostText = 1_048_576

/** What an image holds: the text of a badge that was baked into it, `null` where none was; `undefined` for what is no image. */
export const bakedBadge = async (file: Bytes): Promise<string | null | undefined> => {
  if (pngSignature.every((byte, at) => file[at] === byte)) return inPng(file)
  const text = file.length > mostText ? undefined : textOf(file)?.trim()
  return text?.startsWith('<') && /<svg[\s>]/.test(text) ? inSvg(text) : undefined
}

/** The badge stands in a chunk of international text under its keyword; that of version 2.0 under another. */
const inPng = async (file: Bytes): Promise<string | null> => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  for (let at = 8; at + 12 <= file.length; ) {
    const length = view.getUint32(at)
    const kind = latin1(file.subarray(at + 4, at + 8))
    const data = file.slice(at + 8, at + 8 + length)
    if (kind === 'iTXt' && data.length === length) {
      const found = await textOfChunk(data)
      if (found !== undefined) return found
    }
    at += 12 + length
  }
  return null
}

/** Keyword, two bytes on compression, language, translated keyword, text: each but the last ended by a zero. */
const textOfChunk = async (data: Bytes): Promise<string | undefined> => {
  const first = data.indexOf(0)
  const keyword = latin1(data.subarray(0, first))
  if (first < 0 || (keyword !== 'openbadgecredential' && keyword !== 'openbadges')) return undefined
  const language = data.indexOf(0, first + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const text = data.slice(translated + 1)
  if (data[first + 1] !== 1) return textOf(text)
  try {
    const plain = new Blob([text]).stream().pipeThrough(new DecompressionStream('deflate'))
    return textOf(await boundedBytes(plain, mostText))
  } catch {
    return undefined
  }
}

/** The badge stands in an element of its own: a JWT in an attribute, or JSON between the tags. */
const inSvg = (text: string): string | null => {
  const found = /<openbadges:(?:credential|assertion)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:)/.exec(text)
  if (!found) return null
  const [, attributes = '', body = ''] = found
  const token = /\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  const inside = body
    .replace(/^\s*<!\[CDATA\[/, '')
    .replace(/\]\]>\s*$/, '')
    .trim()
  return inside !== '' ? inside : (token?.[1] ?? token?.[2] ?? '').trim() || null
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
