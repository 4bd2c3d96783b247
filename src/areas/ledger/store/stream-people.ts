import { copyEach } from '../../../platform/db/copy.ts'
import { type BinaryRow, binaryRows } from '../../../platform/db/binary-copy.ts'
import { clientOf, type Tx } from '../../../platform/db/database.ts'
import type { Dated } from '../../../rules/index.ts'
import { type Range, rangeQueries } from './range-queries.ts'

/** Bits of `flags` of a row: what holds of an activity and of the entry beside it. */
export const rowFlag = {
  /** The activity takes another back. */
  reversal: 1,
  /** It has an entry in the period; the other bits speak of it. */
  posted: 2,
  /** By the ruleset asked about. */
  sameRules: 4,
  /** By one rule for certain. */
  ruled: 8,
  /** Posted when everything that the activity says was known, and recognised by the day asked about. */
  settled: 16,
} as const

/** Days are counted from 2000-01-01; `unknown` where the activity has no marks. */
export const unknownDay = -2_147_483_648

/** A measure and a category that entries name; the same number throughout one stream. */
export interface Place {
  readonly measure: string
  readonly category: string
}

/** What one ordered pass tells of a person. The object is used again for the next: take what is needed at once. */
export interface StreamedPerson {
  /** The id's sixteen bytes. */
  readonly id: Uint8Array
  /** Takes part in the programme by the end of the period: enrolled, or with an activity of their own. */
  readonly takesPart: boolean
  /** Codes of the programmes taken part in, as FACTS have them. */
  readonly programmes: readonly string[]
  /** Dated facts asked for, by their names in FACTS. */
  readonly facts: Readonly<Record<string, readonly Dated[]>>
  /** Was once one record with another: what a single record tells is not all. */
  readonly merged: boolean
  /** Rows below: an activity with each of its entries in the period, or once without any, activities in order. */
  readonly rows: number
  readonly isNext: Uint8Array
  readonly firstDay: Int32Array
  readonly lastDay: Int32Array
  readonly completedOn: Int32Array
  readonly knownOn: Int32Array
  /** Keys of identities; NaN is none. */
  readonly work: Float64Array
  readonly topic: Float64Array
  readonly flags: Uint8Array
  readonly place: Int32Array
  readonly grains: Int32Array
}

export interface Streamed {
  readonly places: readonly Place[]
}

/** People with more rows than this are gone through whole. */
const mostRows = 1024

/**
 * Goes through everybody of a range of ids once: the activities and entries of one programme in the order of the people,
 * with the programmes and the facts that a population is asked about. Absorbed records are passed over, for another
 * speaks for them. Memory does not grow with the range but for who is enrolled and what is known of them.
 */
export const streamPeople = async (
  tx: Tx,
  range: Range,
  onPerson: (person: StreamedPerson, streamed: Streamed) => void,
): Promise<void> => {
  const client = await clientOf(tx)
  const texts = rangeQueries(range)
  const kept = await loadBeside(client, texts)
  const places: Place[] = []
  const placeNumbers = new Map<string, number>()
  const person = emptyPerson()
  let open: string | null = null

  const close = (): void => {
    if (open === null) return
    kept.describe(open, person)
    if (!kept.absorbed.has(open)) onPerson(person, { places })
    open = null
  }
  const openAt = (key: string): void => {
    close()
    open = key
    kept.seen.add(key)
    person.id = Buffer.from(key, 'latin1')
    person.rows = 0
    person.hasOwn = false
    person.isLong = false
  }
  let activity = ''
  await copyEach(
    client,
    texts.entries,
    binaryRows(12, (row) => {
      const key = textOf(row, 0)
      if (key !== open) openAt(key)
      const id = textOf(row, 1)
      if (person.rows === mostRows) {
        person.isLong = true
        return
      }
      const at = person.rows
      person.rows += 1
      person.isNext[at] = at === 0 || id !== activity ? 1 : 0
      activity = id
      person.firstDay[at] = intOf(row, 2, unknownDay)
      person.lastDay[at] = intOf(row, 3, unknownDay)
      person.completedOn[at] = intOf(row, 4, unknownDay)
      person.knownOn[at] = intOf(row, 5, unknownDay)
      person.work[at] = intOf(row, 6, Number.NaN)
      person.topic[at] = intOf(row, 7, Number.NaN)
      const flags = row.bytes.readInt16BE(row.at[8])
      person.flags[at] = flags
      person.hasOwn ||= (flags & rowFlag.reversal) === 0 && row.bytes[row.at[11] as number] === 1
      person.place[at] = row.length[9] === -1 ? -1 : placeOf(row, placeNumbers, places)
      person.grains[at] = intOf(row, 10, 0)
    }),
  )
  close()
  for (const key of kept.others()) {
    openAt(key)
    close()
  }
}

