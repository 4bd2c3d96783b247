/** Non-negative safe integers, seven bits a byte, lowest first; writes at a place and answers the next. */
export const writeVarint = (into: Uint8Array, at: number, value: number): number => {
  let [place, rest] = [at, value]
  while (rest >= 128) {
    into[place] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
    place += 1
  }
  into[place] = rest
  return place + 1
}

export const readVarint = (
  from: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } => {
  let [place, value, weight] = [at, 0, 1]
  for (;;) {
    const byte = from[place]
    if (byte === undefined) throw new Error('a code ends inside a number')
    value += (byte & 127) * weight
    weight *= 128
    place += 1
    if (byte < 128) return { value, next: place }
  }
}

/** Bytes that a safe integer takes at most. */
export const varintBytes = 8

export const varintsOf = (values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * varintBytes)
  return bytes.slice(
    0,
    values.reduce((at, value) => writeVarint(bytes, at, value), 0),
  )
}
