import { compare } from '../../kernel/exact.ts'
import { lineId, type LineText, readLine } from '../lines/read-lines.ts'
import type { Line } from '../lines/line.ts'
import type { Cap } from '../parts/caps.ts'
import { readCaps } from '../parts/caps.ts'
import { always } from '../predicates/read-predicate.ts'
import { child, type Cursor, fault } from '../reading/cursor.ts'
import { allOf } from '../truth.ts'
import { checkKept } from './kept.ts'
import type { ConvertRule } from './rules.ts'
import type { PackScope } from './scope.ts'
import { type Directive, singleParts, type WrittenObligation } from './written.ts'

/** What a lower layer brings to an obligation that a wider one has: its text, its directives, and where to report faults. */
export interface Lower {
  readonly own: WrittenObligation | null
  readonly directives: readonly Directive[]
  readonly scope: PackScope
  readonly origin: string
}

/** Stage 1, merging: a child may add, tighten, map and replace; anything else is a fault naming both clauses. */
export const mergeObligation = (parent: WrittenObligation, lower: Lower): WrittenObligation => {
  const { own, directives } = lower
  const removed = applyRemovals(parent, directives)
  const mapped = { ...removed, lines: applyMaps(removed.lines, directives) }
  const changed = applyChanges(mapped, lower)
  return own ? joined(changed, own, directives) : changed
}

const names = (
  directives: readonly Directive[],
  kind: Directive['change']['kind'],
  what: string,
): ReadonlySet<string> =>
  new Set(
    directives.flatMap(({ change }) =>
      change.kind === kind && 'what' in change && change.what === what ? [change.id] : [],
    ),
  )

const applyRemovals = (parent: WrittenObligation, directives: readonly Directive[]): WrittenObligation => {
  const [lines, caps, rules] = [
    names(directives, 'remove', 'line'),
    names(directives, 'remove', 'cap'),
    names(directives, 'remove', 'rule'),
  ]
  const keeps = ({ id }: { readonly id: string }): boolean => !rules.has(id)
  return {
    ...parent,
    lines: parent.lines.filter((text) => !lines.has(lineId(text))),
    caps: parent.caps.filter(({ id }) => !caps.has(id)),
    recognise: parent.recognise.filter(keeps),
    convert: new Map([...parent.convert].map(([measure, list]) => [measure, list.filter(keeps)])),
    conflicts: parent.conflicts.filter(keeps),
    allocate: parent.allocate.filter(keeps),
    spill: parent.spill.filter(keeps),
    satisfiedBy: parent.satisfiedBy.filter(keeps),
  }
}

const applyMaps = (lines: readonly LineText[], directives: readonly Directive[]): readonly LineText[] =>
  lines.map((text) => {
    const readAs = new Map(text.readAs)
    for (const { change } of directives) {
      if (change.kind === 'map' && (change.by === null || change.by.includes(lineId(text))))
        readAs.set(change.category, change.readAs)
    }
    return { ...text, readAs }
  })

const applyChanges = (parent: WrittenObligation, { directives, scope, origin }: Lower): WrittenObligation => {
  let { lines, caps } = parent
  for (const { change, at, clause } of directives) {
    if (change.kind !== 'tighten' && change.kind !== 'replace') continue
    const place = child(at, change.kind)
    if (change.what === 'line') {
      const text = lines.find((each) => lineId(each) === change.id)
      if (text && Object.keys(change.patch).length > 0) {
        const patched = patchedLine(
          text,
          change.patch,
          clause,
          { place, scope, origin },
          change.kind === 'tighten',
        )
        lines = lines.map((each) => (each === text ? patched : each))
      }
    }
    if (change.what === 'cap') {
      const cap = caps.find(({ id }) => id === change.id)
      if (cap && Object.keys(change.patch).length > 0) {
        const patched = patchedCap(
          cap,
          change.patch,
          clause,
          { place, scope, origin },
          change.kind === 'tighten',
        )
        if (patched) caps = caps.map((each) => (each === cap ? patched : each))
      }
    }
  }
  return { ...parent, lines, caps }
}

interface Place {
  readonly place: Cursor
  readonly scope: PackScope
  readonly origin: string
}

const patchedLine = (
  text: LineText,
  patch: Readonly<Record<string, unknown>>,
  clause: string,
  { place, scope, origin }: Place,
  tighten: boolean,
): LineText => {
  const value = { ...(text.at.value as Readonly<Record<string, unknown>>), ...patch, clause }
  const patched: LineText = { at: { ...place, value }, scope, origin, readAs: text.readAs }
  const [before, after] = [readLine({ ...text, at: { ...text.at, faults: [] } }), readLine(patched)]
  if (tighten && before && after) checkTighter(before, after, place)
  return patched
}

const patchedCap = (
  cap: Cap,
  patch: Readonly<Record<string, unknown>>,
  clause: string,
  { place, scope, origin }: Place,
  tighten: boolean,
): Cap | null => {
  const value = [{ ...(cap.source as Readonly<Record<string, unknown>>), ...patch, clause }]
  const [after] = readCaps({ ...place, value }, scope, origin)
  if (!after) return null
  const [old, now] = [cap.atMost.constant, after.atMost.constant]
  if (tighten && (old === null || now === null)) fault(place, 'layer.incomparable', { line: cap.id })
  else if (tighten && (now ?? 0) > (old ?? 0)) {
    fault(place, 'layer.loosens', { line: cap.id, parent: cap.clause ?? cap.origin, child: clause })
  }
  return after
}

