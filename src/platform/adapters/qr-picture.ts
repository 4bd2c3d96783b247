import { crc32, deflateSync } from 'node:zlib'
import qrcode from 'qrcode'

/** A longer text is drawn with less redundancy: its modules stay large enough for a phone, and the file small. */
const longCode = 200

/** Bytes become one segment; finding the segments of a text takes as long as the rest of its drawing. */
const modulesOf = (code: string | Uint8Array) =>
  qrcode.create(typeof code === 'string' ? code : [{ data: code, mode: 'byte' }], {
    errorCorrectionLevel: code.length > longCode ? 'L' : 'M',
  }).modules

/** A QR code as one path, runs of dark modules joined: a tenth of the size of a square each. */
export const qrSvg = (code: string | Uint8Array): string => {
  const modules = modulesOf(code)
  const { size } = modules
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue
      const start = column
      while (column < size && modules.get(row, column)) column += 1
      path += `M${start} ${row}h${column - start}v1h-${column - start}z`
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000"/></svg>`
}

/** Pixels to a module: so many that a viewer that smooths pictures leaves the edges where they are. */
const pixels = 2

/** A QR code as a PNG of one bit a pixel: a third of what its outline takes in a PDF. */
export const qrPng = (code: string | Uint8Array): Uint8Array => {
  const modules = modulesOf(code)
  const side = modules.size * pixels
  const rowBytes = 1 + Math.ceil(side / 8)
  const rows = Buffer.alloc(rowBytes * side)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const at = y * rowBytes + 1 + (x >> 3)
      const isDark = modules.get(Math.floor(y / pixels), Math.floor(x / pixels))
      if (!isDark) rows[at] = (rows[at] as number) | (0x80 >> (x & 7))
    }
  return greyPng(side, 1, rows)
}

/** A PNG of grey pixels, so many bits each, from its rows: each begins with a zero. */
export const greyPng = (side: number, bits: 1 | 8, rows: Uint8Array): Uint8Array => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // The rest is zero: grey, deflate, no filter, no interlacing.
  header[8] = bits
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const chunk = (kind: string, data: Uint8Array): Buffer => {
  const written = Buffer.alloc(data.length + 12)
  written.writeUInt32BE(data.length, 0)
  written.write(kind, 4, 'latin1')
  written.set(data, 8)
  written.writeUInt32BE(crc32(written.subarray(4, 8 + data.length)), 8 + data.length)
  return written
}
