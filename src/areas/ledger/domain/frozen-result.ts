import { compare, formatExact, greater, parseExact, subtract, zero } from '../../../kernel/exact.ts'
import type {
  Activity,
  ActivityResult,
  ClosedPeriod,
  Exact,
  LineResult,
  PeriodResult,
  RuleResult,
  StepResult,
} from '../../../rules/index.ts'
import type { ClosingContent } from './closing-content.ts'
import type { PackText } from './pack-text.ts'

/** What the ledger keeps of an activity in the period: what it gave, and by which steps. */
export interface FrozenEntry {
  readonly id: string
  readonly activityId: string
  readonly obligation: string
  readonly period: string
  readonly category: string
  readonly measure: string
  readonly amount: string
  readonly minutes: number | null
  readonly reverses: string | null
  readonly steps: readonly StepResult[]
}

export interface Kept {
  readonly activities: readonly Activity[]
  readonly entries: readonly FrozenEntry[]
  readonly texts: readonly PackText[]
}

type Node = Readonly<Record<string, unknown>>

/**
 * A RESULT made of what a closing row and the ledger have kept, for a year whose rules cannot be read any more: the same
 * standing and the same figures. The arithmetic between them is not made up, so there is no trace and nothing missing.
 */
export const frozenResult = (content: ClosingContent, kept: Kept): RuleResult => {
  const { closed, ruleset, closedOn, person, standing } = content
  return {
    schema: 'zhixin.result/1',
    pack: { id: ruleset.id, version: ruleset.version, hash: ruleset.hash },
    on: closedOn,
    person,
    standing,
    applies: closed.length > 0,
    obligations: closed.map((row) => ({
      id: row.obligation,
      holding: row.holding ?? null,
      standing: row.standing,
      periods: [periodOf(row, content, kept)],
    })),
    activities: kept.activities.map((activity) => activityOf(activity, content, kept)),
    missing: [],
    hints: [],
  }
}

const periodOf = (row: ClosedPeriod, { period, evidence }: ClosingContent, { texts }: Kept): PeriodResult => {
  const written = obligationIn(texts, row)
  const lines = Object.entries(row.lines).map(([id, { required, counted }]) =>
    lineOf(id, required, counted, written),
  )
  const full = (evidence.exemptions ?? []).filter(
    ({ extent, from = '', to = '9' }) => extent === 'full' && from <= period.from && period.to <= to,
  )
  const isExempt = full.length > 0 && row.standing === 'met'
  return {
    key: period.key,
    from: period.from,
    to: period.to,
    asked: true,
    standing: row.standing,
    exempt: isExempt ? { ids: full.map(({ id }) => id), extent: 'full' } : null,
    carryIn: [],
    carryOut: [],
    closed: { on: row.closedOn, pack: row.pack },
    lines: isEither(written) ? [eitherOf(lines)] : lines,
  }
}

const lineOf = (id: string, required: Exact, counted: Exact, written: Node | undefined): LineResult => {
  const [least, most] = [parseExact(required) ?? zero, parseExact(counted) ?? zero]
  const remaining = greater(zero, subtract(least, most))
  const source = lineIn(written?.['require'], id)
  const { measure, clause } = source ?? {}
  return {
    id,
    measure: typeof measure === 'string' ? measure : 'hours',
    unit: '',
    required: formatExact(least),
    counted: formatExact(most),
    remaining: formatExact(remaining),
    standing: compare(remaining, zero) > 0 ? 'unmet' : 'met',
    ...(typeof clause === 'string' && { clause }),
    origin: '',
    node: 0,
  }
}

/** Lines of which one suffices, as the engine joins them. */
const eitherOf = (lines: readonly LineResult[]): LineResult => {
  const nearest = lines.find(({ standing }) => standing === 'met') ?? (lines[0] as LineResult)
  return { ...nearest, id: 'either', alternatives: lines }
}

const activityOf = (
  { id }: Activity,
  { closed, period }: ClosingContent,
  { entries }: Kept,
): ActivityResult => {
  const isPinned = closed.some(({ counted }) => counted.includes(id))
  const takenBack = new Set(entries.map(({ reverses }) => reverses))
  const own = isPinned
    ? entries.filter((entry) => entry.activityId === id && entry.period === period.key)
    : []
  const standing = own.filter((entry) => entry.reverses === null && !takenBack.has(entry.id))
  return {
    id,
    status: isPinned ? 'counted' : 'outside',
    because: isPinned ? 'ok' : 'outside',
    steps: standing[0]?.steps ?? [],
    credited: standing.map(({ obligation, category, measure, amount, minutes }) => ({
      obligation,
      period: period.key,
      category,
      measure,
      amount,
      ...(minutes !== null && { minutes }),
    })),
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The obligation as the version of then writes it; of layers the nearest that writes it. */
const obligationIn = (texts: readonly PackText[], { obligation, pack }: ClosedPeriod): Node | undefined => {
  const version = pack.slice(pack.indexOf('@') + 1)
  const inOrder = texts.flatMap((text) =>
    (text.versions ?? []).toSorted((a, b) => Number(b.id === version) - Number(a.id === version)),
  )
  return inOrder.flatMap(({ obligations = [] }) => obligations).find(({ id }) => id === obligation) as
    | Node
    | undefined
}

const isEither = (written: Node | undefined): boolean =>
  isNode(written?.['require']) && Array.isArray(written['require']['anyOf'])

/** A line as it is written, however deep it stands. */
const lineIn = (at: unknown, id: string): Node | undefined => {
  if (Array.isArray(at)) {
    for (const each of at) {
      const found = lineIn(each, id)
      if (found) return found
    }
    return undefined
  }
  if (!isNode(at)) return undefined
  if (at['id'] === id) return at
  return ['anyOf', 'allOf', 'of'].map((key) => lineIn(at[key], id)).find((found) => found)
}
