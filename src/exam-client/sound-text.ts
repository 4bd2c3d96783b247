import type { Json } from '../kernel/canonical-json.ts'

/** Half a pair, as a cut emoji leaves it, and controls that no field shows but a pasted text may hold. */
const unsound = /\p{Surrogate}|(?![\t\n\r])\p{Control}/gu

/**
 * What is typed without characters that cannot be sealed, sent or stored: one of them would hold up every answer behind
 * it. Any other character stays as it is.
 */
export const soundText = <T extends Json>(value: T): T => {
  if (typeof value === 'string') return value.replace(unsound, '') as T
  if (Array.isArray(value)) return value.map((one) => soundText(one as Json)) as unknown as T
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, soundText(one as Json)]),
    ) as unknown as T
  return value
}
