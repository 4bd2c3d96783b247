import { judgeActivities, type SumsPlan } from '../../../rules/index.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { postingsFor } from '../domain/postings.ts'
import { unpostedActivities } from '../store/register.ts'
import type { Unposted } from './judge-streamed.ts'
import type { Rulebook } from './rulebook.ts'

/** Activities are looked up for so many people per question. */
const atOnce = 1_000

/**
 * Judges people some of whose activities have no entry: each of these is taken through the rules by itself, for nothing
 * else of the person stands in its way, and what it gives is added to what is posted. Hands back whoever that does not
 * settle.
 */
export const judgeUnposted = async (
  tx: Tx,
  { pack }: Rulebook,
  plan: SumsPlan,
  { programmeId, on }: { readonly programmeId: string; readonly on: string },
  people: ReadonlyMap<string, Unposted>,
  judged: (personId: string, path: number, counted: Float64Array) => void,
): Promise<string[]> => {
  const unsettled: string[] = []
  const ids = [...people.keys()]
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce)
    const activities = await unpostedActivities(tx, { programmeId, period: plan.period }, some)
    const byPerson = Map.groupBy(activities, ({ personId }) => personId)
    for (const id of some) {
      const person = people.get(id) as Unposted
      const own = byPerson.get(id) ?? []
      const isSettled =
        own.length > 0 &&
        own.every(({ facts: activity }) => {
          const facts = {
            schema: 'zhixin.facts/1' as const,
            ask: { on, period: plan.period.key },
            person: { id, facts: person.facts },
            activities: [activity],
          }
          const result = judgeActivities(plan.ruleset, facts, on)
          if (result.activities.some(isOpen)) return false
          for (const { measure, category, period, grains } of postingsFor(result, activity.id, pack))
            for (const leaf of period === plan.period.key ? plan.leavesCounting(measure, category) : [])
              person.counted[leaf] = (person.counted[leaf] as number) + grains
          return true
        })
      if (isSettled) judged(id, plan.pathOf(person.counted, person.reached), person.counted)
      else unsettled.push(id)
    }
  }
  return unsettled
}

/** Whether a missing fact leaves open what it comes to, or where it counts. */
const isOpen = ({ status, credited }: ReturnType<typeof judgeActivities>['activities'][number]): boolean =>
  status === 'undetermined' ||
  credited.some(({ amountHigh, category }) => amountHigh !== undefined || category === '*')
