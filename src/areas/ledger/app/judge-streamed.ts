import { daysBetween } from '../../../kernel/calendar.ts'
import { type Dated, type Mark, type Reached, standApart, type SumsPlan } from '../../../rules/index.ts'
import { rowFlag, type Streamed, type StreamedPerson, unknownDay } from '../store/stream-people.ts'
import { type AskedOfMany, asParticipant } from './gather-facts.ts'

const epoch = '2000-01-01'

/** Days as the stream counts them. */
export const dayNumber = (day: string): number =>
  day >= epoch ? daysBetween(epoch, day) : -daysBetween(day, epoch)

/**
 * Judges streamed people by a plan. `counted` holds what the leaves count of the person last judged; the answer is the
 * plan's path, or `null` for whoever has to be gone through whole: something beside the sums might matter.
 */
export interface StreamedJudge {
  readonly counted: Float64Array
  pathOf(person: StreamedPerson, streamed: Streamed): number | null
}

export const streamedJudge = (
  plan: SumsPlan,
  asked: Pick<AskedOfMany, 'programme' | 'participants' | 'on'>,
): StreamedJudge => {
  const counted = new Float64Array(plan.leaves.length)
  const on = dayNumber(asked.on)
  const [from, to] = [dayNumber(plan.period.from), dayNumber(plan.period.to)]
  const leavesOfPlace: (readonly number[])[] = []
  const reachedByProgrammes = new Map<string, Reached>()
  const marks: Mark[] = []

  const reachedOf = ({ programmes, facts }: StreamedPerson): Reached => {
    const isBare = Object.keys(facts).length === 0
    const key = programmes.join('\n')
    const known = isBare ? reachedByProgrammes.get(key) : undefined
    if (known !== undefined) return known
    const taken: Dated[] = asParticipant([{ value: programmes.toSorted() }], asked)
    const reached = plan.reached({ ...facts, programme: taken }, asked.on)
    if (isBare) reachedByProgrammes.set(key, reached)
    return reached
  }

  /** Adds the entries of the row's activity; false where they may not be what the activity is worth now. */
  const add = (person: StreamedPerson, row: number, streamed: Streamed): boolean => {
    const wanted = rowFlag.posted | rowFlag.sameRules | rowFlag.ruled | rowFlag.settled
    if (((person.flags[row] as number) & wanted) !== wanted) return false
    const place = person.place[row] as number
    const { measure, category } = streamed.places[place] ?? { measure: '', category: '*' }
    if (category === '*') return false
    const leaves = (leavesOfPlace[place] ??= plan.leavesCounting(measure, category))
    for (const leaf of leaves) counted[leaf] = (counted[leaf] as number) + (person.grains[row] as number)
    return true
  }

  return {
    counted,
    pathOf(person, streamed) {
      if (!plan.alone || person.merged) return null
      counted.fill(0)
      marks.length = 0
      for (let row = 0; row < person.rows; row += 1) {
        const completed = person.completedOn[row] as number
        if ((person.flags[row] as number) & rowFlag.reversal) return null
        if (completed === unknownDay || (person.knownOn[row] as number) > on) return null
        if (person.isNext[row] === 1) marks.push(markOf(person, row))
        if (completed >= from && completed <= to && !add(person, row, streamed)) return null
      }
      return standApart(marks, plan.alone) ? plan.pathOf(counted, reachedOf(person)) : null
    },
  }
}

const markOf = (person: StreamedPerson, row: number): Mark => ({
  firstDay: person.firstDay[row] as number,
  lastDay: person.lastDay[row] as number,
  work: keyOf(person.work[row] as number),
  topic: keyOf(person.topic[row] as number),
})

const keyOf = (key: number): number | null => (Number.isNaN(key) ? null : key)
