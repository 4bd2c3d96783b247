import type { Verdict } from '../lines/line.ts'

/** At most so many ways are looked at. */
export const mostPlans = 6

/**
 * The lines that each way through the alternatives has to settle; two branches of an either-or are two ways. What is met
 * and may be lost by more study goes along: a share of what is counted, and what must not occur.
 */
export const branches = (verdicts: readonly Verdict[]): readonly (readonly Verdict[])[] =>
  verdicts.reduce<readonly (readonly Verdict[])[]>(
    (ways, verdict) => {
      const own = waysOf(verdict)
      return ways.flatMap((way) => own.map((more) => [...way, ...more])).slice(0, mostPlans)
    },
    [[]],
  )

const waysOf = (verdict: Verdict): readonly (readonly Verdict[])[] => {
  if (verdict.standing === 'met') return [kept(verdict)]
  if (verdict.line.kind === 'floor') return [verdict.lines ?? []]
  if (verdict.lines) return branches(verdict.lines)
  if (!verdict.alternatives) return [[verdict]]
  if (verdict.line.kind === 'anyOf') return verdict.alternatives.flatMap(waysOf).slice(0, mostPlans)
  const open = verdict.alternatives.filter(({ standing }) => standing !== 'met')
  const met = verdict.alternatives.filter(({ standing }) => standing === 'met')
  return choices(open, leastOf(verdict) - met.length)
    .flatMap((chosen) => branches(chosen))
    .map((way) => [...met.flatMap(kept), ...way])
    .slice(0, mostPlans)
}

const leastOf = ({ line, node }: Verdict): number => (line.kind === 'kOf' ? Number(node.args?.['k'] ?? 1) : 1)

/** What of a line that is met more study could take from it; of alternatives those that are easiest kept. */
const kept = (verdict: Verdict): readonly Verdict[] => {
  if (verdict.lines) return verdict.line.kind === 'floor' ? [] : verdict.lines.flatMap(kept)
  if (!verdict.alternatives) return isLosable(verdict) ? [verdict] : []
  return verdict.alternatives
    .filter(({ standing }) => standing === 'met')
    .map(kept)
    .toSorted((a, b) => a.length - b.length)
    .slice(0, leastOf(verdict))
    .flat()
}

const isLosable = ({ line }: Verdict): boolean => line.bans !== undefined || line.part?.base === 'counted'

/** The ways to choose k of a list, in its order. */
const choices = <T>(items: readonly T[], k: number): readonly (readonly T[])[] => {
  if (k <= 0) return [[]]
  const [first, ...rest] = items
  if (first === undefined || items.length < k) return []
  return [...choices(rest, k - 1).map((more) => [first, ...more]), ...choices(rest, k)].slice(0, mostPlans)
}
