import {
  type Dated,
  type DatedFacts,
  type Mark,
  type Reached,
  standApart,
  type SumsPlan,
} from '../../../rules/index.ts'
import { dayNumber, type Place, type StreamedPerson } from '../store/stream-people.ts'
import { type AskedOfMany, asParticipant } from './gather-facts.ts'

/**
 * Judges streamed people by a plan. `counted` holds what the leaves count of the person last judged; the answer is the
 * plan's path, or `null` for whoever has to be gone through whole: something beside the sums might matter.
 */
export interface StreamedJudge {
  readonly counted: Float64Array
  pathOf(person: StreamedPerson): number | null
  /**
   * Of the person last judged, where nothing but activities without an entry stood in the way: what they are worth alone,
   * added to `counted`, decides. `null` otherwise.
   */
  unposted(person: StreamedPerson): Unposted | null
}

export interface Unposted {
  readonly reached: Reached
  readonly counted: Float64Array
  /** Facts of the person, as FACTS have them. */
  readonly facts: DatedFacts
}

/** Where entries under a ruleset may count. */
export const placesOf = ({ ruleset }: SumsPlan): readonly Place[] =>
  [...ruleset.measures.keys()].flatMap((measure) =>
    ruleset.categories.map((category) => ({ measure, category })),
  )

/** `places` are those of the stream. */
export const streamedJudge = (
  plan: SumsPlan,
  places: readonly Place[],
  asked: Pick<AskedOfMany, 'programme' | 'participants' | 'on'>,
): StreamedJudge => {
  const counted = new Float64Array(plan.leaves.length)
  const on = dayNumber(asked.on)
  const [from, to] = [dayNumber(plan.period.from), dayNumber(plan.period.to)]
  const leavesOfPlace = places.map(({ measure, category }) => plan.leavesCounting(measure, category))
  const reachedAlike = new Map<object, Map<readonly string[], Reached>>()
  const marks: Mark[] = []
  const posted = new Uint8Array(512)

  const factsOf = (programmes: readonly string[], facts: DatedFacts): DatedFacts => {
    const taken: Dated[] = asParticipant([{ value: [...programmes] }], asked)
    return { ...facts, programme: taken }
  }
  let isUnposted = false

  /** What is known of people is one object for all of whom the same is known. */
  const reachedOf = ({ programmes, facts }: StreamedPerson): Reached => {
    const alike = reachedAlike.get(facts) ?? new Map<readonly string[], Reached>()
    reachedAlike.set(facts, alike)
    const known = alike.get(programmes)
    if (known !== undefined) return known
    const reached = plan.reached(factsOf(programmes, facts), asked.on)
    alike.set(programmes, reached)
    return reached
  }

  /** Adds up what entries give; false where one may not be what its activity is worth now. */
  const addEntries = (person: StreamedPerson): boolean => {
    for (let entry = 0; entry < person.entries; entry += 1) {
      const activity = person.entryOf[entry] as number
      const completed = person.completedOn[activity] as number
      if (activity < 0) return false
      // What these rules give of another period's study they give there.
      if (completed < from || completed > to) continue
      const [place, recognised] = [person.place[entry] as number, person.recognisedOn[entry] as number]
      const isSettled = recognised >= (person.knownOn[activity] as number) && recognised <= on
      if (!isSettled || person.isByRules[entry] !== 1 || place < 0) return false
      posted[activity] = 1
      for (const leaf of leavesOfPlace[place] as readonly number[])
        counted[leaf] = (counted[leaf] as number) + (person.grains[entry] as number)
    }
    return true
  }

  return {
    counted,
    pathOf(person) {
      isUnposted = false
      if (!plan.alone || person.isPartial) return null
      counted.fill(0)
      posted.fill(0, 0, person.activities)
      marks.length = 0
      for (let place = 0; place < person.activities; place += 1) {
        if (person.isReversal[place] === 1 || (person.knownOn[place] as number) > on) return null
        marks.push(markOf(person, place))
      }
      if (!addEntries(person) || !standApart(marks, plan.alone)) return null
      for (let place = 0; place < person.activities; place += 1) {
        const completed = person.completedOn[place] as number
        isUnposted ||= completed >= from && completed <= to && posted[place] !== 1
      }
      return isUnposted ? null : plan.pathOf(counted, reachedOf(person))
    },
    unposted(person) {
      if (!isUnposted) return null
      const { programmes, facts } = person
      return { reached: reachedOf(person), counted: counted.slice(), facts: factsOf(programmes, facts) }
    },
  }
}

const markOf = (person: StreamedPerson, place: number): Mark => ({
  firstDay: person.firstDay[place] as number,
  lastDay: person.lastDay[place] as number,
  work: keyOf(person.work[place] as number),
  topic: keyOf(person.topic[place] as number),
})

const keyOf = (key: number): number | null => (Number.isNaN(key) ? null : key)
