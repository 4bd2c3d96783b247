import { sql } from 'kysely'
import { binaryRows } from '../../../platform/db/binary-copy.ts'
import { byId } from '../../../platform/db/by-id.ts'
import { copyEach } from '../../../platform/db/copy.ts'
import { clientOf, type Tx } from '../../../platform/db/database.ts'
import { type Beside, besideHours } from './beside-hours.ts'
import { type Place, type Range, rangeQueries } from './range-queries.ts'

/** What one ordered pass tells of a person. The object is used again for the next: take what is needed at once. */
export interface StreamedPerson extends Omit<Beside, 'enrolled'> {
  /** The id's sixteen bytes. */
  readonly id: Buffer
  /** Takes part in the programme by the end of the period: enrolled, or with an activity of their own. */
  readonly takesPart: boolean
  /** What is below is not all: there is more than one record of the person, an exemption, or an activity whose marks are not kept. */
  readonly isPartial: boolean
  /** Activities under the programme, of all periods. Days are counted from 2000-01-01; keys of identities, NaN is none. */
  readonly activities: number
  /** Days between which it has sessions; a first one after the last: none. */
  readonly firstDay: Int32Array
  readonly lastDay: Int32Array
  readonly completedOn: Int32Array
  /** When everything that the activity says was known. */
  readonly knownOn: Int32Array
  readonly work: Float64Array
  readonly topic: Float64Array
  readonly isReversal: Uint8Array
  /** Entries in the period. */
  readonly entries: number
  /** Place of the activity above; -1 where it is not there. */
  readonly entryOf: Int32Array
  /** Place in `Range.places`; -1 where it is none of them. */
  readonly place: Int32Array
  readonly grains: Int32Array
  readonly recognisedOn: Int32Array
  /** By one of the rulesets asked about, and by one rule for certain. */
  readonly isByRules: Uint8Array
}

/** People with more than this are told in part. */
const most = 512
const activityBytes = 34
const entryBytes = 30

/**
 * Goes through everybody of a range of ids once: the activities and entries of one programme person by person, with the
 * programmes and the facts that a population is asked about. Absorbed records are passed over, for another speaks for
 * them. It reads in the caller's transaction and keeps of a range only what is no hour.
 */
export const streamPeople = async (
  tx: Tx,
  range: Range,
  onPerson: (person: StreamedPerson) => void,
): Promise<void> => {
  const client = await clientOf(tx)
  const texts = rangeQueries(range)
  const beside = await besideHours(client, texts)
  const kept = arena()
  const entries = byId<number>()
  await copyEach(
    client,
    texts.entries,
    binaryRows(2, ({ bytes, at, length }) => {
      entries.put(bytes, at[0] as number, kept.keep(bytes, at[1] as number, length[1] as number))
    }),
  )
  const codes = await codesOf(tx, [
    ...range.rulesetHashes,
    ...range.places.map(({ measure, category }) => `${measure} ${category}`),
  ])
  const some = range.rulesetHashes.length
  const decode = decoder(range, codes.slice(0, some), codes.slice(some))
  const person = emptyPerson()
  const tell = (bytes: Buffer, at: number, hasOwn: boolean): void => {
    const merged = beside.merged.get(bytes, at)
    const own = beside.takenBy(bytes, at)
    if (merged?.isAbsorbed) return
    person.programmes = own.programmes
    person.facts = beside.factsOf(bytes, at)
    person.takesPart = hasOwn || own.enrolled
    person.isPartial ||= merged !== undefined || beside.exempted.get(bytes, at) === true
    bytes.copy(person.id, 0, at, at + 16)
    onPerson(person)
  }
  await copyEach(
    client,
    texts.activities,
    binaryRows(3, ({ bytes, at, length }) => {
      const [id, count, from] = [at[0] as number, bytes.readInt32BE(at[1]), at[2] as number]
      const hasOwn = decode.activities(person, bytes, from, Math.max(0, length[2] as number), count)
      const place = entries.get(bytes, id)
      if (place === undefined) person.entries = 0
      else decode.entries(person, kept.bytes(), place)
      tell(bytes, id, hasOwn)
    }),
  )
  // Whoever is here without any activity of their own.
  person.activities = 0
  person.entries = 0
  for (const some of [beside.enrolled, beside.merged])
    for (const id of some.unasked()) {
      person.isPartial = false
      tell(id, 0, false)
    }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Person = Mutable<StreamedPerson> & { readonly hash: Int32Array }

const emptyPerson = (): Person => ({
  id: Buffer.alloc(16),
  programmes: [],
  facts: {},
  takesPart: false,
  isPartial: false,
  activities: 0,
  hash: new Int32Array(most),
  firstDay: new Int32Array(most),
  lastDay: new Int32Array(most),
  completedOn: new Int32Array(most),
  knownOn: new Int32Array(most),
  work: new Float64Array(most),
  topic: new Float64Array(most),
  isReversal: new Uint8Array(most),
  entries: 0,
  entryOf: new Int32Array(most),
  place: new Int32Array(most),
  grains: new Int32Array(most),
  recognisedOn: new Int32Array(most),
  isByRules: new Uint8Array(most),
})

/** Bytes of a range kept one behind the other, each piece behind its length: one buffer, not one for everybody. */
const arena = () => {
  let buffer = Buffer.allocUnsafe(1 << 22)
  let end = 0
  return {
    bytes: () => buffer,
    keep(from: Buffer, at: number, length: number): number {
      if (end + 4 + length > buffer.length)
        buffer = Buffer.concat([buffer], Math.max(buffer.length * 2, end + 4 + length))
      const place = end
      end = buffer.writeInt32BE(length, end)
      end += from.copy(buffer, end, at, at + length)
      return place
    },
  }
}

/** The first eight bytes of the MD5 of each text, as codes of entries have them. */
const codesOf = async (tx: Tx, texts: readonly string[]): Promise<Halves[]> => {
  const { rows } = await sql<{ code: Buffer }>`
    select decode(md5(t.text), 'hex') as code from unnest(${[...texts]}::text[]) with ordinality as t (text, place) order by place`.execute(
    tx,
  )
  return rows.map(({ code }) => [code.readInt32BE(0), code.readInt32BE(4)])
}
type Halves = readonly [number, number]

/** The first day that days are counted from, back and forth. */
const epoch = Date.UTC(2000, 0, 1)
export const dayNumber = (day: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - epoch) / 86_400_000)

