import type { Bytes } from './bytes.ts'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Longest text read: work grows with the square of the length, and keys and signatures have fewer than 100 characters. */
const longest = 200

/** Base58 with Bitcoin's alphabet, as multibase `z` spells keys and signatures. */
export const toBase58 = (bytes: Uint8Array): string => {
  const digits: number[] = []
  for (const byte of bytes) {
    let carry = byte
    for (let at = 0; at < digits.length; at += 1) {
      carry += (digits[at] as number) << 8
      digits[at] = carry % 58
      carry = Math.floor(carry / 58)
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58)
  }
  const zeros = leading(bytes, 0)
  return '1'.repeat(zeros) + digits.reduceRight((text, digit) => text + alphabet[digit], '')
}

/** The bytes of base58 text; `undefined` for what is none. Every text it reads is the one spelling of its bytes. */
export const fromBase58 = (text: string): Bytes | undefined => {
  if (text.length > longest) return undefined
  const bytes: number[] = []
  const values = Array.from(text, (character) => alphabet.indexOf(character))
  for (const value of values) {
    if (value < 0) return undefined
    let carry = value
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] as number) * 58
      bytes[at] = carry & 255
      carry >>= 8
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255)
  }
  const whole = new Uint8Array(leading(values, 0) + bytes.length)
  whole.set(bytes.toReversed(), whole.length - bytes.length)
  return whole
}

const leading = (list: ArrayLike<number>, value: number): number => {
  let count = 0
  while (count < list.length && list[count] === value) count += 1
  return count
}