const textOf = ({ bytes, at, length }: BinaryRow, field: number): string => {
  const from = at[field] as number
  return bytes.toString('latin1', from, from + (length[field] as number))
}

const intOf = ({ bytes, at, length }: BinaryRow, field: number, otherwise: number): number =>
  length[field] === -1 ? otherwise : bytes.readInt32BE(at[field])

const placeOf = (row: BinaryRow, numbers: Map<string, number>, places: Place[]): number => {
  const text = textOf(row, 9)
  const known = numbers.get(text)
  if (known !== undefined) return known
  const [measure = '', category = ''] = Buffer.from(text, 'latin1').toString('utf8').split('\n')
  numbers.set(text, places.length)
  return places.push({ measure, category }) - 1
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Person = Mutable<StreamedPerson> & { hasOwn: boolean; isLong: boolean }

const emptyPerson = (): Person => ({
  id: new Uint8Array(16),
  takesPart: false,
  programmes: [],
  facts: {},
  merged: false,
  rows: 0,
  isNext: new Uint8Array(mostRows),
  firstDay: new Int32Array(mostRows),
  lastDay: new Int32Array(mostRows),
  completedOn: new Int32Array(mostRows),
  knownOn: new Int32Array(mostRows),
  work: new Float64Array(mostRows),
  topic: new Float64Array(mostRows),
  flags: new Uint8Array(mostRows),
  place: new Int32Array(mostRows),
  grains: new Int32Array(mostRows),
  hasOwn: false,
  isLong: false,
})

interface Enrolled {
  readonly codes: string[]
  takesPart: boolean
}

const none: readonly string[] = []
const noFacts: StreamedPerson['facts'] = {}

/** What is known of the range's people beside their hours. Ids are kept as sixteen characters of Latin-1. */
const loadBeside = async (
  client: Awaited<ReturnType<typeof clientOf>>,
  texts: ReturnType<typeof rangeQueries>,
) => {
  const enrolled = new Map<string, Enrolled>()
  const codes = new Map<string, string>()
  await copyEach(
    client,
    texts.enrolments,
    binaryRows(3, (row) => {
      const key = textOf(row, 0)
      const name = textOf(row, 1)
      const code = codes.get(name) ?? Buffer.from(name, 'latin1').toString('utf8')
      codes.set(name, code)
      const one = enrolled.get(key) ?? { codes: [], takesPart: false }
      if (!one.codes.includes(code)) one.codes.push(code)
      one.takesPart ||= row.bytes[row.at[2] as number] === 1
      enrolled.set(key, one)
    }),
  )
  const facts = new Map<string, Record<string, Dated[]>>()
  if (texts.facts !== null)
    await copyEach(
      client,
      texts.facts,
      binaryRows(5, (row) => {
        const key = textOf(row, 0)
        const field = (place: number): string | null =>
          row.length[place] === -1 ? null : Buffer.from(textOf(row, place), 'latin1').toString('utf8')
        const name = (field(1) ?? '').replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
        const [from, to] = [field(3), field(4)]
        const own = facts.get(key) ?? {}
        own[name] = [
          ...(own[name] ?? []),
          { value: field(2), ...(from !== null && { from }), ...(to !== null && { to }) },
        ]
        facts.set(key, own)
      }),
    )
  const merged = new Set<string>()
  const absorbed = new Set<string>()
  await copyEach(
    client,
    texts.merged,
    binaryRows(2, (row) => {
      merged.add(textOf(row, 0))
      if (row.bytes[row.at[1] as number] === 1) absorbed.add(textOf(row, 0))
    }),
  )
  const seen = new Set<string>()
  return {
    absorbed,
    seen,
    describe: (key: string, person: Person): void => {
      const one = enrolled.get(key)
      person.programmes = one?.codes ?? none
      person.takesPart = person.hasOwn || (one?.takesPart ?? false)
      person.facts = facts.get(key) ?? noFacts
      person.merged = merged.has(key) || person.isLong
    },
    /** Who has no activity: enrolled, or speaking for a record that may have some. */
    others: (): string[] => [...new Set([...enrolled.keys(), ...merged])].filter((key) => !seen.has(key)),
  }
}
