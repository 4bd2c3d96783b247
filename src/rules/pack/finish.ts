import type { Line } from '../lines/line.ts'
import { readLine } from '../lines/read-lines.ts'
import { type Cap, inCuttingOrder, relationOf } from '../parts/caps.ts'
import { child, type Cursor, fault, itemOf } from '../reading/cursor.ts'
import type { Obligation, Reach } from './rules.ts'
import { checkDays } from './day-order.ts'
import { checkReferences, everyLine, faultIfMixed, type WhereNamed } from './references.ts'
import type { PackScope } from './scope.ts'
import type { Directive, WrittenObligation } from './written.ts'

/** An obligation with nothing left to inherit: its lines read, its references found, its caps in cutting order. */
export const finishObligation = (
  written: WrittenObligation,
  scope: PackScope,
  directives: readonly Directive[],
): Obligation | null => {
  const { at, single, period, lines: texts, ...rest } = written
  // What a pack says in its own text was already reported when that text was read; here only patched lines are new.
  const lines = texts.flatMap((text) => readLine({ ...text, at: { ...text.at, faults: [] } }) ?? [])
  if (!period) return fault(at, 'key.missing', { key: 'period' })
  if (lines.length === 0 && texts.length === 0) return fault(at, 'key.missing', { key: 'require' })
  const whereNamed: WhereNamed = (place, line) =>
    placeNaming(place, line) ?? directiveOn(line, directives) ?? place
  checkLines(lines, child(at, 'require'), whereNamed)
  checkReferences(written, lines, scope, whereNamed)
  checkCaps(written.caps, child(at, 'caps'))
  checkDays(written)
  checkMeasures(written, lines, scope)
  const parts = {
    carryOver: single.carryOver ?? null,
    extension: single.extension ?? null,
    prorate: single.prorate ?? null,
    exempt: single.exempt ?? null,
  }
  const caps = inCuttingOrder(written.caps)
  return { ...rest, ...parts, per: written.per ?? 'person', period, caps, lines, reach: reachOf(written) }
}

/** What in a rule speaks of other things than lines, or of lines of its own. */
const unnamed = new Set(['id', 'when', 'counts', 'clause', 'measure', 'of', 'allOf', 'anyOf'])

const placeNaming = (at: Cursor, line: string): Cursor | undefined => {
  if (at.value === line) return at
  if (typeof at.value !== 'object' || at.value === null) return undefined
  for (const key of Object.keys(at.value)) {
    const found = unnamed.has(key) ? undefined : placeNaming(child(at, key), line)
    if (found) return found
  }
  return undefined
}

/** Where a layer's text names the line, what this pack did to it: it took the line out, or named it in a patch. */
const directiveOn = (line: string, directives: readonly Directive[]): Cursor | undefined => {
  for (const { at, change } of directives) {
    if (change.kind === 'map' || (change.kind === 'remove' && change.what !== 'line')) continue
    const found = placeNaming(child(at, change.kind), line)
    if (found) return found
  }
  return undefined
}

/** Ids are unique in an obligation; what a line refers to exists, has an amount, and does not come back to it. */
const checkLines = (lines: readonly Line[], at: Cursor, whereNamed: WhereNamed): void => {
  const all = everyLine(lines)
  const byId = new Map<string, Line>()
  for (const line of all) {
    if (byId.has(line.id)) fault(placeOf(at, line.id), 'id.twice', { id: line.id })
    byId.set(line.id, line)
  }
  for (const line of all) {
    if (line.members.length > 0) continue
    for (const need of line.needs) {
      const other = byId.get(need)
      const place = whereNamed(placeOf(at, line.id), need)
      if (!other) fault(place, 'line.unknown', { line: need })
      else if (other.kind !== 'atLeast') fault(place, 'line.no-amount', { line: need })
      else faultIfMixed(place, line.measure, other)
    }
    if (comesBack(line, byId)) fault(placeOf(at, line.id), 'line.cycle', { line: line.id })
  }
}

/** The line of an id in a pack's own text, the last of several; where a layer above wrote it, all that is required. */
const placeOf = (require: Cursor, id: string): Cursor => linesNamed(require, id).at(-1) ?? require

const linesNamed = (at: Cursor, id: string): readonly Cursor[] => {
  if (Array.isArray(at.value)) return at.value.flatMap((_, index) => linesNamed(child(at, index), id))
  if (typeof at.value !== 'object' || at.value === null) return []
  const own = child(at, 'id').value === id ? [at] : []
  return [...own, ...['allOf', 'anyOf', 'of'].flatMap((key) => linesNamed(child(at, key), id))]
}

const comesBack = (line: Line, byId: ReadonlyMap<string, Line>): boolean => {
  const open = [...line.needs]
  const seen = new Set<string>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === line.id) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(byId.get(next)?.needs ?? []))
  }
  return false
}

/** Caps that lie across each other are cut one after the other, and a pack that means this says so on the later one. */
const checkCaps = (caps: readonly Cap[], at: Cursor): void => {
  caps.forEach((cap, index) => {
    for (const other of caps.slice(0, index)) {
      if (relationOf(cap, other) === 'crossing' && !cap.crossing && !other.crossing) {
        fault(itemOf(at, cap.id), 'caps.crossing', { cap: cap.id, other: other.id })
      }
    }
  })
}

/** A measure that a line counts must have a conversion, or nothing would ever count. */
const checkMeasures = (
  { at, convert }: WrittenObligation,
  lines: readonly Line[],
  scope: PackScope,
): void => {
  const missing = new Set<string>()
  for (const { measure, kind, members } of everyLine(lines)) {
    if (members.length > 0 || !['atLeast', 'share', 'floor'].includes(kind)) continue
    if (scope.measures.has(measure.id) && (convert.get(measure.id) ?? []).length === 0)
      missing.add(measure.id)
  }
  for (const measure of missing) fault(child(at, 'convert'), 'convert.missing', { measure })
}

const reachOf = ({ single, allocate }: WrittenObligation): Reach => {
  const portions = allocate.map(({ portion }) => portion)
  const looksBack = portions.some(
    ({ kind }) => kind === 'shortageFirst' || kind === 'draw' || kind === 'spread',
  )
  const lookbacks = portions.map((portion) => (portion.kind === 'shortageFirst' ? portion.lookback : 0))
  return {
    isChained: looksBack || Boolean(single.carryOver) || Boolean(single.extension),
    lookback: Math.max(0, single.extension ? 2 : 0, ...lookbacks),
  }
}
