/** Bytes on an ordinary buffer: what WebCrypto accepts in every runtime. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true })

export const utf8 = (text: string): Bytes => encoder.encode(text)

/** Text of UTF-8 bytes; `undefined` when they are not UTF-8. A byte order mark is dropped. */
export const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return undefined
  }
}

export const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Base64url without padding (RFC 4648, section 5). */
export const toBase64Url = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group =
      ((bytes[at] as number) << 16) |
      ((left > 1 ? (bytes[at + 1] as number) : 0) << 8) |
      (left > 2 ? (bytes[at + 2] as number) : 0)
    text += alphabet[(group >> 18) & 63]
    text += alphabet[(group >> 12) & 63]
    if (left > 1) text += alphabet[(group >> 6) & 63]
    if (left > 2) text += alphabet[group & 63]
  }
  return text
}

/** The bytes of base64url text; `undefined` unless it is the one canonical spelling of them. */
export const fromBase64Url = (text: string): Bytes | undefined => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [buffer, bits, at] = [0, 0, 0]
  for (const character of text) {
    buffer = ((buffer << 6) | alphabet.indexOf(character)) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (buffer >> bits) & 255
    at += 1
  }
  // Left-over bits must be zero, or two spellings would mean the same bytes and a signature could be re-spelt.
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const fromHex = (text: string): Bytes | undefined => {
  if (!/^([0-9a-f]{2})*$/.test(text)) return undefined
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Reads a stream up to a limit: a few packed kilobytes can unpack to gigabytes. @throws RangeError beyond it */
export const boundedBytes = async (stream: ReadableStream<Uint8Array>, limit: number): Promise<Bytes> => {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  for (let total = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return concat(...parts)
    total += value.length
    if (total > limit) throw new RangeError('a stream beyond the limit')
    parts.push(value)
  }
}
