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

type Asked = Pick<AskedOfMany, 'programme' | 'participants' | 'on'>

/** What one plan makes of a person whom a pass has settled. */
export interface StreamedCounter {
  readonly plan: SumsPlan
  readonly counted: Float64Array
  /** Facts of a person, as FACTS have them; one object for all of whom the same is known. */
  factsOf(person: Pick<StreamedPerson, 'programmes' | 'facts'>): DatedFacts
  readonly leavesOfPlace: readonly (readonly number[])[]
  pathOf(person: StreamedPerson): number
  worth(person: StreamedPerson): Unposted
}

/** `places` are those of the stream. */
export const streamedCounter = (plan: SumsPlan, places: readonly Place[], asked: Asked): StreamedCounter => {
  const counted = new Float64Array(plan.leaves.length)
  const reachedAlike = new Map<object, Map<readonly string[], Reached>>()
  const factsAlike = new Map<object, Map<readonly string[], DatedFacts>>()

  /** What is known of people is one object for all of whom the same is known. */
  const factsOf = ({ programmes, facts }: Pick<StreamedPerson, 'programmes' | 'facts'>): DatedFacts => {
    const alike = factsAlike.get(facts) ?? new Map<readonly string[], DatedFacts>()
    factsAlike.set(facts, alike)
    const known = alike.get(programmes)
    if (known) return known
    const taken: Dated[] = asParticipant([{ value: [...programmes] }], asked)
    const made = { ...facts, programme: taken }
    alike.set(programmes, made)
    return made
  }
  const reachedOf = (person: StreamedPerson): Reached => {
    const { programmes, facts } = person
    const alike = reachedAlike.get(facts) ?? new Map<readonly string[], Reached>()
    reachedAlike.set(facts, alike)
    const known = alike.get(programmes)
    if (known !== undefined) return known
    const reached = plan.reached(factsOf(person), asked.on)
    alike.set(programmes, reached)
    return reached
  }
  return {
    plan,
    counted,
    factsOf,
    leavesOfPlace: places.map(({ measure, category }) => plan.leavesCounting(measure, category)),
    pathOf: (person) => plan.pathOf(counted, reachedOf(person)),
    worth: (person) => ({
      reached: reachedOf(person),
      counted: counted.slice(),
      facts: factsOf(person),
    }),
  }
}

/**
 * Adds up what a person's entries give, for each of some plans that credit alike. `settles`: whether sums decide;
 * `isUnposted`: of the person last asked about, whether nothing but activities without an entry stood in the way.
 */
export const streamedPass = (counters: readonly [StreamedCounter, ...StreamedCounter[]], day: string) => {
  const [{ plan }] = counters
  const on = dayNumber(day)
  const [from, to] = [dayNumber(plan.period.from), dayNumber(plan.period.to)]
  const marks: Mark[] = []
  const posted = new Uint8Array(512)
  let isUnposted = false

  /** False where an entry may not be what its activity is worth now. */
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
      for (const { counted, leavesOfPlace } of counters)
        for (const leaf of leavesOfPlace[place] as readonly number[])
          counted[leaf] = (counted[leaf] as number) + (person.grains[entry] as number)
    }
    return true
  }

  return {
    isUnposted: (): boolean => isUnposted,
    settles(person: StreamedPerson): boolean {
      isUnposted = false
      if (!plan.alone || person.isPartial) return false
      for (const { counted } of counters) counted.fill(0)
      posted.fill(0, 0, person.activities)
      marks.length = 0
      for (let place = 0; place < person.activities; place += 1) {
        if (person.isReversal[place] === 1 || (person.knownOn[place] as number) > on) return false
        marks.push(markOf(person, place))
      }
      if (!addEntries(person) || !standApart(marks, plan.alone)) return false
      for (let place = 0; place < person.activities; place += 1) {
        const completed = person.completedOn[place] as number
        isUnposted ||= completed >= from && completed <= to && posted[place] !== 1
      }
      return !isUnposted
    },
  }
}

/** A pass for one plan alone. */
export const streamedJudge = (plan: SumsPlan, places: readonly Place[], asked: Asked): StreamedJudge => {
  const counter = streamedCounter(plan, places, asked)
  const pass = streamedPass([counter], asked.on)
  return {
    counted: counter.counted,
    pathOf: (person) => (pass.settles(person) ? counter.pathOf(person) : null),
    unposted: (person) => (pass.isUnposted() ? counter.worth(person) : null),
  }
}

const markOf = (person: StreamedPerson, place: number): Mark => ({
  firstDay: person.firstDay[place] as number,
  lastDay: person.lastDay[place] as number,
  work: keyOf(person.work[place] as number),
  topic: keyOf(person.topic[place] as number),
})

const keyOf = (key: number): number | null => (Number.isNaN(key) ? null : key)
