declare const brand: unique symbol

/** A UUIDv7 that says what it identifies, so that a class id never goes where a person id is asked for. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind }

// Random words for some three hundred ids at a time: asking for a few bytes at each id takes longer than all the rest.
const pool = new Uint32Array(1024)
let used = pool.length

const randomWord = (): number => {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += 1
  return pool[used - 1] as number
}

/** The id made last, in its parts: 48 bits of time, then 12, 30 and 32 random ones. Numbers, for big integers cost a kilobyte an id. */
const last = { time: 0, high: 0, middle: 0, low: 0 }
const lowEnd = 2 ** 32

/** A new UUIDv7 (RFC 9562), strictly increasing within this process so that insertion order is id order. */
export const newId = <Kind extends string>(now: number = Date.now()): Id<Kind> => {
  if (now > last.time) {
    last.time = now
    last.high = randomWord() & 0xfff
    last.middle = randomWord() & 0x3fffffff
    last.low = randomWord()
  } else stepOn()
  const time = last.time.toString(16).padStart(12, '0')
  const variant = (0x80000000 + last.middle).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(last.high + 0x1000)}-${variant.slice(0, 4)}-${variant.slice(4)}${hex(last.low + lowEnd)}`
}

/** Within one millisecond, or when the clock went back: a random step on, carried over as far as it goes. */
const stepOn = (): void => {
  last.low += 1 + (randomWord() & 0xffff)
  if (last.low < lowEnd) return
  last.low -= lowEnd
  last.middle += 1
  if (last.middle <= 0x3fffffff) return
  last.middle = 0
  last.high += 1
  if (last.high <= 0xfff) return
  last.high = 0
  last.time += 1
}

/** Digits of a number that carries a leading one to keep its zeros. */
const hex = (withLeadingOne: number): string => withLeadingOne.toString(16).slice(1)

export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
