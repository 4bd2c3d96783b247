import { crc32 } from 'node:zlib'

/** A file to be put into a zip; names in UTF-8, with `/` between folders. */
export interface Packed {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Every file alike on every day: a zip tells nothing of when it was made. 1980-01-01, the first day a zip knows. */
const dosDay = 0x21
const utf8Names = 0x0800

/** Writes a zip file by file, as they come, nothing compressed: what is packed here is packed already. Less than 4 GB. */
export async function* zipOf(files: AsyncIterable<Packed>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let [at, count] = [0, 0]
  for await (const { name, bytes } of files) {
    const title = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(utf8Names, 2)
    common.writeUInt16LE(dosDay, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title])
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 0, 'latin1')
    entry.writeUInt16LE(20, 4)
    common.copy(entry, 6, 0, 26)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, title)
    yield local
    yield bytes
    at += local.length + bytes.length
    count += 1
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  yield listed
  yield end
}
