import { isDay } from '../../kernel/calendar.ts'
import { isPackId } from '../../kernel/pack-id.ts'
import type { Shape } from '../schema/json-schema.ts'
import { type Fraction, parseExact, zero, compare } from '../../kernel/exact.ts'

/** One thing wrong with a document: where, which code (`sentences.ts` has its text), and what to put in the sentence. */
export interface Fault {
  readonly pointer: string
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** A place in a JSON document that is being read; faults of the whole document gather in one list. */
export interface Cursor {
  readonly value: unknown
  readonly pointer: string
  readonly faults: Fault[]
}

/** More than this helps nobody, and a hostile document must not fill the memory. */
const mostFaults = 500

export const fault = (at: Cursor, code: string, params: Fault['params'] = {}): null => {
  if (at.faults.length < mostFaults) at.faults.push({ pointer: at.pointer, code, params })
  return null
}

/** The faults of a document, each once; of a member that is missing only that. */
export const eachOnce = (faults: readonly Fault[]): readonly Fault[] => {
  const missing = new Set(
    faults.flatMap(({ pointer, code, params }) =>
      code === 'key.missing' ? [`${pointer}/${escaped(params['key'] ?? '')}`] : [],
    ),
  )
  const kept = faults.filter(({ pointer, code }) => !code.startsWith('type.') || !missing.has(pointer))
  return [...new Map(kept.map((each) => [JSON.stringify(each), each])).values()]
}

/** That nothing is listed, where something must be; items that are at fault have said so themselves. */
export const faultIfEmpty = (at: Cursor): null => {
  const isListed = typeof at.value === 'object' && at.value !== null && Object.keys(at.value).length > 0
  return isListed ? null : fault(at, 'list.empty')
}

const escaped = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

/** The member of an object or list; `value` is undefined when there is none. */
export const child = (at: Cursor, key: string | number): Cursor => {
  const owner = at.value as Record<string | number, unknown>
  const has = typeof owner === 'object' && owner !== null && Object.hasOwn(owner, key)
  return { value: has ? owner[key] : undefined, pointer: `${at.pointer}/${escaped(key)}`, faults: at.faults }
}

/** The item of a list that bears an id, where this document has it; else the list. */
export const itemOf = (at: Cursor, id: string): Cursor => {
  const index = Array.isArray(at.value)
    ? at.value.findLastIndex((_, place) => child(child(at, place), 'id').value === id)
    : -1
  return index < 0 ? at : child(at, index)
}

export const isPresent = (at: Cursor): boolean => at.value !== undefined && at.value !== null

/** True for an object; reports keys that are not `allowed` and `required` ones that are absent. */
export const isRecord = (
  at: Cursor,
  allowed: readonly string[] | null,
  required: readonly string[] = [],
): at is Cursor & { value: Record<string, unknown> } => {
  if (typeof at.value !== 'object' || at.value === null || Array.isArray(at.value)) {
    fault(at, 'type.object')
    return false
  }
  for (const key of Object.keys(at.value)) {
    if (allowed && !allowed.includes(key))
      fault(child(at, key), 'key.unknown', { key, known: allowed.join(', ') })
  }
  for (const key of required) if (!Object.hasOwn(at.value, key)) fault(at, 'key.missing', { key })
  return true
}

/** True for an object; reports what its published form does not name, and what it asks for and is not there. */
export const isShaped = (
  at: Cursor,
  form: Pick<Shape, 'properties' | 'required'> | undefined,
): at is Cursor & { value: Record<string, unknown> } =>
  isRecord(at, form ? Object.keys(form.properties) : null, form?.required)

export const keysOf = (at: Cursor): readonly string[] =>
  typeof at.value === 'object' && at.value !== null && !Array.isArray(at.value) ? Object.keys(at.value) : []

/** Reads each item of a list, leaving out those that were at fault. Absent counts as empty; anything else is a fault. */
export const readList = <T>(at: Cursor, read: (item: Cursor, index: number) => T | null): readonly T[] => {
  if (!isPresent(at)) return []
  if (!Array.isArray(at.value)) {
    fault(at, 'type.list')
    return []
  }
  const items: T[] = []
  for (let index = 0; index < at.value.length; index += 1) {
    const item = read(child(at, index), index)
    if (item !== null) items.push(item)
  }
  return items
}

export const readText = (at: Cursor): string | null => {
  if (
    typeof at.value === 'string' &&
    at.value.length > 0 &&
    at.value.length <= 2000 &&
    at.value.isWellFormed()
  ) {
    return at.value
  }
  return fault(at, at.value === '' ? 'text.empty' : 'type.text')
}

export const readPackId = (at: Cursor): string | null => {
  const id = readText(at)
  return id === null || isPackId(id) ? id : fault(at, 'pack.id')
}

export const readTexts = (at: Cursor): readonly string[] => readList(at, readText)

/** One text or a list of texts; only those `known`, where it is told which these are. */
export const readOneOrMore = (at: Cursor, known?: readonly string[]): readonly string[] => {
  const read = known ? (item: Cursor) => readChoice(item, known) : readText
  return Array.isArray(at.value) ? readList(at, read) : [read(at)].filter((text) => text !== null)
}

export const readFlag = (at: Cursor): boolean | null =>
  typeof at.value === 'boolean' ? at.value : fault(at, 'type.flag')

export const readDay = (at: Cursor): string | null =>
  typeof at.value === 'string' && isDay(at.value)
    ? at.value
    : fault(at, at.value === '' ? 'text.empty' : 'type.day')

export const readChoice = <const C extends string>(at: Cursor, choices: readonly C[]): C | null =>
  (choices as readonly unknown[]).includes(at.value)
    ? (at.value as C)
    : fault(at, 'type.choice', { choices: choices.join(', ') })

export const readInteger = (at: Cursor, least: number, most: number): number | null => {
  if (typeof at.value === 'number' && !Number.isInteger(at.value))
    return fault(at, 'number.inexact', { least, most })
  if (typeof at.value !== 'number' || at.value < least || at.value > most) {
    return fault(at, 'type.integer', { least, most })
  }
  return at.value
}

/** An exact number; `sign: 'any'` allows negative ones. */
export const readExact = (at: Cursor, sign: 'not-negative' | 'any' = 'not-negative'): Fraction | null => {
  if (typeof at.value === 'number' && !Number.isInteger(at.value)) return fault(at, 'number.inexact')
  const read = parseExact(at.value)
  if (!read)
    return typeof at.value === 'number'
      ? fault(at, 'number.range', { most: Number.MAX_SAFE_INTEGER })
      : fault(at, at.value === '' ? 'text.empty' : 'type.exact')
  if (sign === 'not-negative' && compare(read, zero) < 0) return fault(at, 'number.negative')
  return read
}

/** `MM-DD` of a day that exists in leap years. */
export const readMonthDay = (at: Cursor): string | null =>
  typeof at.value === 'string' && isDay(`2000-${at.value}`) ? at.value : fault(at, 'type.month-day')
