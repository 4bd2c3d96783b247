import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import {
  declaredKind,
  wordOfChoice,
  type Activity,
  type ActivityResult,
  type Recogniser,
  type RuleResult,
} from '../../../rules/index.ts'
import { becauseText } from '../domain/because.ts'
import { judgeIn } from '../domain/judge-in.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { categoryName, quoteClause, unitOf, type QuotedClause } from '../domain/pack-text.ts'
import { programmeById } from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

/** What the pack in force makes of an activity that is not on record yet, and by which lines. */
export interface ActivityPreview {
  /** Who has to recognise it; null where the rules give nothing for it. */
  readonly path: 'automatic' | 'employer' | 'sector' | 'authority' | null
  /** Whose recognition counts. */
  readonly accepts: readonly Recogniser[]
  /** What it is once recognised: `counted`, `partly`, or why not. */
  readonly status: ActivityResult['status']
  readonly because: string
  readonly becauseText: Bilingual
  readonly gives: readonly {
    readonly period: string
    readonly category: string
    readonly categoryName: Bilingual
    readonly measure: string
    readonly unit: Bilingual
    readonly amount: string
    readonly amountHigh: string | null
    readonly minutes: number | null
  }[]
  readonly steps: readonly {
    readonly op: string
    readonly in: string
    /** What `in` stands for, where it is a choice of the form. */
    readonly inName: Bilingual | null
    readonly by: string | null
    readonly out: string
    readonly clause: string | null
  }[]
  readonly clauses: readonly QuotedClause[]
  /** The activity on record that stands in its way. */
  readonly winner: string | null
  readonly missing: readonly string[]
  readonly pack: { readonly id: string; readonly version: string | null; readonly hash: string }
}

export interface ActivityToPreview {
  readonly personId: string
  readonly programmeId: string
  readonly activity: Activity
  readonly on: string
}

/** Asks the engine twice: who has to recognise it, and what it is worth next to what is on record once they have. */
export const previewActivity = async (
  tx: Db | Tx,
  { personId, programmeId, activity, on }: ActivityToPreview,
): Promise<Result<ActivityPreview, 'ledger.no-programme' | 'ledger.pack-missing' | 'ledger.pack-faulty'>> => {
  const programme = await programmeById(tx, programmeId)
  if (!programme) return refuse('ledger.no-programme')
  const book = await rulebook(tx, programme.rulePack)
  if (!book.ok) return book
  const completed = activity.completedOn ?? activity.to
  // What is still to come is judged as on the day it will be over.
  const day = on < completed ? completed : on
  const { participants } = book.value.pack
  const known = await gatherFacts(tx, { personId, programme, on: day, participants })
  const others = (known.activities ?? []).filter(({ id }) => id !== activity.id)
  const judge = (one: Activity): RuleResult =>
    judgeIn(book.value.ruleset, { ...known, activities: [...others, one] }, one, day)
  const asked = judge({ ...activity, recognitions: [] })
  const first = asked.activities.find(({ id }) => id === activity.id)
  const accepts = (first?.needs ?? []) as readonly Recogniser[]
  const [by] = accepts
  const result = by ? judge({ ...activity, recognitions: [{ act: 'recognised', by, on: day }] }) : asked
  const judged = result.activities.find(({ id }) => id === activity.id)
  return ok(previewOf(book.value, result, judged, pathOf(first), accepts, activity))
}

/** A rule that asks for nobody's act is automatic; one that gives nothing has no path. */
const pathOf = (first: ActivityResult | undefined): ActivityPreview['path'] => {
  if (first?.path) return first.path
  return first && ['counted', 'partly', 'undetermined'].includes(first.status) ? 'automatic' : null
}

const previewOf = (
  { pack, texts, ruleset }: Rulebook,
  result: RuleResult,
  judged: ActivityResult | undefined,
  path: ActivityPreview['path'],
  accepts: readonly Recogniser[],
  activity: Activity,
): ActivityPreview => {
  const kind = declaredKind(ruleset, activity)
  const given = (judged?.credited ?? []).filter(
    ({ amount, amountHigh }) => amount !== '0' || amountHigh !== undefined,
  )
  // Of a measure that it gives nothing in, the steps explain nothing.
  const steps = (judged?.steps ?? []).filter(
    (step) => given.length === 0 || given.some(({ measure }) => measure === (step.measure ?? 'hours')),
  )
  const because = judged?.because ?? 'obligation.none'
  return {
    path,
    accepts,
    status: judged?.status ?? 'outside',
    because,
    becauseText: becauseText(because),
    gives: given.map((credit) => ({
      period: credit.period,
      category: credit.category,
      categoryName: categoryName(texts, credit.category),
      measure: credit.measure,
      unit: unitOf(pack, credit.measure),
      amount: credit.amount,
      amountHigh: credit.amountHigh ?? null,
      minutes: credit.minutes ?? null,
    })),
    steps: steps.map((step) => ({
      op: step.op,
      in: step.in,
      inName: kind && wordOfChoice(kind, step.in),
      by: step.by ?? null,
      out: step.out,
      clause: step.clause ?? null,
    })),
    clauses: [...new Set(steps.map(({ clause }) => clause))]
      .map((id) => quoteClause(texts, id))
      .filter((clause) => clause !== null),
    winner: judged?.winner ?? null,
    missing: result.missing.map(({ fact }) => fact),
    pack: result.pack,
  }
}
