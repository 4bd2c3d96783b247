import { isDay } from '../kernel/calendar.ts'
import { isId } from '../kernel/id.ts'

/** Opaque cursor from the sort key of the last row shown. */
export const cursorFrom = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** The sort key inside a cursor, or `undefined` when somebody made the cursor up. */
export const cursorKey = (
  cursor: string | undefined,
  length: number,
): (string | number | null)[] | undefined => {
  if (!cursor) return undefined
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(key) && key.length === length ? (key as (string | number | null)[]) : undefined
  } catch {
    return undefined
  }
}

/** What one place of a sort key may hold. */
export const keyPart = {
  text: (part: unknown): part is string =>
    typeof part === 'string' && part.length <= 400 && !part.includes('\0'),
  id: (part: unknown): part is string => typeof part === 'string' && isId(part),
  day: (part: unknown): part is string => typeof part === 'string' && isDay(part),
  /** As PostgreSQL or JavaScript writes one; years of four digits. */
  instant: (part: unknown): part is string =>
    typeof part === 'string' &&
    /^\d{4}-/.test(part) &&
    !Number.isNaN(Date.parse(part.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))),
  flag: (part: unknown): part is 0 | 1 => part === 0 || part === 1,
} as const

type Checks = readonly ((part: unknown) => part is string | number)[]
type Parts<C extends Checks> = {
  -readonly [I in keyof C]: C[I] extends (part: unknown) => part is infer P ? P : never
}

/** The sort key inside a cursor, if each place holds what it must; with a cursor somebody made up one is on the first page. */
export const cursorParts = <const C extends Checks>(
  cursor: string | undefined,
  ...checks: C
): Parts<C> | undefined => {
  const key = cursorKey(cursor, checks.length)
  return key && checks.every((fits, at) => fits(key[at])) ? (key as Parts<C>) : undefined
}

/** Cuts `limit + 1` rows read into a page: the extra row only tells that there is a next page. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number | null)[],
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? cursorFrom(key(last)) : null,
  }
}
