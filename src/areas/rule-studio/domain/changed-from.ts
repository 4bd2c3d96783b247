import { addDays, isDay } from '../../../kernel/calendar.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Span {
  readonly from: string
  readonly to: string
  readonly says: string
}

const openEnd = '9999-12-31'
/** Of the head of a pack what figures depend on; titles, clauses and their documents only tell. */
const weighty = ['on', 'participants', 'unit', 'measures', 'orders', 'layer'] as const

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && isDay(value) ? value : undefined

/** A version being written, whose first day is still empty or is no date, says something for no day yet. */
const spansOf = (pack: Node): readonly Span[] =>
  (Array.isArray(pack['versions']) ? pack['versions'] : []).filter(isNode).flatMap((version) => {
    const inForce = isNode(version['inForce']) ? version['inForce'] : {}
    const { inForce: _dates, id: _id, ...rest } = version
    const from = dayOf(inForce['from'])
    return from === undefined
      ? []
      : [{ from, to: dayOf(inForce['to']) ?? openEnd, says: canonicalJson(rest as Json) }]
  })

const headOf = (pack: Node): string =>
  canonicalJson([
    ...weighty.map((key) => (pack[key] ?? null) as Json),
    // Which categories there are, not what they are called.
    isNode(pack['categories']) ? Object.keys(pack['categories']).sort() : [],
  ])

/**
 * The first day for which one text of a pack says something else than another; `null` where they say the same. Texts
 * are compared as written: a rewording of a rule that comes to the same counts as a change.
 */
export const changedFrom = (before: unknown, after: unknown): string | null => {
  const [old, next] = [isNode(before) ? before : {}, isNode(after) ? after : {}]
  const [was, is] = [spansOf(old), spansOf(next)]
  const starts = [...was, ...is].flatMap(({ from, to }) => [
    from,
    ...(to === openEnd ? [] : [addDays(to, 1)]),
  ])
  const turns = [...new Set(starts)].sort()
  if (was.length > 0 && headOf(old) !== headOf(next)) return turns[0] ?? null
  const on = (spans: readonly Span[], day: string): string | undefined =>
    spans.find(({ from, to }) => from <= day && day <= to)?.says
  return turns.find((day) => on(was, day) !== on(is, day)) ?? null
}
