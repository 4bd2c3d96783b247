/** SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, in hexadecimal; synchronous, so that a pack has its hash wherever it is compiled. */
export const sha256 = (text: string): string => {
  const bytes = padded(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  const state = initial.slice()
  const words = new Uint32Array(64)
  for (let block = 0; block < bytes.length; block += 64) mix(state, words, view, block)
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('')
}

const padded = (message: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return bytes
}

const mix = (state: Uint32Array, words: Uint32Array, view: DataView, block: number): void => {
  for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(block + index * 4)
  for (let index = 16; index < 64; index += 1) {
    const [early, late] = [at(words, index - 15), at(words, index - 2)]
    const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const other = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = at(words, index - 16) + one + at(words, index - 7) + other
  }
  let [a, b, c, d, e, f, g, h] = [...state] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let index = 0; index < 64; index += 1) {
    const first =
      h +
      (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
      ((e & f) ^ (~e & g)) +
      at(constants, index) +
      at(words, index)
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) + word
  })
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Uint32Array, index: number): number => words[index] ?? 0

const primes = (count: number): readonly number[] => {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}

/** The first 32 bits of the fractional part of the k-th root (2 or 3) of a prime, by integer search. */
const rootBits = (prime: number, k: bigint): number => {
  const target = BigInt(prime) << (32n * k)
  let [low, high] = [0n, BigInt(prime) << 32n]
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (middle ** k <= target) low = middle
    else high = middle - 1n
  }
  return Number(low & 0xffffffffn)
}

const initial = Uint32Array.from(primes(8), (prime) => rootBits(prime, 2n))
const constants = Uint32Array.from(primes(64), (prime) => rootBits(prime, 3n))
