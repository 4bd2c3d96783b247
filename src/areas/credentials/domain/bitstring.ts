/** Bits of a status list, the first one the highest bit of the first byte (Bitstring Status List v1.0, section 3.2). */
export const bitstringOf = (length: number, set: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(Math.ceil(length / 8))
  for (const index of set) {
    if (index < 0 || index >= length) throw new RangeError(`status index ${index} of ${length}`)
    const at = index >> 3
    bytes[at] = (bytes[at] as number) | (0x80 >> (index & 7))
  }
  return bytes
}
