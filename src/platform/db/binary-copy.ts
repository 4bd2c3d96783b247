/**
 * Rows of COPY in PostgreSQL's binary format, field by field from where they lie: no object and no string for a row unless
 * its reader makes one. Integers and dates are big-endian; a date is days since 2000-01-01.
 */

/** The signature, flags and length of extensions that stand before the first row. */
const headerBytes = 19

export interface BinaryRow {
  /** Where the row lies. */
  readonly bytes: Buffer
  /** First byte of a field; of a null field it says nothing. */
  readonly at: Int32Array
  /** Bytes of a field; -1 is null. */
  readonly length: Int32Array
}

/** Cuts the pieces of `copyEach` into rows of so many fields; the row is the same object each time. */
export const binaryRows = (
  fields: number,
  onRow: (row: BinaryRow) => void,
): ((chunk: Uint8Array) => void) => {
  const row: { bytes: Buffer; at: Int32Array; length: Int32Array } = {
    bytes: Buffer.alloc(0),
    at: new Int32Array(fields),
    length: new Int32Array(fields),
  }
  let isFirst = true
  return (chunk) => {
    // A piece is a row or little more: no second view is made of what is one already.
    const bytes = Buffer.isBuffer(chunk)
      ? chunk
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    row.bytes = bytes
    let place = isFirst ? headerBytes : 0
    isFirst = false
    while (place < bytes.length) {
      const count = bytes.readInt16BE(place)
      place += 2
      if (count === -1) return
      if (count !== fields) throw new Error(`a row of ${count} fields where ${fields} were asked for`)
      for (let field = 0; field < fields; field += 1) {
        const length = bytes.readInt32BE(place)
        place += 4
        row.at[field] = place
        row.length[field] = length
        if (length > 0) place += length
      }
      onRow(row)
    }
  }
}

/** Whole file of COPY … FROM in binary: rows are appended field by field, and the memory is used again. */
export interface BinaryWriter {
  row(fields: number): void
  int(value: number): void
  bytes(value: Uint8Array, length?: number): void
  /** A null field. */
  nothing(): void
  /** What was written, with the header and the end. */
  finish(): Buffer
}

export const binaryWriter = (size = 1 << 20): BinaryWriter => {
  let buffer = Buffer.alloc(size)
  let place = 0
  const room = (bytes: number): void => {
    if (place + bytes <= buffer.length) return
    buffer = Buffer.concat([buffer], Math.max(buffer.length * 2, place + bytes))
  }
  buffer.write('PGCOPY\n\xff\r\n\0', 'latin1')
  place = headerBytes
  return {
    row: (fields) => {
      room(2)
      place = buffer.writeInt16BE(fields, place)
    },
    int: (value) => {
      room(8)
      place = buffer.writeInt32BE(4, place)
      place = buffer.writeInt32BE(value, place)
    },
    bytes: (value, length = value.length) => {
      room(4 + length)
      place = buffer.writeInt32BE(length, place)
      for (let index = 0; index < length; index += 1) buffer[place + index] = value[index] as number
      place += length
    },
    nothing: () => {
      room(4)
      place = buffer.writeInt32BE(-1, place)
    },
    finish: () => {
      room(2)
      place = buffer.writeInt16BE(-1, place)
      return buffer.subarray(0, place)
    },
  }
}
