import { Readable } from 'node:stream'
import type { Client, Connection, Submittable } from 'pg'
import { clientOf, type Tx } from './database.ts'

/**
 * PostgreSQL's COPY, which `pg` speaks on the wire but has no call for: rows as PostgreSQL's own text, exact for every
 * type, without an object per row.
 */

/** What a running query is told by the client; `pg` calls these by name. */
interface CopyQuery extends Submittable {
  handleCommandComplete(message: { text: string }): void
  handleReadyForQuery(): void
  handleError(error: Error, connection: Connection): void
}

interface WireConnection extends Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  readonly stream: import('node:net').Socket
}

/** Runs `copy … to stdout`; the stream pauses the connection when its reader is slow. */
export const copyOut = (client: Client, text: string): Readable => {
  let socket: WireConnection['stream'] | undefined
  const rows = new Readable({ read: () => socket?.resume() })
  const query: CopyQuery & { handleCopyData(message: { chunk: Uint8Array }): void } = {
    submit(connection) {
      socket = (connection as WireConnection).stream
      ;(connection as WireConnection).query(text)
    },
    handleCopyData: ({ chunk }) => {
      if (!rows.push(Buffer.from(chunk))) socket?.pause()
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => {
      rows.push(null)
    },
    handleError: (error) => {
      rows.destroy(error)
    },
  }
  client.query(query)
  return rows
}

/**
 * Runs `copy … to stdout` and hands every piece on as it comes in, without a copy of its own: `onChunk` must be done with
 * it when it returns. What it throws is thrown when the statement has ended.
 */
export const copyEach = (client: Client, text: string, onChunk: (chunk: Uint8Array) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    let fault: unknown
    const query: CopyQuery & { handleCopyData(message: { chunk: Uint8Array }): void } = {
      submit: (connection) => (connection as WireConnection).query(text),
      handleCopyData: ({ chunk }) => {
        if (fault !== undefined) return
        try {
          onChunk(chunk)
        } catch (error) {
          fault = error
        }
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (fault === undefined ? resolve() : reject(fault)),
      handleError: (error) => {
        fault ??= error
        reject(error)
      },
    }
    client.query(query)
  })

/** Runs `copy … from stdin` with these chunks; answers the number of rows. All of it counts or none. */
export const copyIn = (client: Client, text: string, chunks: AsyncIterable<Uint8Array>): Promise<number> =>
  new Promise((resolve, reject) => {
    let rows = 0
    let sourceFault: unknown
    const query: CopyQuery & { handleCopyInResponse(connection: Connection): void } = {
      submit: (connection) => (connection as WireConnection).query(text),
      handleCopyInResponse: (connection) => {
        void feed(connection as WireConnection, chunks, (fault) => {
          sourceFault = fault
        })
      },
      handleCommandComplete: ({ text: tag }) => {
        rows = Number(tag.split(' ')[1] ?? 0)
      },
      handleReadyForQuery: () => resolve(rows),
      // When the source failed, the server only repeats that it did; the reason is the source's own error.
      handleError: (error) => reject(sourceFault ?? error),
    }
    client.query(query)
  })

/** A line of COPY's text format; texts may hold anything, and bytes are written as such. */
export const copyLine = (fields: readonly (string | number | Buffer | null)[]): string => {
  let line = ''
  for (const field of fields) line += `${copyField(field)}\t`
  return `${line.slice(0, -1)}\n`
}

const copyField = (field: string | number | Buffer | null): string => {
  if (field === null) return '\\N'
  if (typeof field === 'number') return String(field)
  if (typeof field !== 'string') return `\\\\x${field.toString('hex')}`
  return /[\\\t\n\r]/.test(field) ? field.replace(/[\\\t\n\r]/g, (found) => escapes[found] as string) : field
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Lines sent at once: pieces small enough that their memory is used again. */
const linesAtOnce = 32

/** Writes rows into a table's columns (`certificate (number, type)`) as a part of the transaction; lines are made while those before them are being stored. */
export const copyRows = async <Row>(
  tx: Tx,
  columns: string,
  rows: readonly Row[],
  lineOf: (row: Row) => string,
): Promise<void> => {
  const pieces = (async function* () {
    for (let from = 0; from < rows.length; from += linesAtOnce) {
      let piece = ''
      for (const row of rows.slice(from, from + linesAtOnce)) piece += lineOf(row)
      yield Buffer.from(piece)
    }
  })()
  await copyIn(await clientOf(tx), `copy ${columns} from stdin`, pieces)
}

const feed = async (
  connection: WireConnection,
  chunks: AsyncIterable<Uint8Array>,
  failed: (fault: unknown) => void,
): Promise<void> => {
  try {
    for await (const chunk of chunks) {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) await drained(connection.stream)
    }
    connection.endCopyFrom()
  } catch (error) {
    failed(error)
    connection.sendCopyFail(String(error))
  }
}

const drained = (stream: WireConnection['stream']): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
