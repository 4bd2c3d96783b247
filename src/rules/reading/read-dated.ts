import { compare, type Fraction, fraction } from '../../kernel/exact.ts'
import type { Value } from '../facts.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  keysOf,
  readDay,
  readExact,
  readList,
  readTexts,
  isShaped,
} from './cursor.ts'
import { dated } from '../schema/facts-schema.ts'

/** Amounts beyond this are typing errors, and below it every sum of a lifetime stays an exact integer. */
export const greatestAmount = 1_000_000_000
const bound = fraction(greatestAmount)

/** An exact amount that is neither negative nor absurd. */
export const readUnits = (at: Cursor): Fraction | null => {
  const amount = readExact(at)
  return amount && compare(amount, bound) > 0 ? fault(at, 'number.range', { most: greatestAmount }) : amount
}

/** Reads `from`/`to` where present and reports an end before its beginning. */
export const spanInOrder = (at: Cursor, fromKey: string, toKey: string): void => {
  const [from, to] = [child(at, fromKey), child(at, toKey)]
  const first = isPresent(from) ? readDay(from) : null
  const last = isPresent(to) ? readDay(to) : null
  if (first && last && last < first) fault(to, 'dates.order', { from: first, to: last })
}

/** Reports the second of two members of a list that carry one id. */
export const uniqueIds = (at: Cursor): void => {
  const seen = new Set<unknown>()
  readList(at, (item) => {
    const id = child(item, 'id')
    if (typeof id.value !== 'string' || id.value === '') return fault(id, 'type.text')
    if (seen.has(id.value)) fault(id, 'id.twice', { id: id.value })
    seen.add(id.value)
    return null
  })
}

export const readValue = (at: Cursor): void => {
  const { value } = at
  if (Array.isArray(value)) readTexts(at)
  else if (typeof value === 'number') readExact(at, 'any')
  else if (value !== null && typeof value !== 'string' && typeof value !== 'boolean') fault(at, 'type.value')
}

interface ReadSpan {
  readonly from: string
  readonly to: string
  readonly value: string
}

/** Reads `{name: [{value, from?, to?}]}`; one fact cannot have two values on one day. */
export const readDatedFacts = (at: Cursor): void => {
  if (!isPresent(at) || !isRecord(at, null)) return
  for (const name of keysOf(at)) {
    const spans = readList(child(at, name), readSpan)
    const sorted = spans.toSorted((a, b) =>
      a.span.from < b.span.from ? -1 : a.span.from > b.span.from ? 1 : 0,
    )
    let [reach, value] = ['', '']
    for (const { at: place, span } of sorted) {
      if (span.from <= reach && span.value !== value) fault(place, 'fact.overlap', { fact: name })
      if (span.to >= reach) [reach, value] = [span.to, span.value]
    }
  }
}

const readSpan = (at: Cursor): { readonly at: Cursor; readonly span: ReadSpan } | null => {
  if (!isShaped(at, dated)) return null
  readValue(child(at, 'value'))
  spanInOrder(at, 'from', 'to')
  const { value, from, to } = at.value as { value: Value; from?: unknown; to?: unknown }
  return {
    at,
    span: {
      from: typeof from === 'string' ? from : '0000-01-01',
      to: typeof to === 'string' ? to : '9999-12-31',
      value: JSON.stringify(value),
    },
  }
}
