import type { Json } from '../../../kernel/canonical-json.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { type Fault, faultSentence, type RuleResult, readCases } from '../../../rules/index.ts'
import { leafLines } from '../../../rules/closing.ts'
import { evaluate } from '../../../rules/evaluate.ts'
import { runCases, type Case, type CaseOutcome } from '../../../rules/index.ts'
import { hashOfPack, packsStandingOn, quoteClause, type Rulebook, rulebookWith } from '../../ledger/index.ts'
import type { FaultSaid } from '../contract/shapes.ts'
import type { CasesRun } from '../contract.ts'
import type { Outline } from '../contract/outline.ts'
import { withoutDerived } from '../domain/derived-faults.ts'
import { outlineVersions } from '../domain/outline.ts'

/** What a text comes to: a rulebook, or everything that is wrong with it. Never in part. */
export interface CheckedPack {
  readonly book: Rulebook | null
  readonly faults: readonly FaultSaid[]
  /** Allowed, and worth knowing: rules under which more study can make a standing worse. */
  readonly notes: readonly FaultSaid[]
}

const said = ({ pointer, code, params }: Fault, pack?: string): FaultSaid => {
  const layer = pack ?? params['pack']
  const about = code.startsWith('layers.') || layer === undefined ? null : String(layer)
  const text = (language: 'zh' | 'en') => faultSentence({ code, params }, language)
  return {
    pointer,
    code,
    text: {
      zh: about ? `规则包“${about}”：${text('zh')}` : text('zh'),
      en: about ? `in the pack “${about}”: ${text('en')}` : text('en'),
    },
  }
}

/** Heads that every registered text has, for explanations quote them: a layer beneath lends none of these. */
const neededHeads = ['unit', 'measures', 'categories', 'basis', 'clauses'] as const

const headFaults = (pack: Record<string, unknown>): FaultSaid[] =>
  neededHeads
    .filter((key) => pack[key] === undefined || pack[key] === null)
    .map((key) =>
      said({ pointer: `/${key}`, code: key === 'unit' ? 'unit.missing' : 'key.missing', params: { key } }),
    )

/** Compiles a text with its layers as registered, and every registered pack that would stand on it. */
export const checkPack = async (
  tx: Db | Tx,
  packId: string,
  pack: Record<string, unknown>,
): Promise<CheckedPack> => {
  const book = await rulebookWith(tx, packId, pack as Json)
  const own = book.ok ? [] : withoutDerived(book.errors, pack).map((each) => said({ params: {}, ...each }))
  const faults = [...own, ...headFaults(pack).filter(({ code }) => !own.some((one) => one.code === code))]
  if (!book.ok) return { book: null, faults, notes: [] }
  for (const standing of await packsStandingOn(tx, packId)) {
    const other = await rulebookWith(tx, standing, pack as Json)
    if (!other.ok) faults.push(...other.errors.map((each) => said({ params: {}, ...each }, standing)))
  }
  const notes = book.value.ruleset.notes.map((note) => said(note))
  return { book: faults.length === 0 ? book.value : null, faults, notes }
}

/** The merged text in words, with every clause it rests on. */
export const outlineOf = ({ ruleset, texts, hashes }: Rulebook): Outline => {
  return {
    layers: texts.map((text, place) => ({
      id: text.id,
      layer: text.layer ?? 'programme',
      title: { zh: text.title.zh, en: text.title.en },
      hash: hashes[place] ?? '',
    })),
    versions: outlineVersions(ruleset, texts) as unknown as Outline['versions'],
    clauses: [...ruleset.clauses].map(([id, { zh, en, pack }]) => ({
      id,
      text: { zh, en },
      pack,
      document: quoteClause(texts, id)?.document ?? null,
    })),
  }
}

/** Reads the worked cases of a draft; their faults point into `/cases`. */
export const readDraftCases = (
  cases: readonly unknown[],
): { readonly cases: readonly Case[]; readonly faults: readonly FaultSaid[] } => {
  const read = readCases(cases)
  if (!read.ok)
    return {
      cases: [],
      faults: read.errors.map((each) => said({ params: {}, ...each, pointer: `/cases${each.pointer}` })),
    }
  const long = read.value.flatMap(({ facts }, index) =>
    (facts.activities ?? []).length > mostActivities ? [tooLong(index)] : [],
  )
  return { cases: long.length === 0 ? read.value : [], faults: long }
}

/** Every fact of a case is left out once: what a page shows must not keep the others waiting for seconds. */
const mostActivities = 60
const tooLong = (index: number): FaultSaid => ({
  pointer: `/cases/${index}/facts/activities`,
  code: 'case.too-long',
  text: {
    zh: `一个算例最多写${mostActivities}项活动`,
    en: `a case has at most ${mostActivities} activities`,
  },
})

const shown = (value: unknown): string => (value === undefined ? '—' : JSON.stringify(value)).slice(0, 2000)

/** What cases gave, by ruleset and cases: nothing else bears on it. A page asks again and again while a run goes on. */
const known = new Map<string, CasesRun['cases']>()
const mostKnown = 40

/** Runs worked cases, one after the other with others let in between: what differs, and what the rules say of each. */
export const casesRun = async (book: Rulebook, cases: readonly Case[]): Promise<CasesRun['cases']> => {
  const key = `${book.ruleset.hash} ${hashOfPack(cases as unknown as Json)}`
  const found = known.get(key)
  if (found) return found
  const outcomes: CasesRun['cases'] = []
  for (const [index, one] of cases.entries()) {
    outcomes.push(caseRun(book, one, index))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const [oldest] = known.keys()
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
  known.set(key, outcomes)
  return outcomes
}

const caseRun = ({ ruleset }: Rulebook, one: Case, index: number): CasesRun['cases'][number] => {
  const [outcome] = runCases(ruleset, [one]) as [CaseOutcome]
  const result: RuleResult = evaluate(ruleset, one.facts, one.on === undefined ? {} : { on: one.on })
  return {
    index,
    name: outcome.name,
    passed: outcome.passed,
    differences: outcome.mismatches
      .slice(0, 40)
      .map(({ pointer, expected, got }) => ({ pointer, expected: shown(expected), got: shown(got) })),
    standing: result.applies ? result.standing : 'outside',
    lines: result.obligations
      .flatMap(({ periods }) => periods.filter(({ asked }) => asked))
      .flatMap(leafLines)
      .map(({ id, required, counted, standing }) => ({ id, required, counted, standing })),
  }
}
