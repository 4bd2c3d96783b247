import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import { type Ok, ok, type Refused } from '../kernel/result.ts'
import { mergedDeclare } from './pack/declare.ts'
import { finishObligation } from './pack/finish.ts'
import type { Clause, PackHeader } from './pack/header.ts'
import { type Layer, layerFaults, stackOf } from './pack/layers.ts'
import { concerns, mergeObligation } from './pack/merge.ts'
import { openEnd, readVersions } from './pack/read-version.ts'
import type { RulesVersion } from './pack/rules.ts'
import { measuresOf, scopesOf } from './pack/scopes.ts'
import type { Measure } from './pack/scope.ts'
import type { WrittenObligation, WrittenVersion } from './pack/written.ts'
import { namedIn } from './pack/named.ts'
import { notesOf } from './pack/notes.ts'
import { addDays } from '../kernel/calendar.ts'
import { child, type Cursor, eachOnce, type Fault, fault } from './reading/cursor.ts'
import { sha256 } from './sha256.ts'
import type { Vocabulary } from './world.ts'

/** A pack that has been read whole, with the layers it stands on, and may be evaluated. */
export interface Ruleset {
  readonly id: string
  /** `sha256:` over the canonical form of the pack and of every layer beneath it. */
  readonly hash: string
  readonly header: PackHeader
  readonly measures: ReadonlyMap<string, Measure>
  /** Of the pack and its layers, in the order declared. */
  readonly categories: readonly string[]
  /** Kinds and modes of activities that some rule of the pack or its layers names; empty where none asks. */
  readonly named: Vocabulary['named']
  /** Ordered values that rules name, of the pack and its layers. */
  readonly orders: ReadonlyMap<string, readonly string[]>
  /** In order of time; one for each combination of versions in force. */
  readonly versions: readonly RulesVersion[]
  /** Of the pack and its layers. */
  readonly clauses: ReadonlyMap<string, Clause & { readonly pack: string }>
  /** What is not wrong but should be known: rules under which more study can make a standing worse. */
  readonly notes: readonly Fault[]
}

export interface RefusedPack extends Refused<'pack.invalid'> {
  readonly errors: readonly Fault[]
}

/** Reads a pack with the layers it stands on (`layers` in any order); a pack with any fault is refused whole, with all of them. */
export const compile = (json: unknown, layers: readonly unknown[] = []): Ok<Ruleset> | RefusedPack => {
  const faults: Fault[] = []
  const ruleset = read({ value: json, pointer: '', faults }, layers)
  return ruleset && faults.length === 0
    ? ok(ruleset)
    : { ok: false, code: 'pack.invalid', params: {}, errors: eachOnce(faults) }
}

/**
 * What can be read of a pack in spite of its faults; null where nothing can. For texts that an earlier compiler took and
 * this one refuses: what was decided by them is theirs. A part at fault may be missing here, so whatever comes of this
 * has to be held against what was kept of then, and is nothing to judge anew by.
 */
export const compileDespiteFaults = (json: unknown, layers: readonly unknown[]): Ruleset | null => {
  try {
    return read({ value: json, pointer: '', faults: [] }, layers, 'despite-faults')
  } catch {
    return null
  }
}

