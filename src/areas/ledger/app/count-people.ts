import type { Tx } from '../../../platform/db/database.ts'
import { leavesIn, planOf, type SumsPlan } from '../../../rules/index.ts'
import { lineCounted, missingMinutes } from '../domain/closing-content.ts'
import type { ClosingRecord, Counted } from '../store/closings.ts'
import { type StreamedPerson, streamPeople } from '../store/stream-people.ts'
import type { AskedOfMany } from './gather-facts.ts'
import { judgePeople } from './judge-closing.ts'
import { placesOf, type StreamedJudge, streamedJudge } from './judge-streamed.ts'
import { rulesetsAlike } from './rulesets-alike.ts'
import type { Rulebook } from './rulebook.ts'
import { bytesOf, uuidOf } from './uuid-bytes.ts'

/**
 * What closing a period would say of people, in the order of their ids: from the sums of the ledger where a plan of the
 * rules decides, from all of the evidence for everybody else. The two say the same.
 */
export const countPeople = async (
  tx: Tx,
  book: Rulebook,
  closing: ClosingRecord,
  programme: AskedOfMany['programme'],
  people: readonly string[],
): Promise<Counted[]> => {
  const plan = planOf(book.ruleset, closing.period)
  // A supplement asks besides what the row before says.
  const isBySums = plan.kind === 'sums' && plan.alone !== null && closing.kind === 'regular'
  const bySums = isBySums
    ? await countBySums(tx, book, closing, programme, people, plan)
    : new Map<string, Counted>()
  const others = people.filter((id) => !bySums.has(id))
  const judged = await judgePeople(tx, book, closing, programme, others, closing.countedOn, false)
  return [...bySums.values(), ...judged.map(({ counted }) => counted)]
}

const countBySums = async (
  tx: Tx,
  { pack }: Rulebook,
  closing: ClosingRecord,
  programme: AskedOfMany['programme'],
  people: readonly string[],
  plan: SumsPlan,
): Promise<ReadonlyMap<string, Counted>> => {
  const counted = new Map<string, Counted>()
  const [first, last] = [people[0], people.at(-1)]
  if (first === undefined || last === undefined) return counted
  const wanted = new Set(people)
  const places = placesOf(plan)
  const asked = { programme, participants: pack.participants, on: closing.countedOn }
  const judge = streamedJudge(plan, places, asked)
  const range = {
    programmeId: programme.id,
    period: { key: closing.period, to: closing.toDay },
    rulesetHashes: await rulesetsAlike(tx, plan),
    places,
    factsAsked: plan.factsAsked,
    after: justBefore(first),
    upTo: last,
  }
  await streamPeople(tx, range, (person) => {
    const id = uuidOf(person.id)
    const one = wanted.has(id) ? countedOf(id, person, judge, plan, pack.unit.minutes) : null
    if (one) counted.set(id, one)
  })
  return counted
}

const countedOf = (
  personId: string,
  person: StreamedPerson,
  judge: StreamedJudge,
  plan: SumsPlan,
  unitMinutes: number,
): Counted | null => {
  const path = judge.pathOf(person)
  // Which facts an undetermined standing waits for is told by the evidence alone.
  if (path === null || plan.standingOf(path) === 'undetermined') return null
  const isOutside = path === 0
  const lines = isOutside ? [] : leavesIn(plan.lines(judge.counted)).map(lineCounted)
  const standing = plan.standingOf(path)
  return {
    personId,
    standing: isOutside ? 'outside' : standing,
    missingMinutes: missingMinutes({ standing, lines }, unitMinutes),
    lines,
    lacks: [],
    // Whoever was ever exempted whole is judged by the evidence; of nobody else do the sums know more.
    exempt: null,
    same: false,
  }
}

/** The greatest id below one. */
const justBefore = (id: string): string => {
  const bytes = Uint8Array.from(bytesOf(id))
  for (let place = bytes.length - 1; place >= 0; place -= 1) {
    const byte = bytes[place] as number
    bytes[place] = byte === 0 ? 255 : byte - 1
    if (byte !== 0) break
  }
  return uuidOf(bytes)
}
