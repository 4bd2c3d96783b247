import type { Bilingual } from '../../../kernel/bilingual.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { both, lineWords, type Ruleset } from '../../../rules/index.ts'
import { partsIn, type Texts, wordsIn } from './outline.ts'

/** One rule that a text says otherwise, of those that govern a period. */
export interface ChangedRule {
  readonly part: string
  readonly id: string
  /** Of a conversion what it converts into, of a requirement what it asks for. */
  readonly measure: string | null
  readonly change: 'added' | 'removed' | 'changed'
  /** A requirement that joins others, and counts nothing itself. */
  readonly joins: boolean
  readonly before: Bilingual | null
  readonly after: Bilingual | null
}

export interface RulesRead {
  readonly ruleset: Ruleset
  readonly texts: Texts
}

interface Said {
  readonly part: string
  readonly id: string
  readonly measure: string | null
  readonly joins: boolean
  readonly text: Bilingual
  readonly says: string
}

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const nameOfRule = ({ part, id }: { readonly part: string; readonly id: string }): string =>
  `${part} ${id}`

/**
 * What differs between two rulebooks in the versions that govern a day, in the order in which they judge: rules by
 * their ids, requirements line by line. A clause cited otherwise is no change, for no figure hangs on it.
 */
export const changedRules = (before: RulesRead, after: RulesRead, day: string): readonly ChangedRule[] => {
  const [was, is] = [saidOn(before, day), saidOn(after, day)]
  const changed = [...new Set([...is.keys(), ...was.keys()])].flatMap((name): ChangedRule[] => {
    const [old, next] = [was.get(name), is.get(name)]
    const some = next ?? old
    if (!some || old?.says === next?.says) return []
    const change = !old ? 'added' : !next ? 'removed' : 'changed'
    const { part, id, measure, joins } = some
    return [{ part, id, measure, joins, change, before: old?.text ?? null, after: next?.text ?? null }]
  })
  const place = (part: string): number => {
    const found = order.indexOf(part)
    return found === -1 ? order.length : found
  }
  return changed.toSorted((a, b) => place(a.part) - place(b.part))
}

const order = ['population', 'require', 'recognise', 'convert', 'conflicts', 'allocate', 'caps']

/** Every rule that governs a day, by part and id; of two obligations that use one id, both. */
const saidOn = ({ ruleset, texts }: RulesRead, day: string): ReadonlyMap<string, Said> => {
  const version = ruleset.versions.find(({ from, to }) => from <= day && day <= to)
  const parts = partsIn(ruleset, texts)
  const { units, naming } = wordsIn(ruleset, texts)
  const said = (version?.obligations ?? []).flatMap((obligation): Said[] => [
    ...parts(version as NonNullable<typeof version>, obligation)
      .filter(({ part }) => part !== 'require')
      .flatMap(({ part, items }) =>
        items.map(({ item, source, measure }) => ({
          part,
          id: item.id,
          measure: measure ?? null,
          joins: false,
          text: item.text,
          says: canonicalJson(uncited(source) as Json),
        })),
      ),
    ...flat(obligation.lines).map((line) => ({
      part: 'require',
      id: line.id,
      measure: line.measure.id,
      joins: line.members.length > 0,
      text: lineWords(line.source, units, naming),
      says: canonicalJson([line.measure.id, uncited(withoutMembers(line))] as Json),
    })),
  ])
  return new Map(
    [...Map.groupBy(said, nameOfRule)].map(([name, [first, ...others]]) => [
      name,
      others.reduce(
        (one, other) => ({
          ...one,
          text: both(`${one.text.zh}；${other.text.zh}`, `${one.text.en}; ${other.text.en}`),
          says: `${one.says} ${other.says}`,
        }),
        first as Said,
      ),
    ]),
  )
}

type Line = Ruleset['versions'][number]['obligations'][number]['lines'][number]
const flat = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => [line, ...flat(line.members)])

/** A group as it is written, its members named: each of them speaks for itself. */
const withoutMembers = ({ source, members }: Line): Node =>
  members.length === 0
    ? source
    : Object.fromEntries(
        Object.entries(source).map(([key, value]) => [
          key,
          Array.isArray(value) && value.some(isNode) ? members.map(({ id }) => id) : value,
        ]),
      )

const uncited = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(uncited)
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === 'clause' ? [] : [[key, uncited(one)]])),
  )
}
