import { boundedBytes, type Bytes, concat, textOf, toBase64Url, utf8 } from './bytes.ts'
import { sha256 } from './sha256.ts'
import { asObject, canonicalText, type JsonObject, parseStrictJson } from './strict-json.ts'

export const pdfSealSchema = 'zhixin.pdf-seal/1'

/** Name of the signed certificate attached to its own PDF. */
export const attachmentName = 'zhixin-certificate.json'

/**
 * A PDF cannot contain its own hash, so the seal is an incremental update behind the rendered document: one object with
 * a signed statement of the hash of everything before it. Nothing in the update is free: given document and seal, every
 * byte of it follows, so nobody can hang further changes on it.
 */
export const sealedPdf = (body: Bytes, seal: JsonObject): Bytes | undefined => {
  const trailer = trailerOf(body)
  const text = canonicalText(seal)
  if (!trailer || text === undefined) return undefined
  const payload = utf8(text)
  const start = utf8('\n')
  const object = concat(
    utf8(`${trailer.size} 0 obj\n<< /Type /ZhixinSeal /Length ${payload.length} >>\nstream\n`),
    payload,
    utf8('\nendstream\nendobj\n'),
  )
  const objectAt = body.length + start.length
  const tail =
    `xref\n${trailer.size} 1\n${String(objectAt).padStart(10, '0')} 00000 n \n` +
    `trailer\n<<\n  /Size ${trailer.size + 1}\n  /Root ${trailer.root}\n  /Info ${trailer.info}\n  /ID ${trailer.id}\n  /Prev ${trailer.xrefAt}\n>>\n` +
    `startxref\n${objectAt + object.length}\n%%EOF`
  return concat(body, start, object, utf8(tail))
}

export interface OpenedPdf {
  readonly body: Bytes
  readonly bodyHash: string
  readonly seal: JsonObject
}

/** Takes a sealed PDF apart: `undefined` where there is no seal at all, `changed` where bytes are not what the seal makes of the document. */
export const openSealedPdf = async (file: Bytes): Promise<OpenedPdf | 'changed' | undefined> => {
  const text = latin1(file)
  const marker = / 0 obj\n<< \/Type \/ZhixinSeal \/Length (\d+) >>\nstream\n/g
  const found = [...text.matchAll(marker)].at(-1)
  if (!found) return undefined
  const bodyLength = text.lastIndexOf('\n', found.index - 1)
  const payloadAt = found.index + found[0].length
  const payload = textOf(file.subarray(payloadAt, payloadAt + Number(found[1])))
  const parsed = payload === undefined ? undefined : parseStrictJson(payload)
  const seal = parsed && 'value' in parsed ? asObject(parsed.value) : undefined
  if (!seal || bodyLength < 0) return 'changed'
  const body = file.slice(0, bodyLength)
  const expected = sealedPdf(body, seal)
  if (expected?.length !== file.length || !expected.every((byte, index) => byte === file[index]))
    return 'changed'
  return { body, bodyHash: toBase64Url(await sha256(body)), seal }
}

/** The certificate attached to a PDF of ours, as text; `undefined` when it is not there or cannot be unpacked. */
export const attachedCertificate = async (body: Bytes): Promise<string | undefined> => {
  const text = latin1(body)
  const found = /\n\d+ 0 obj\n<<((?:(?!\nendobj)[\s\S])*?\/Type \/EmbeddedFile[\s\S]*?)>>\nstream\n/.exec(
    text,
  )
  const length = /\/Length (\d+)/.exec(found?.[1] ?? '')
  if (!found || !length) return undefined
  const at = found.index + found[0].length
  const packed = body.slice(at, at + Number(length[1]))
  if (!found[1]?.includes('/FlateDecode')) return textOf(packed)
  try {
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'))
    return textOf(await boundedBytes(plain, attachmentLimit))
  } catch {
    return undefined
  }
}

const attachmentLimit = 1_048_576

interface Trailer {
  readonly size: number
  readonly root: string
  readonly info: string
  readonly id: string
  readonly xrefAt: number
}

const trailerOf = (body: Bytes): Trailer | undefined => {
  const end = latin1(body.subarray(Math.max(0, body.length - 1024)))
  const trailer = end.slice(end.lastIndexOf('trailer'))
  const match =
    /^trailer\n<<\n {2}\/Size (\d+)\n {2}\/Root (\d+ 0 R)\n {2}\/Info (\d+ 0 R)\n {2}\/ID (\[\([^()\\]*\) \([^()\\]*\)\])\n>>\nstartxref\n(\d+)\n%%EOF$/.exec(
      trailer,
    )
  if (!match) return undefined
  return {
    size: Number(match[1]),
    root: match[2] as string,
    info: match[3] as string,
    id: match[4] as string,
    xrefAt: Number(match[5]),
  }
}

/** One character per byte, so that positions in the text are positions in the file. */
const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)
