import type { Bilingual } from '../../../kernel/bilingual.ts'
import { formatExact, fraction } from '../../../kernel/exact.ts'
import { leafLines, traceSentence, type RuleResult, type TraceNode } from '../../../rules/index.ts'
import { type PackText, unitOf } from './pack-text.ts'

interface Words {
  readonly pack: PackText
  entryOf(activityId: string, measure: string): string | null
  readonly titles: ReadonlyMap<string, Bilingual>
}

/** The trace of an evaluation as a reader meets it: sentences for keys, class hours for minutes, entries for activities. */
export const reasonsOf = (result: RuleResult, words: Words) => {
  const names = lineNames(result, words.pack)
  return (result.trace?.nodes ?? []).map((node) => {
    const measure = measureOf(node)
    const amount = amountOf(node.out, node.amount, node, words.pack)
    const activity = node.ref !== undefined && words.titles.has(node.ref) ? node.ref : null
    return {
      id: node.id,
      op: node.op,
      sentence: (activity && words.titles.get(activity)) || sentenceOf(node, names),
      children: [...(node.in ?? [])],
      standing: isStanding(node.out) ? node.out : null,
      amount,
      amountHigh:
        node.outHigh === undefined ? null : amountOf(node.outHigh, node.amountHigh, node, words.pack),
      unit: measure === null || amount === null ? null : unitOf(words.pack, measure),
      minutes: node.unit === 'min' && typeof node.out === 'number' ? node.out : null,
      clause: node.clause ?? null,
      activityId: activity,
      entryId: activity && measure ? words.entryOf(activity, measure) : null,
    }
  })
}

const isStanding = (out: TraceNode['out']): out is 'met' | 'unmet' | 'undetermined' =>
  typeof out === 'string' && out !== 'unbounded'

/** Time is traced in minutes, everything else in parts of its measure. */
const measureOf = (node: TraceNode): string | null =>
  node.unit === undefined ? null : node.unit === 'min' ? 'hours' : node.unit

const amountOf = (
  out: TraceNode['out'],
  whole: string | undefined,
  node: TraceNode,
  pack: PackText,
): string | null => {
  if (whole !== undefined) return whole
  if (out === 'unbounded') return 'unbounded'
  if (typeof out === 'string') return null
  return node.unit === 'min' ? formatExact(fraction(out, pack.unit.minutes)) : String(out)
}

/**
 * Lines and obligations have ids, not names: a reader knows a line by what it counts, by its id where two count the same,
 * and the one obligation of a pack by the pack.
 */
const lineNames = (result: RuleResult, pack: PackText): ReadonlyMap<string, Bilingual> => {
  const lines = result.obligations.flatMap(({ periods }) => periods).flatMap(leafLines)
  const [only, another] = result.obligations
  const whole = { zh: pack.title.zh, en: pack.title.en }
  const sharing = Map.groupBy(lines, ({ measure }) => measure)
  return new Map([
    ...(only && !another ? [[only.id, whole] as const] : []),
    ...lines.map(({ id, measure }) => {
      const unit = unitOf(pack, measure)
      const alone = new Set(sharing.get(measure)?.map((line) => line.id)).size === 1
      return [id, alone ? unit : { zh: `${unit.zh} · ${id}`, en: `${unit.en} · ${id}` }] as const
    }),
  ])
}

/** What joins lines has no name a reader could know; what it asks of them is said instead. */
const joined: Readonly<Record<string, Bilingual>> = {
  any: { zh: '下列任一项', en: 'any one of these' },
  all: { zh: '下列各项', en: 'each of these' },
  'k-of': { zh: '下列若干项', en: 'so many of these' },
}

const sentenceOf = ({ op, text }: TraceNode, names: ReadonlyMap<string, Bilingual>): Bilingual => {
  const point = text.indexOf('.')
  const name = names.get(text.slice(point + 1))
  if (!name)
    return (
      (text.startsWith('line.') ? joined[op] : undefined) ?? traceSentence(text) ?? { zh: text, en: text }
    )
  const form = text.slice(0, point + 1)
  return {
    zh: traceSentence(`${form}${name.zh}`)?.zh ?? text,
    en: traceSentence(`${form}${name.en}`)?.en ?? text,
  }
}