/** Takes the codes of activities and entries apart (migration 0033). */
const decoder = ({ period }: Range, rules: readonly Halves[], codes: readonly Halves[]) => {
  const periodTo = dayNumber(period.to)
  return {
    /** Whether one of them is a study begun by the end of the period. */
    activities(person: Person, bytes: Buffer, from: number, length: number, count: number): boolean {
      const kept = Math.min(length / activityBytes, most)
      person.activities = kept
      person.isPartial = kept !== count
      let hasOwn = person.isPartial
      for (let place = 0; place < kept; place += 1) {
        const at = from + place * activityBytes
        const hash = bytes.readInt32BE(at)
        for (let before = 0; before < place; before += 1) person.isPartial ||= person.hash[before] === hash
        person.hash[place] = hash
        const has = bytes[at + 33] as number
        const [firstDay, lastDay] = [bytes.readInt32BE(at + 8), bytes.readInt32BE(at + 12)]
        person.firstDay[place] = has & 8 ? firstDay : firstDay + 1
        person.lastDay[place] = lastDay
        person.completedOn[place] = bytes.readInt32BE(at + 16)
        person.knownOn[place] = bytes.readInt32BE(at + 20)
        person.work[place] = has & 1 ? bytes.readInt32BE(at + 24) : Number.NaN
        person.topic[place] = has & 2 ? bytes.readInt32BE(at + 28) : Number.NaN
        person.isReversal[place] = has & 4 ? 1 : 0
        hasOwn ||= (has & 4) === 0 && bytes.readInt32BE(at + 4) <= periodTo
      }
      return hasOwn
    },
    /** `start` is where the length of the piece stands. */
    entries(person: Person, bytes: Buffer, start: number): void {
      const length = bytes.readInt32BE(start) / entryBytes
      person.entries = Math.min(length, most)
      person.isPartial ||= length > most
      for (let entry = 0; entry < person.entries; entry += 1) {
        const at = start + 4 + entry * entryBytes
        person.entryOf[entry] = activityOf(person, bytes.readInt32BE(at))
        person.grains[entry] = bytes.readInt32BE(at + 4)
        person.recognisedOn[entry] = bytes.readInt32BE(at + 8)
        const isOfRules = placeOf(rules, bytes.readInt32BE(at + 12), bytes.readInt32BE(at + 16)) !== -1
        person.isByRules[entry] = isOfRules && bytes[at + 29] === 1 ? 1 : 0
        person.place[entry] = placeOf(codes, bytes.readInt32BE(at + 20), bytes.readInt32BE(at + 24))
      }
    },
  }
}

const activityOf = ({ hash, activities }: Person, wanted: number): number => {
  for (let place = 0; place < activities; place += 1) if (hash[place] === wanted) return place
  return -1
}

const placeOf = (codes: readonly Halves[], first: number, second: number): number => {
  for (let place = 0; place < codes.length; place += 1) {
    const code = codes[place] as Halves
    if (code[0] === first && code[1] === second) return place
  }
  return -1
}

export type { Place, Range }