const read = (
  main: Cursor,
  others: readonly unknown[],
  mode: 'strict' | 'despite-faults' = 'strict',
): Ruleset | null => {
  const stack = stackOf(main, others)
  const top = stack.at(-1)
  // Without its layers a pack names things that nobody declares: only the gap itself is worth reporting.
  if (!top || main.faults.some(({ code }) => code.startsWith('layers.'))) return null
  const measures = measuresOf(stack, main)
  const scopes = scopesOf(stack, measures, main)
  const written = stack.map(({ header, at }) => {
    const scope = scopes.get(header.id)
    return scope ? readVersions(child(at, 'versions'), scope) : []
  })
  for (const { header, at } of stack) if (at !== main) main.faults.push(...layerFaults(at.faults, header.id))
  if (mode === 'strict' && main.faults.length > 0) return null
  const versions = segmentsOf(written).map((segment) => mergedVersion(segment, stack, main))
  const texts = stack.map(({ at }) => at.value as Json)
  const { header } = top
  const clauses = new Map(
    stack.flatMap((layer) =>
      [...layer.header.clauses].map(([id, clause]) => [id, { ...clause, pack: layer.header.id }] as const),
    ),
  )
  const hash = `sha256:${sha256(canonicalJson(texts.length === 1 ? (texts[0] ?? null) : texts))}`
  const categories = [
    ...new Set([
      ...header.categories.keys(),
      ...stack.flatMap((layer) => [...layer.header.categories.keys()]),
    ]),
  ]
  const orders = scopes.get(header.id)?.orders ?? new Map<string, readonly string[]>()
  return {
    id: header.id,
    hash,
    header,
    measures,
    categories,
    named: { kind: namedIn(texts, 'kind'), mode: namedIn(texts, 'mode') },
    orders,
    versions,
    clauses,
    notes: notesOf(versions),
  }
}

interface Segment {
  readonly from: string
  readonly to: string
  /** By layer, widest first; null where a layer has no version in force. */
  readonly versions: readonly (WrittenVersion | null)[]
}

/** Cuts the time in which the pack itself is in force wherever a version of a layer begins or ends. */
const segmentsOf = (written: readonly (readonly WrittenVersion[])[]): readonly Segment[] => {
  const own = written.at(-1) ?? []
  const turns = new Set<string>()
  for (const { from, to } of written.flat()) {
    turns.add(from)
    if (to !== openEnd) turns.add(addDays(to, 1))
  }
  const starts = [...turns].toSorted()
  return starts.flatMap((from, index): readonly Segment[] => {
    const next = starts[index + 1]
    const to = next === undefined ? openEnd : addDays(next, -1)
    const versions = written.map(
      (each) => each.find((version) => version.from <= from && from <= version.to) ?? null,
    )
    const isOwn = own.some((version) => version.from <= from && from <= version.to)
    return isOwn ? [{ from, to, versions }] : []
  })
}

const mergedVersion = (
  { from, to, versions }: Segment,
  stack: readonly Layer[],
  main: Cursor,
): RulesVersion => {
  const own = versions.at(-1)
  const merged = new Map<string, WrittenObligation>()
  for (const version of versions) {
    if (!version) continue
    const origin = `${version.packId}@${version.id}`
    for (const directive of version.directives) {
      const reached = [...merged.values()].filter(
        ({ id }) => directive.obligation === null || directive.obligation === id,
      )
      if (!reached.some((obligation) => concerns(obligation, directive))) fault(directive.at, 'merge.nothing')
    }
    for (const [id, parent] of merged) {
      const directives = version.directives.filter(
        ({ obligation }) => obligation === null || obligation === id,
      )
      const mine = version.obligations.find((obligation) => obligation.id === id) ?? null
      merged.set(id, mergeObligation(parent, { own: mine, directives, scope: version.scope, origin }))
    }
    for (const obligation of version.obligations)
      if (!merged.has(obligation.id)) merged.set(obligation.id, obligation)
  }
  const scope = own?.scope
  const obligations = scope
    ? [...merged.values()].flatMap((obligation) => {
        const directives = (own?.directives ?? []).filter(
          (one) => one.obligation === null || one.obligation === obligation.id,
        )
        return finishObligation(obligation, scope, directives) ?? []
      })
    : []
  for (const { at } of stack)
    if (at !== main) main.faults.push(...at.faults.filter((each) => !main.faults.includes(each)))
  const declare = mergedDeclare(versions.map((version) => version?.declare ?? null))
  return { id: own?.id ?? '', from, to, governs: own?.governs ?? 'period', obligations, declare }
}
