/**
 * SHA-256 of a text in UTF-8, as lower-case hex (FIPS 180-4). Synchronous and without Web Crypto, which browsers withhold
 * on plain-HTTP addresses such as those of an exam room's own network; servers pass their native digest instead.
 */
export const sha256 = (text: string): string => sha256OfBytes(new TextEncoder().encode(text))

/** The same of bytes. A megabyte takes some tens of milliseconds: where there is Web Crypto, use that for files. */
export const sha256OfBytes = (bytes: Uint8Array): string => {
  const words = padded(bytes)
  const state = Uint32Array.from(initial)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16), schedule)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** Text to lower-case hex; `sha256` above or a platform's own. */
export type Digest = (text: string) => string

const padded = (bytes: Uint8Array): Uint32Array => {
  const blocks = Math.ceil((bytes.length + 9) / 64)
  const whole = new Uint8Array(blocks * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  const bits = bytes.length * 8
  view.setUint32(whole.length - 8, Math.floor(bits / 2 ** 32))
  view.setUint32(whole.length - 4, bits >>> 0)
  const words = new Uint32Array(whole.length / 4)
  for (let at = 0; at < words.length; at += 1) words[at] = view.getUint32(at * 4)
  return words
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const compress = (state: Uint32Array, block: Uint32Array, schedule: Uint32Array): void => {
  schedule.set(block)
  for (let t = 16; t < 64; t += 1) {
    const early = schedule[t - 15] as number
    const late = schedule[t - 2] as number
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    schedule[t] = (schedule[t - 16] as number) + s0 + (schedule[t - 7] as number) + s1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[t] as number) + (schedule[t] as number)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
    state[index] = (state[index] as number) + word
}

const primes = (count: number): number[] => {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}

/** First 32 bits of the fractional part of the n-th root, exactly: floor(root(p · 2^(32n))) by integer search. */
const rootBits = (prime: number, root: 2n | 3n): number => {
  const target = BigInt(prime) << (32n * root)
  let [low, high] = [0n, 1n << 40n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (middle ** root <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}

// The standard defines these by roots of primes; computing them leaves no table to mistype.
const initial = primes(8).map((prime) => rootBits(prime, 2n))
const constants = primes(64).map((prime) => rootBits(prime, 3n))
