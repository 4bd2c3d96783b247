import type { Amount } from '../lines/amount.ts'
import type { Line } from '../lines/line.ts'
import { readLine } from '../lines/read-lines.ts'
import { type Cap, inCuttingOrder, relationOf } from '../parts/caps.ts'
import { child, type Cursor, fault } from '../reading/cursor.ts'
import type { Obligation, Reach } from './rules.ts'
import type { PackScope } from './scope.ts'
import type { WrittenObligation } from './written.ts'

/** An obligation with nothing left to inherit: its lines read, its references found, its caps in cutting order. */
export const finishObligation = (written: WrittenObligation, scope: PackScope): Obligation | null => {
  const { at, single, period, lines: texts, ...rest } = written
  // What a pack says in its own text was already reported when that text was read; here only patched lines are new.
  const lines = texts.flatMap((text) => readLine({ ...text, at: { ...text.at, faults: [] } }) ?? [])
  if (!period) return fault(at, 'key.missing', { key: 'period' })
  if (lines.length === 0 && texts.length === 0) return fault(at, 'key.missing', { key: 'require' })
  checkLines(lines, child(at, 'require'))
  checkReferences(written, lines)
  checkCaps(written.caps, child(at, 'caps'))
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

const everyLine = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => [line, ...everyLine(line.members)])

/** Ids are unique in an obligation; what a line refers to exists, has an amount, and does not come back to it. */
const checkLines = (lines: readonly Line[], at: Cursor): void => {
  const all = everyLine(lines)
  const byId = new Map<string, Line>()
  for (const line of all) {
    if (byId.has(line.id)) fault(at, 'id.twice', { id: line.id })
    byId.set(line.id, line)
  }
  for (const line of all) {
    if (line.members.length > 0) continue
    for (const need of line.needs) {
      const other = byId.get(need)
      if (!other) fault(at, 'line.unknown', { line: need })
      else if (other.kind !== 'atLeast' || other.measure.id !== line.measure.id)
        fault(at, 'line.no-amount', { line: need })
    }
    if (comesBack(line, byId)) fault(at, 'line.cycle', { line: line.id })
  }
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

const checkReferences = (
  { at, single, spill, satisfiedBy, allocate, caps }: WrittenObligation,
  lines: readonly Line[],
): void => {
  const ids = new Set(everyLine(lines).map(({ id }) => id))
  const top = new Set(lines.map(({ id }) => id))
  const expect = (id: string | null | undefined, key: string, known: ReadonlySet<string> = ids): void => {
    if (id !== null && id !== undefined && !known.has(id)) fault(child(at, key), 'line.unknown', { line: id })
  }
  const withAmount = new Set(everyLine(lines).flatMap(({ id, amount }) => (amount ? [id] : [])))
  /** What is added to a line, or taken as a part of it, needs an amount to be added to: elsewhere it would be lost in silence. */
  const expectAmount = (id: string | null | undefined, key: string): void => {
    expect(id, key)
    if (id && ids.has(id) && !withAmount.has(id)) fault(child(at, key), 'line.no-amount', { line: id })
  }
  const amounts = (key: string, ...stated: readonly (Amount | null | undefined)[]): void => {
    for (const amount of stated) for (const line of amount?.from ?? []) expectAmount(line, key)
  }
  amounts('carryOver', single.carryOver?.cap)
  amounts('exempt', single.exempt?.debt?.perPeriod, single.exempt?.debt?.most)
  amounts('extension', ...(single.extension?.tiers ?? []).map(({ adds }) => adds))
  amounts('spill', ...spill.map(({ atMost }) => atMost))
  amounts('caps', ...caps.map(({ atMost }) => atMost))
  expectAmount(single.carryOver?.line, 'carryOver')
  expectAmount(single.exempt?.debt?.line, 'exempt')
  for (const line of single.prorate?.lines ?? []) expectAmount(line, 'prorate')
  for (const tier of single.extension?.tiers ?? [])
    for (const line of tier.lines) expectAmount(line, 'extension')
  for (const rule of spill) for (const line of [rule.from, rule.to]) expect(line, 'spill')
  for (const rule of satisfiedBy)
    if (rule.lines !== 'all') for (const line of rule.lines) expect(line, 'satisfiedBy', top)
  for (const { portion } of allocate) {
    if (portion.kind !== 'spread') continue
    if ('line' in portion.upTo) expect(portion.upTo.line, 'allocate')
    else amounts('allocate', portion.upTo.amount)
  }
}

/** Caps that lie across each other are cut one after the other, and a pack that means this says so on the later one. */
const checkCaps = (caps: readonly Cap[], at: Cursor): void => {
  caps.forEach((cap, index) => {
    for (const other of caps.slice(0, index)) {
      if (relationOf(cap, other) === 'crossing' && !cap.crossing && !other.crossing) {
        fault(at, 'caps.crossing', { cap: cap.id, other: other.id })
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
