import { isDay } from '../../../kernel/calendar.ts'
import { isId } from '../../../kernel/id.ts'
import { cursorKey } from '../../../platform/page.ts'

/** A day and an id from a cursor; a made-up one is the first page. */
export const dayAndId = (cursor: string | undefined): [string, string] | undefined => {
  const key = cursorKey(cursor, 2)
  const [day, id] = [String(key?.[0]), String(key?.[1])]
  return key && isDay(day) && isId(id) ? [day, id] : undefined
}

/** A seat number from a cursor; a made-up one is the first page. */
export const seatAfter = (cursor: string | undefined): number => {
  const seat = cursorKey(cursor, 1)?.[0]
  return typeof seat === 'number' && Number.isSafeInteger(seat) && seat >= 0 && seat < 2 ** 31 ? seat : 0
}

/** An id from a cursor; a made-up one is the first page. */
export const idAfter = (cursor: string | undefined): string | undefined => {
  const id = cursorKey(cursor, 1)?.[0]
  return typeof id === 'string' && isId(id) ? id : undefined
}
