import {
  type Activity,
  type Facts,
  judgeActivities,
  type Reached,
  type SumsPlan,
} from '../../../rules/index.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { turns } from '../../../platform/turns.ts'
import { type Posting, postingsFor } from '../domain/postings.ts'
import { unpostedActivities } from '../store/register.ts'
import type { Unposted } from './judge-streamed.ts'
import type { Rulebook } from './rulebook.ts'

/** Activities are looked up for so many people per question. */
const atOnce = 1_000

/** A text that people are judged under. */
export interface JudgedUnder {
  readonly book: Rulebook
  readonly plan: SumsPlan
}

/**
 * Judges people some of whose activities have no entry: each of these is taken through the rules by itself, for nothing
 * else of the person stands in its way, and what it gives is added to what is posted, of each person once for each side.
 * Sides credit alike and are of one period: whom they reach alike, an activity gives the same under all of them and is
 * gone through once. Hands back whoever that does not settle.
 */
export const judgeUnposted = async (
  tx: Tx,
  sides: readonly [JudgedUnder, ...JudgedUnder[]],
  { programmeId, on }: { readonly programmeId: string; readonly on: string },
  people: ReadonlyMap<string, readonly Unposted[]>,
  judged: (personId: string, paths: readonly number[]) => void,
): Promise<string[]> => {
  const [{ plan }] = sides
  const unsettled: string[] = []
  const ids = [...people.keys()]
  const work = turns()
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce)
    const activities = await unpostedActivities(tx, { programmeId, period: plan.period }, some)
    const byPerson = Map.groupBy(activities, ({ personId }) => personId)
    for (const id of some) {
      const person = people.get(id) ?? []
      const own = (byPerson.get(id) ?? []).map(({ facts }) => facts)
      if (own.length > 0 && addUnposted(sides, person, id, own, on))
        judged(
          id,
          person.map(({ counted, reached }, side) =>
            (sides[side] as JudgedUnder).plan.pathOf(counted, reached),
          ),
        )
      else unsettled.push(id)
      await work.pass()
    }
  }
  return unsettled
}

/** Adds what activities give; false where a missing fact leaves that open. */
const addUnposted = (
  sides: readonly JudgedUnder[],
  person: readonly Unposted[],
  id: string,
  activities: readonly Activity[],
  on: string,
): boolean =>
  activities.every((activity) => {
    const given = new Map<Reached, readonly Posting[] | null>()
    return person.every(({ reached, facts, counted }, side) => {
      const under = sides[side] as JudgedUnder
      const postings = given.has(reached) ? given.get(reached) : givenBy(under, { id, facts }, activity, on)
      given.set(reached, postings ?? null)
      for (const { measure, category, grains } of postings ?? [])
        for (const leaf of under.plan.leavesCounting(measure, category))
          counted[leaf] = (counted[leaf] as number) + grains
      return Boolean(postings)
    })
  })

/** What one activity gives in the period; null where that is open. */
const givenBy = (
  { book, plan }: JudgedUnder,
  person: Facts['person'],
  activity: Activity,
  on: string,
): readonly Posting[] | null => {
  const facts = {
    schema: 'zhixin.facts/1' as const,
    ask: { on, period: plan.period.key },
    person,
    activities: [activity],
  }
  const result = judgeActivities(plan.ruleset, facts, on)
  if (result.activities.some(isOpen)) return null
  return postingsFor(result, activity.id, book.pack).filter(({ period }) => period === plan.period.key)
}

/** Whether a missing fact leaves open what it comes to, or where it counts. */
const isOpen = ({ status, credited }: ReturnType<typeof judgeActivities>['activities'][number]): boolean =>
  status === 'undetermined' ||
  credited.some(({ amountHigh, category }) => amountHigh !== undefined || category === '*')
