import type { Tx } from '../../../platform/db/database.ts'
import { type DatedFacts, evaluate, planOf, type SumsPlan } from '../../../rules/index.ts'
import { nextRange } from '../store/register.ts'
import { type StreamedPerson, streamPeople } from '../store/stream-people.ts'
import { type Compared, compareRules, type Comparison } from './compare-rules.ts'
import { placesOf, streamedCounter, streamedPass, type Unposted } from './judge-streamed.ts'
import { rulesetsAlike } from './rulesets-alike.ts'
import { judgeUnposted } from './judge-unposted.ts'
import type { Rulebook } from './rulebook.ts'
import { daysOfPeriod } from './start-closing.ts'
import { bytesOf, uuidOf } from './uuid-bytes.ts'

/** How somebody stands by a plan; `counted` is used again for the next. */
export interface JudgedBySums {
  readonly path: number
  /** What each leaf of the plan counts, in grains. */
  readonly counted: Float64Array
}

/** Who is told what of a comparison, in the order of the people within either way of judging. */
export interface ComparisonReader {
  /** The next people are those behind `after`, up to and with `upTo`. */
  begin(range: { readonly after: string | null; readonly upTo: string }): Promise<void>
  /** `lacks`: facts that are missing where the standing afterwards is undetermined. */
  bySums(id: Buffer, before: JudgedBySums, after: JudgedBySums, lacks: readonly string[]): void
  byEvidence(people: readonly Compared[]): Promise<void>
  end(): Promise<void>
}

/** People between two calls of `end`. */
const peopleAtOnce = 20_000
/** People gone through whole, per question. */
const wholeAtOnce = 200

/** Plans under which the entries of the rules before speak for either side; null: everybody is gone through whole. */
export const comparedPlans = ({
  before,
  after,
  period,
}: Comparison): { readonly before: SumsPlan; readonly after: SumsPlan } | null => {
  const [one, other] = [planOf(before.ruleset, period), planOf(after.ruleset, period)]
  const isBySums = one.kind === 'sums' && other.kind === 'sums' && one.alone && other.alone
  return isBySums && one.credits === other.credits ? { before: one, after: other } : null
}

/**
 * The whole register under two rulebooks in one pass: from sums whoever plans decide, from their evidence everybody else;
 * the two say the same. It reads in the caller's transaction and holds one range of people at a time.
 */
export const compareRegister = async (
  tx: Tx,
  comparison: Comparison,
  reader: ComparisonReader,
): Promise<void> => {
  const comparing = comparingBy(comparison)
  for (let after: string | null = null; ; ) {
    const range = await nextRange(tx, comparison.programme.id, after, peopleAtOnce)
    await reader.begin({ after, upTo: range.upTo })
    const whole = await comparing(tx, { after, upTo: range.upTo }, reader)
    for (let at = 0; at < whole.length; at += wholeAtOnce) {
      const some = await compareRules(tx, comparison, whole.slice(at, at + wholeAtOnce))
      await reader.byEvidence(some.filter(({ takesPart }) => takesPart))
    }
    await reader.end()
    if (range.isLast) return
    after = range.upTo
  }
}

type Range = Parameters<ComparisonReader['begin']>[0]

/** Goes through a range; hands back whoever sums do not decide. */
const comparingBy = (comparison: Comparison) => {
  const { before, after, programme, period, on } = comparison
  const plans = comparedPlans(comparison)
  const places = plans ? placesOf(plans.before) : []
  const counterOf = (plan: SumsPlan, { pack }: Rulebook) =>
    streamedCounter(plan, places, { programme, on, participants: pack.participants })
  const counters = plans && {
    before: counterOf(plans.before, before),
    after: counterOf(plans.after, after),
  }
  const pass = counters && streamedPass([counters.before, counters.after], on)
  const lacksOf = lacking(comparison)
  const asked = {
    programmeId: programme.id,
    period: { key: period, to: daysOfPeriod(period)?.to ?? '' },
    places,
    factsAsked: plans ? [...new Set([...plans.before.factsAsked, ...plans.after.factsAsked])] : [],
  }
  const isOpen = (path: number): boolean => plans?.after.standingOf(path) === 'undetermined' && path !== 0

  let alike: readonly string[] | undefined
  return async (tx: Tx, range: Range, reader: ComparisonReader): Promise<string[]> => {
    const whole: string[] = []
    const unposted = new Map<string, readonly [Unposted, Unposted]>()
    alike ??= plans ? await rulesetsAlike(tx, plans.before) : []
    await streamPeople(tx, { ...asked, ...range, rulesetHashes: alike }, (person: StreamedPerson) => {
      if (!person.takesPart && !person.isPartial) return
      if (counters && pass?.settles(person)) {
        const [was, is] = [counters.before.pathOf(person), counters.after.pathOf(person)]
        const lacks = isOpen(is) ? lacksOf(counters.after.factsOf(person)) : none
        return reader.bySums(
          person.id,
          { path: was, counted: counters.before.counted },
          { path: is, counted: counters.after.counted },
          lacks,
        )
      }
      const id = uuidOf(person.id)
      if (!counters || !pass?.isUnposted() || !person.takesPart) return void whole.push(id)
      unposted.set(id, [counters.before.worth(person), counters.after.worth(person)])
    })
    if (!plans || unposted.size === 0) return whole
    const sides = [
      { book: before, plan: plans.before },
      { book: after, plan: plans.after },
    ] as const
    const left = await judgeUnposted(
      tx,
      sides,
      { programmeId: programme.id, on },
      unposted,
      (id, [one, other]) => {
        const [was, is] = unposted.get(id) as readonly [Unposted, Unposted]
        const [path, pathAfter] = [one as number, other as number]
        reader.bySums(
          bytesOf(id),
          { path, counted: was.counted },
          { path: pathAfter, counted: is.counted },
          isOpen(pathAfter) ? lacksOf(is.facts) : none,
        )
      },
    )
    whole.push(...left)
    return whole
  }
}

const none: readonly string[] = []

/** What is missing of people whom the rules afterwards may or may not reach: the same for all of whom the same is known. */
const lacking = ({ after, period, on }: Comparison): ((facts: DatedFacts) => readonly string[]) => {
  const known = new Map<DatedFacts, readonly string[]>()
  const alike = new Map<string, readonly string[]>()
  return (facts) => {
    const found = known.get(facts)
    if (found) return found
    const person = { id: '', facts }
    const result = evaluate(
      after.ruleset,
      { schema: 'zhixin.facts/1', ask: { on, period }, person, activities: [] },
      { on, hints: false },
    )
    const missing = [...new Set(result.missing.map(({ fact }) => fact))]
    // One list for all who lack the same: whoever is told goes by it.
    const lacks = alike.get(missing.join('\n')) ?? missing
    alike.set(missing.join('\n'), lacks)
    known.set(facts, lacks)
    return lacks
  }
}
