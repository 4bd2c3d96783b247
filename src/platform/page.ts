import { isDay } from '../kernel/calendar.ts'
import { isId } from '../kernel/id.ts'
import { refuse } from '../kernel/result.ts'
import { Refusal } from './refusal.ts'

/** Opaque cursor from the sort key of the last row shown. */
export const cursorFrom = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

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
  seat: (part: unknown): part is number =>
    typeof part === 'number' && Number.isInteger(part) && part >= 0 && part < 2 ** 31,
} as const

type Checks = readonly ((part: unknown) => part is string | number)[]
type Parts<C extends Checks> = {
  -readonly [I in keyof C]: C[I] extends (part: unknown) => part is infer P ? P : never
}

/** The sort key inside a cursor; none without a cursor, and one that no list like this can have given is refused. */
export const cursorParts = <const C extends Checks>(
  cursor: string | undefined,
  ...checks: C
): Parts<C> | undefined => {
  if (!cursor) return undefined
  const key = readKey(cursor)
  if (Array.isArray(key) && key.length === checks.length && checks.every((fits, at) => fits(key[at])))
    return key as Parts<C>
  throw new Refusal(refuse('request.cursor', {}, [{ pointer: '/cursor', code: 'request.cursor' }]))
}

const readKey = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
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
