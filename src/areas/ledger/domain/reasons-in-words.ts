import type { Bilingual } from '../../../kernel/bilingual.ts'
import { formatExact, fraction } from '../../../kernel/exact.ts'
import { traceSentence, type RuleResult, type TraceNode } from '../../../rules/index.ts'
import { type PackText, unitOf } from './pack-text.ts'
import { sparedIn } from './spared.ts'

interface Words {
  readonly pack: PackText
  /** Names of lines, and of caps, by their ids. */
  readonly lines: ReadonlyMap<string, Bilingual>
  readonly caps: ReadonlyMap<string, Bilingual>
  entryOf(activityId: string, measure: string): string | null
  readonly titles: ReadonlyMap<string, Bilingual>
  /** Names of titles, by their ids, where the rules ask something for several apart. */
  readonly holdings: ReadonlyMap<string, Bilingual>
  /** For what somebody was exempted, by the ids of the decisions. */
  readonly exemptions: ReadonlyMap<string, Bilingual>
}

/** The trace of an evaluation as a reader meets it: sentences for keys, class hours for minutes, entries for activities. */
export const reasonsOf = (result: RuleResult, words: Words) => {
  if (!result.trace) return []
  const [names, spared] = [namesIn(result, words), sparedIn(result.trace)]
  return result.trace.nodes.map((node) => {
    const measure = measureOf(node)
    const amount = amountOf(node.out, node.amount, node, words.pack)
    const activity = node.ref !== undefined && words.titles.has(node.ref) ? node.ref : null
    return {
      id: node.id,
      op: node.op,
      sentence:
        (activity && words.titles.get(activity)) || forHolding(node, sentenceOf(node, names), words.holdings),
      children: [...(node.in ?? [])],
      standing: isStanding(node.out) ? node.out : null,
      spared: spared.get(node.id) ?? null,
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

/** The reasons that stand in the tree a reader is shown; what else was traced plays no part in it. */
export const reachedFrom = <R extends { readonly id: number; readonly children: readonly number[] }>(
  root: number | undefined,
  reasons: readonly R[],
): readonly R[] => {
  const byId = new Map(reasons.map((reason) => [reason.id, reason]))
  const reached = new Set<number>()
  const open = root === undefined ? [] : [root]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...(byId.get(id)?.children ?? []))
  }
  return reasons.filter(({ id }) => reached.has(id))
}

/** Whose the standing is, where it is one of several titles. */
const forHolding = (
  { ref }: TraceNode,
  sentence: Bilingual,
  holdings: ReadonlyMap<string, Bilingual>,
): Bilingual => {
  const name = ref === undefined ? undefined : holdings.get(ref)
  return name ? { zh: `${name.zh}：${sentence.zh}`, en: `${name.en}: ${sentence.en}` } : sentence
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

/** Lines and obligations have ids, not names: a line is called by what it counts, the one obligation of a pack by the pack. */
const namesIn = (
  result: RuleResult,
  { pack, lines, caps, exemptions }: Words,
): ReadonlyMap<string, Bilingual> => {
  const [only, another] = new Set(result.obligations.map(({ id }) => id))
  return new Map([
    ...lines,
    ...exemptions,
    ...[...caps].map(([id, name]) => [`cap.${id}`, name] as const),
    ...(only !== undefined && another === undefined
      ? [[only, { zh: pack.title.zh, en: pack.title.en }] as const]
      : []),
  ])
}

/** What joins lines has no name a reader could know; what it asks of them is said instead. */
const joined: Readonly<Record<string, Bilingual>> = {
  any: { zh: '下列任一项', en: 'any one of these' },
  all: { zh: '下列各项', en: 'each of these' },
  'k-of': { zh: '下列若干项', en: 'so many of these' },
}

/** Which decisions exempt the whole of it: the node bears their ids. */
const exemptFor = (
  { text, ref = '' }: TraceNode,
  names: ReadonlyMap<string, Bilingual>,
): Bilingual | undefined => {
  const [said, reasons] = [traceSentence(text), ref.split(' ').flatMap((id) => names.get(id) ?? [])]
  return said && reasons.length > 0
    ? {
        zh: `${said.zh}（${reasons.map(({ zh }) => zh).join('、')}）`,
        en: `${said.en} (${reasons.map(({ en }) => en).join(', ')})`,
      }
    : undefined
}

const sentenceOf = (node: TraceNode, names: ReadonlyMap<string, Bilingual>): Bilingual => {
  const { op, text } = node
  const exempt = op === 'exempt' ? exemptFor(node, names) : undefined
  if (exempt) return exempt
  const point = text.indexOf('.')
  const name = names.get(text) ?? names.get(text.slice(point + 1))
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
