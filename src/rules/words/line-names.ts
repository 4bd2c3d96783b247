import type { Bilingual } from '../../kernel/bilingual.ts'
import { both, type Naming } from './condition-words.ts'
import { capWords, countedWords, lineWords, plural, type Units } from './rule-words.ts'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Packs as they are written, nearest first: where units and categories get their names. */
export type PackTexts = readonly object[]

const member = (text: object, key: string, id: string): Node | undefined => {
  const members = (text as Node)[key]
  const found = isNode(members) ? members[id] : undefined
  return isNode(found) ? found : undefined
}

/** Names of categories, from the nearest text that declares one. */
export const namingOf =
  (texts: PackTexts): Naming =>
  (id) => {
    const names = texts.map((text) => member(text, 'categories', id)).find((one) => one !== undefined)
    return names && both(String(names['zh'] ?? id), String(names['en'] ?? id))
  }

/** Names of the units things are counted in: class hours for time, what the measure is called otherwise. */
export const unitsOf =
  (texts: PackTexts): Units =>
  (measure) => {
    for (const text of texts) {
      const names = measure === 'hours' ? (text as Node)['unit'] : member(text, 'measures', measure)
      if (isNode(names) && typeof names['zh'] === 'string')
        return both(names['zh'], String(names['en'] ?? names['zh']))
    }
    return both(measure, measure)
  }

interface NamedLine {
  readonly id: string
  readonly source: Node
  readonly measure: { readonly id: string }
  readonly members: readonly NamedLine[]
}

/** Whatever holds lines: a ruleset, or anything of its form. */
interface LinesHeld {
  readonly versions: readonly {
    readonly obligations: readonly {
      readonly lines: readonly NamedLine[]
      readonly caps: readonly { readonly id: string; readonly source: unknown }[]
    }[]
  }[]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const all = both('合计', 'total')
const isOfAll = (counts: unknown): boolean => counts === undefined || counts === 'always'

/** What a line is called beside its figures: what it counts and in which unit; one without figures, by what it asks. */
const lineName = (line: NamedLine, units: Units, naming: Naming): Bilingual => {
  const { source } = line
  const unit = units(line.measure.id)
  const counted = isOfAll(source['counts']) ? all : countedWords(source['counts'], naming)
  if (source['atLeast'] !== undefined)
    return both(`${counted.zh}（${unit.zh}）`, capital(`${counted.en} (${plural(unit.en)})`))
  if (source['share'] !== undefined)
    return both(`${counted.zh}的占比（${unit.zh}）`, capital(`share of ${counted.en} (${plural(unit.en)})`))
  if (source['floor'] !== undefined)
    return both(`每年${counted.zh}（${unit.zh}）`, capital(`${counted.en} each year (${plural(unit.en)})`))
  const words = lineWords(source, units, naming)
  return both(words.zh, capital(words.en))
}

/**
 * Names of leaf lines by their ids: lines have ids for packs and names for readers. Where two lines of different ids
 * would be called the same, the id is added to tell them apart.
 */
export const lineNames = ({ versions }: LinesHeld, texts: PackTexts): ReadonlyMap<string, Bilingual> => {
  const [units, naming] = [unitsOf(texts), namingOf(texts)]
  const names = new Map<string, Bilingual>()
  const add = (line: NamedLine): void => {
    // What only joins others is spoken of by them.
    if (line.members.length > 0) line.members.forEach(add)
    else if (!names.has(line.id)) names.set(line.id, lineName(line, units, naming))
  }
  // The newest version speaks first: its words are the ones in use.
  for (const version of versions.toReversed())
    for (const obligation of version.obligations) obligation.lines.forEach(add)
  const bearers = Map.groupBy(names, ([, name]) => name.zh)
  return new Map(
    [...names].map(([id, name]) =>
      (bearers.get(name.zh)?.length ?? 0) > 1
        ? [id, both(`${name.zh} ${id}`, `${name.en} ${id}`)]
        : [id, name],
    ),
  )
}

/** What caps say, by their ids: of what at most how much counts. */
export const capNames = ({ versions }: LinesHeld, texts: PackTexts): ReadonlyMap<string, Bilingual> => {
  const [units, naming] = [unitsOf(texts), namingOf(texts)]
  return new Map(
    versions.flatMap(({ obligations }) =>
      obligations.flatMap(({ caps }) =>
        caps.map(({ id, source }) => [id, capWords(isNode(source) ? source : {}, units, naming)] as const),
      ),
    ),
  )
}
