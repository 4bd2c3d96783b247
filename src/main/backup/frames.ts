import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

/**
 * A backup file is gzip over frames: four bytes of length, then that many bytes. What a frame means follows from what
 * came before; an empty one ends a list.
 */
export interface FrameWriter {
  write(frame: Uint8Array): Promise<void>
  writeJson(value: object): Promise<void>
  /** Ends a list of frames. */
  endList(): Promise<void>
  /** Resolves when everything is on the disk. */
  close(): Promise<void>
}

const largestFrame = 256 * 1024 * 1024

export const openFrameWriter = (file: string): FrameWriter => {
  const gzip = createGzip({ level: 6 })
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  const written = pipeline(gzip, target)
  // Reported by the next write or by close(); here only so that it is never unhandled.
  written.catch(() => undefined)
  const write = async (frame: Uint8Array): Promise<void> => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(frame.length)
    await put(gzip, length, written)
    if (frame.length > 0) await put(gzip, frame, written)
  }
  return {
    write,
    writeJson: (value) => write(Buffer.from(JSON.stringify(value))),
    endList: () => write(Buffer.alloc(0)),
    async close() {
      gzip.end()
      await written
    },
  }
}

const put = async (stream: Writable, bytes: Uint8Array, failed: Promise<void>): Promise<void> => {
  if (stream.write(bytes)) return
  await Promise.race([new Promise<void>((resolve) => stream.once('drain', () => resolve())), failed])
}

export interface FrameReader {
  /** The next frame; empty at the end of a list. Throws where the file ends or is damaged. */
  read(): Promise<Buffer>
  readJson<T>(): Promise<T>
  /** The frames up to the end of the list. */
  list(): AsyncGenerator<Buffer>
  /** Throws where anything follows the last frame, or the file is not the one that was written: its checksum comes last. */
  end(): Promise<void>
  close(): void
}

export const openFrameReader = (file: string): FrameReader => {
  const source = createReadStream(file)
  const inflated = source.pipe(createGunzip())
  source.once('error', (error) => inflated.destroy(error))
  const take = byteTaker(inflated)
  const read = async (): Promise<Buffer> => {
    const length = (await take(4)).readUInt32BE()
    if (length > largestFrame) throw new Error('damaged: a frame is too long')
    return take(length)
  }
  return {
    read,
    readJson: async <T>() => JSON.parse((await read()).toString('utf8')) as T,
    async *list() {
      for (let frame = await read(); frame.length > 0; frame = await read()) yield frame
    },
    async end() {
      if (await take(1).catch(refuseUnlessEnded)) throw new Error('damaged: something follows the end')
    },
    close: () => {
      source.destroy()
      inflated.destroy()
    },
  }
}

const ended = 'damaged: the file ends too early'
/** Nothing where the file simply ends, after its checksum was found right. */
const refuseUnlessEnded = (error: unknown): undefined => {
  if (error instanceof Error && error.message === ended) return undefined
  throw error
}

const byteTaker = (stream: Readable): ((count: number) => Promise<Buffer>) => {
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return async (count) => {
    const parts: Buffer[] = []
    let missing = count
    while (missing > 0) {
      if (rest.length === 0) {
        const { value, done } = await chunks.next()
        if (done) throw new Error(ended)
        rest = value
      }
      const part = rest.subarray(0, missing)
      parts.push(part)
      rest = rest.subarray(part.length)
      missing -= part.length
    }
    return Buffer.concat(parts)
  }
}
