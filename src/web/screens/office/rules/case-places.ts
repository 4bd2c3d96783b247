import type { Word } from '../../../i18n/words.ts'

/** Members of RESULT and FACTS that cases speak of, by the names people have for them. */
const members = [
  'standing',
  'applies',
  'counted',
  'countedHigh',
  'required',
  'remaining',
  'status',
  'because',
  'amount',
  'minutes',
  'missing',
  'hints',
  'steps',
  'credited',
  'activities',
  'lines',
  'alternatives',
  'exempt',
  'carryIn',
  'carryOut',
  'kind',
  'category',
  'mode',
  'quantity',
  'evidence',
  'recognitions',
  'chosenPeriod',
  'from',
  'to',
  'person',
  'holdings',
  'exemptions',
  'closed',
  'ask',
  'expect',
  'name',
  'on',
] as const

type PlaceWord = (typeof members)[number]
const wordFor = (member: string): Word<'rules'> | null =>
  members.includes(member as PlaceWord) ? `place.${member as PlaceWord}` : null

interface Naming {
  say(word: Word<'rules'>, params?: Record<string, string | number>): string
  lineName(id: string): string
}

/** What stands before the name of a thing in a list, and is told by the name alone. */
const listed = new Set(['obligations', 'periods', 'lines', 'alternatives', 'facts'])

/**
 * A JSON pointer into what a case states or comes to, in words: `/obligations/annual/periods/2026/lines/total/counted`
 * is “2026 › the name of the line › counted”. What has no name is shown as it is written.
 */
export const placeInWords = (pointer: string, { say, lineName }: Naming): string => {
  const segments = pointer
    .split('/')
    .slice(1)
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'))
  const words: string[] = []
  for (let at = 0; at < segments.length; at += 1) {
    const [segment = '', next] = [segments[at], segments[at + 1]]
    if (segment === 'obligations') at += 1
    else if ((segment === 'lines' || segment === 'alternatives') && next !== undefined) {
      words.push(lineName(next))
      at += 1
    } else if (segment === 'activities' && next !== undefined) {
      words.push(
        /^\d+$/.test(next)
          ? say('place.nthActivity', { place: Number(next) + 1 })
          : say('place.activity', { id: next }),
      )
      at += 1
    } else if (!listed.has(segment)) {
      const word = wordFor(segment)
      words.push(word === null ? segment : say(word))
    }
  }
  return words.join(' › ')
}
