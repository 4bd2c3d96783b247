import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Ruleset } from '../../../rules/index.ts'
import { both, conditionWords, type Naming } from './condition-words.ts'
import {
  allocateWords,
  capWords,
  carryOverWords,
  conflictWords,
  convertWords,
  lineWords,
  periodWords,
  recogniseWords,
  type Units,
} from './rule-words.ts'

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
export type Texts = readonly Readonly<Record<string, unknown>>[]
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
  const naming = namingOf(texts)
  const units = unitsOf(texts)
  return ruleset.versions.map((version) => ({
    id: version.id,
    from: version.from,
    to: version.to.startsWith(openYear) ? null : version.to,
    obligations: version.obligations.map((obligation) => ({
      id: obligation.id,
      origin: obligation.origin,
      parts: partsOf(obligation, writtenIn(texts, version, obligation.id), units, naming).filter(
        ({ items }) => items.length > 0,
      ),
    })),
  }))
}

const namingOf =
  (texts: Texts): Naming =>
  (id) => {
    for (const text of texts) {
      const names = isNode(text['categories']) ? text['categories'][id] : undefined
      if (isNode(names)) return both(String(names['zh'] ?? id), String(names['en'] ?? id))
    }
    return undefined
  }

const unitsOf =
  (texts: Texts): Units =>
  (measure) => {
    for (const text of texts) {
      const declared = isNode(text['measures']) ? text['measures'][measure] : undefined
      const names = measure === 'hours' ? text['unit'] : declared
      if (isNode(names) && typeof names['zh'] === 'string')
        return both(names['zh'], String(names['en'] ?? names['zh']))
    }
    return both(measure, measure)
  }

interface Written {
  readonly origin: string
  readonly node: Node
}

/** The obligation as each layer in force writes it, nearest first. */
const writtenIn = (texts: Texts, version: Version, id: string): readonly Written[] =>
  texts.flatMap((text) =>
    list(text['versions'])
      .filter((one) => {
        const inForce = isNode(one['inForce']) ? one['inForce'] : {}
        return String(inForce['from']) <= version.from && version.from <= String(inForce['to'] ?? openYear)
      })
      .flatMap((one) =>
        list(one['obligations'])
          .filter((obligation) => obligation['id'] === id)
          .map((node) => ({ origin: `${String(text['id'])}@${String(one['id'])}`, node })),
      ),
  )

const clauseOf = (node: Node): string | null => (typeof node['clause'] === 'string' ? node['clause'] : null)

const partsOf = (
  obligation: Obligation,
  written: readonly Written[],
  units: Units,
  naming: Naming,
): OutlinePart[] => {
  const rules = (
    part: string,
    from: readonly {
      readonly id: string
      readonly source: unknown
      readonly clause?: string
      readonly origin: string
    }[],
    words: (source: Node) => Bilingual,
  ): OutlinePart => ({
    part,
    items: from.map(({ id, source, clause, origin }) => ({
      id,
      text: words(isNode(source) ? source : {}),
      clause: clause ?? null,
      origin,
    })),
  })
  /** A part of which there is one or none, from the nearest layer that states it. */
  const single = (part: string, words: (value: unknown) => Bilingual): OutlinePart => {
    const stated = written.find(({ node }) => node[part] !== undefined)
    const value = stated?.node[part]
    if (!stated || value === null || value === undefined) return { part, items: [] }
    const clause = (isNode(value) ? clauseOf(value) : null) ?? clauseOf(stated.node)
    return { part, items: [{ id: part, text: words(value), clause, origin: stated.origin }] }
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
          rules('convert', from, (source) => convertWords(source, units(measure), naming)).items,
      ),
    },
    rules('conflicts', obligation.conflicts, conflictWords),
    rules('allocate', obligation.allocate, (source) => allocateWords(source, naming)),
    rules('caps', obligation.caps, (source) => capWords(source, units, naming)),
    rules('spill', obligation.spill, (source) =>
      both(
        `“${String(source['from'])}”超出的可计入“${String(source['to'])}”`,
        `what “${String(source['from'])}” has beyond its need counts for “${String(source['to'])}”`,
      ),
    ),
    single('carryOver', (value) =>
      isNode(value) ? carryOverWords(value, units('hours'), naming) : asWritten(value),
    ),
    single('extension', () => both('有补学期限', 'there is extra time')),
    single('prorate', (value) =>
      both(
        `不足一期的按${isNode(value) && value['by'] === 'days' ? '天' : '月'}折算`,
        `part of a period is prorated by ${isNode(value) && value['by'] === 'days' ? 'days' : 'months'}`,
      ),
    ),
    single('exempt', () => both('经批准可免或减', 'exemptions, whole or in part, as granted')),
    rules('satisfiedBy', obligation.satisfiedBy, (source) => {
      const about = conditionWords(source['when'], naming)
      return both(`${about.zh}的，视为达到要求`, `${about.en}: taken as meeting it`)
    }),
  ]
}