/** A minimum may only go up, and what it counts must stay the same. */
const checkTighter = (before: Line, after: Line, place: Cursor): void => {
  const same =
    before.kind === after.kind &&
    JSON.stringify(before.source['counts']) === JSON.stringify(after.source['counts']) &&
    before.measure.id === after.measure.id
  const order = same ? orderOf(before, after) : null
  if (order === null) fault(place, 'layer.incomparable', { line: before.id })
  else if (order < 0)
    fault(place, 'layer.loosens', {
      line: before.id,
      parent: before.clause ?? before.origin,
      child: after.clause ?? after.origin,
    })
}

/** Positive where the second asks for more; null where it cannot be told for everybody alike. */
const orderOf = (before: Line, after: Line): number | null => {
  if (before.part && after.part) {
    return before.part.line === after.part.line && before.part.base === after.part.base
      ? compare(after.part.of, before.part.of)
      : null
  }
  if (before.kind === 'specific')
    return Number(after.source['times'] ?? 1) - Number(before.source['times'] ?? 1)
  const [old, now] = [before.amount?.constant ?? null, after.amount?.constant ?? null]
  return old === null || now === null ? null : now - old
}

/** Whether an obligation has what a directive means to change: one that changes nothing anywhere is a slip. */
export const concerns = (parent: WrittenObligation, { change }: Directive): boolean => {
  if (change.kind === 'map') return true
  const rules = [
    ...parent.recognise,
    ...parent.conflicts,
    ...parent.allocate,
    ...parent.spill,
    ...parent.satisfiedBy,
    ...[...parent.convert.values()].flat(),
  ]
  if (change.what === 'line') return parent.lines.some((text) => lineId(text) === change.id)
  if (change.what === 'cap') return parent.caps.some(({ id }) => id === change.id)
  if (change.what === 'rule') return [...rules, ...parent.caps].some(({ id }) => id === change.id)
  return ['period', 'population', 'per', 'holding', 'satisfiedBy', ...singleParts].includes(change.id)
}

/** The child's own text on top of the parent's as changed. */
const joined = (
  parent: WrittenObligation,
  own: WrittenObligation,
  directives: readonly Directive[],
): WrittenObligation => {
  const rules = names(directives, 'replace', 'rule')
  const parts = names(directives, 'replace', 'part')
  const stack = <T extends { readonly id: string; readonly origin: string }>(
    lower: readonly T[],
    upper: readonly T[],
    key: string,
  ): readonly T[] => {
    for (const { id } of lower)
      if (upper.some((rule) => rule.id === id) && !rules.has(id))
        fault(child(own.at, key), 'layer.replaces', { id })
    return [...lower, ...upper.filter((rule) => !lower.some(({ id }) => id === rule.id))]
  }
  const measures = new Set([...own.convert.keys(), ...parent.convert.keys()])
  const convert = new Map<string, readonly ConvertRule[]>(
    [...measures].map((measure) => [
      measure,
      stack(own.convert.get(measure) ?? [], parent.convert.get(measure) ?? [], 'convert'),
    ]),
  )
  for (const part of singleParts) {
    const [mine, theirs] = [own.single[part], parent.single[part]]
    if (mine !== undefined && theirs && !parts.has(part))
      fault(child(own.at, part), 'layer.replaces', { id: part })
  }
  checkKept(parent, own, parts, rules)
  const population =
    parts.has('population') || parent.population === always ? own.population : both(parent, own)
  return {
    ...parent,
    at: own.at,
    origin: own.origin,
    per: own.per ?? parent.per,
    holding: own.holding ?? parent.holding,
    population,
    asAt: own.asAt ?? parent.asAt,
    period: own.period ?? parent.period,
    recognise: stack(own.recognise, parent.recognise, 'recognise'),
    convert,
    conflicts: stack(own.conflicts, parent.conflicts, 'conflicts'),
    allocate: stack(own.allocate, parent.allocate, 'allocate'),
    caps: stack(own.caps, parent.caps, 'caps'),
    spill: stack(own.spill, parent.spill, 'spill'),
    satisfiedBy: parts.has('satisfiedBy')
      ? own.satisfiedBy
      : stack(own.satisfiedBy, parent.satisfiedBy, 'satisfiedBy'),
    single: { ...parent.single, ...own.single },
    stated: {
      period: own.stated.period ?? parent.stated.period,
      holding: own.stated.holding ?? parent.stated.holding,
    },
    lines: joinedLines(parent.lines, own.lines, names(directives, 'replace', 'line')),
    ...(own.clause !== undefined && { clause: own.clause }),
  }
}

const both = (parent: WrittenObligation, own: WrittenObligation): WrittenObligation['population'] => {
  if (own.population === always) return parent.population
  return {
    test: (scene) => allOf([parent.population, own.population], (part) => part.test(scene)),
    tree: { op: 'all', of: [parent.population.tree, own.population.tree] },
    needsPeriod: Boolean(parent.population.needsPeriod) || Boolean(own.population.needsPeriod),
  }
}

/** A line restated under its parent's id tightens it, unless a directive says that it replaces it. */
const joinedLines = (
  parent: readonly LineText[],
  own: readonly LineText[],
  replaced: ReadonlySet<string>,
): readonly LineText[] => {
  const restated = new Map(own.map((text) => [lineId(text), text]))
  const kept = parent.map((text) => {
    const mine = restated.get(lineId(text))
    if (!mine) return text
    const [before, after] = [
      readLine({ ...text, at: { ...text.at, faults: [] } }),
      readLine({ ...mine, at: { ...mine.at, faults: [] } }),
    ]
    if (before && after && !replaced.has(before.id)) checkTighter(before, after, mine.at)
    return mine
  })
  return [...kept, ...own.filter((text) => !parent.some((each) => lineId(each) === lineId(text)))]
}
