import type { Bilingual } from '../../../kernel/bilingual.ts'
import {
  allocateWords,
  both,
  capWords,
  carryOverWords,
  conditionWords,
  conflictWords,
  convertWords,
  exemptWords,
  extensionWords,
  lineNames,
  lineWord,
  lineWords,
  makeUpWords,
  type Naming,
  namingOf,
  periodWords,
  prorateWords,
  recogniseWords,
  type Ruleset,
  type Units,
  unitsOf,
} from '../../../rules/index.ts'

export interface OutlineItem {
  readonly id: string
  readonly text: Bilingual
  readonly clause: string | null
  /** `pack@version` */
  readonly origin: string
}

export interface OutlinePart {
  readonly part: string
  readonly items: readonly OutlineItem[]
}

/** Packs of a stack as they are written, nearest first. */
export type Texts = readonly object[]
type Node = Readonly<Record<string, unknown>>
type Version = Ruleset['versions'][number]
type Obligation = Version['obligations'][number]

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

/** Far beyond any regulation: an open end. */
const openYear = '9999'

/** What an obligation as merged says, part by part, each rule with its clause and the pack it comes from. */
export const outlineVersions = (ruleset: Ruleset, texts: Texts) => {
  const parts = partsIn(ruleset, texts)
  return ruleset.versions.map((version) => ({
    id: version.id,
    from: version.from,
    to: version.to.startsWith(openYear) ? null : version.to,
    obligations: version.obligations.map((obligation) => ({
      id: obligation.id,
      origin: obligation.origin,
      parts: parts(version, obligation)
        .filter(({ items }) => items.length > 0)
        .map(({ part, items }): OutlinePart => ({ part, items: items.map(({ item }) => item) })),
    })),
  }))
}

/** A rule in words beside what is written of it. */
interface WrittenRule {
  readonly item: OutlineItem
  readonly source: unknown
  /** Of a conversion: what it converts into. */
  readonly measure?: string
}
interface WrittenPart {
  readonly part: string
  readonly items: readonly WrittenRule[]
}

/** The rules of an obligation, part by part, with what is written of each. */
export const partsIn = (ruleset: Ruleset, texts: Texts) => {
  const { units, naming } = wordsIn(ruleset, texts)
  return (version: Version, obligation: Obligation): readonly WrittenPart[] =>
    partsOf(obligation, writtenIn(texts, version, obligation.id), units, naming)
}

/** Units and names with which rules are put in words. */
export const wordsIn = (
  ruleset: Ruleset,
  texts: Texts,
): { readonly units: Units; readonly naming: Naming } => {
  const categories = namingOf(texts)
  const lines = lineNames(ruleset, texts)
  return {
    units: unitsOf(texts),
    naming: (id) => (id.startsWith('line.') ? lines.get(id.slice(5)) : categories(id)),
  }
}

interface Written {
  readonly origin: string
  readonly node: Node
}

/** The obligation as each layer in force writes it, nearest first. */
const writtenIn = (texts: Texts, version: Version, id: string): readonly Written[] =>
  texts.flatMap((layer) => {
    const text = layer as Node
    return list(text['versions'])
      .filter((one) => {
        const inForce = isNode(one['inForce']) ? one['inForce'] : {}
        return String(inForce['from']) <= version.from && version.from <= String(inForce['to'] ?? openYear)
      })
      .flatMap((one) =>
        list(one['obligations'])
          .filter((obligation) => obligation['id'] === id)
          .map((node) => ({ origin: `${String(text['id'])}@${String(one['id'])}`, node })),
      )
  })

const clauseOf = (node: Node): string | null => (typeof node['clause'] === 'string' ? node['clause'] : null)

const partsOf = (
  obligation: Obligation,
  written: readonly Written[],
  units: Units,
  naming: Naming,
): WrittenPart[] => {
  const rules = (
    part: string,
    from: readonly {
      readonly id: string
      readonly source: unknown
      readonly clause?: string
      readonly origin: string
    }[],
    words: (source: Node) => Bilingual,
    of?: { readonly measure: string },
  ): WrittenPart => ({
    part,
    items: from.map(({ id, source, clause, origin }) => ({
      item: { id, text: words(isNode(source) ? source : {}), clause: clause ?? null, origin },
      source,
      ...of,
    })),
  })
  /** A part of which there is one or none, from the nearest layer that states it. */
  const single = (part: string, words: (value: unknown) => Bilingual): WrittenPart => {
    const stated = written.find(({ node }) => node[part] !== undefined)
    const value = stated?.node[part]
    if (!stated || value === null || value === undefined) return { part, items: [] }
    const clause = (isNode(value) ? clauseOf(value) : null) ?? clauseOf(stated.node)
    return {
      part,
      items: [{ item: { id: part, text: words(value), clause, origin: stated.origin }, source: value }],
    }
  }
  const asWritten = (value: unknown): Bilingual => both(JSON.stringify(value), JSON.stringify(value))
  return [
    single('population', (value) => conditionWords(value, naming)),
    single('period', (value) => (isNode(value) ? periodWords(value) : asWritten(value))),
    rules('require', obligation.lines, (source) => lineWords(source, units, naming)),
    rules('recognise', obligation.recognise, (source) => recogniseWords(source, naming)),
    {
      part: 'convert',
      items: [...obligation.convert].flatMap(
        ([measure, from]) =>
          rules('convert', from, (source) => convertWords(source, units(measure), naming), { measure }).items,
      ),
    },
    rules('conflicts', obligation.conflicts, (source) => conflictWords(source, naming)),
    rules('allocate', obligation.allocate, (source) =>
      source['by'] === undefined ? makeUpWords(source, naming) : allocateWords(source, naming),
    ),
    rules('caps', obligation.caps, (source) => capWords(source, units, naming)),
    rules('spill', obligation.spill, (source) =>
      both(
        `${lineWord(source['from'], naming).zh}超出的可计入${lineWord(source['to'], naming).zh}`,
        `what ${lineWord(source['from'], naming).en} has beyond its need counts for ${lineWord(source['to'], naming).en}`,
      ),
    ),
    single('carryOver', (value) =>
      isNode(value) ? carryOverWords(value, units('hours'), naming) : asWritten(value),
    ),
    single('extension', (value) => (isNode(value) ? extensionWords(value, units, naming) : asWritten(value))),
    single('prorate', (value) => (isNode(value) ? prorateWords(value, units('hours')) : asWritten(value))),
    single('exempt', (value) => (isNode(value) ? exemptWords(value, units, naming) : asWritten(value))),
    rules('satisfiedBy', obligation.satisfiedBy, (source) => {
      const about = conditionWords(source['when'], naming)
      return both(`${about.zh}的，视为达到要求`, `${about.en}: taken as meeting it`)
    }),
  ]
}
