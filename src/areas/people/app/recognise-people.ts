import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import type { IdentityNumber } from '../../../kernel/identity-number.ts'
import type { Reading, Unit } from '../../../platform/perform.ts'
import type { RecordSource } from '../contract.ts'
import { documentRow } from './document-row.ts'
import { factsFromWords, type Words } from '../domain/facts-from-words.ts'
import { factsToAdd } from '../domain/facts-to-add.ts'
import { nameKey } from '../../../kernel/person-name.ts'
import { nameGrams } from '../domain/name-grams.ts'
import { peopleRecorded } from '../events.ts'
import { holdMergeLock } from '../store/merges.ts'
import {
  evidenceOf,
  fillContacts,
  insertEmployments,
  insertEvidence,
  insertPersons,
  namesOnRecord,
  type NewEvidence,
  type NewPerson,
  personsByFingerprint,
  preferIndexes,
} from '../store/recognise.ts'

/** A person as a list names them. `employerId` is one on the register. */
export interface PersonToRecognise extends Words {
  readonly name: string
  readonly identity: IdentityNumber
  readonly phone?: string
  readonly email?: string
  readonly employerId?: string | null
  readonly post?: string
}

export interface Recognised {
  readonly personId: string
  /** False for one put on record just now. */
  readonly known: boolean
}

export interface RecogniseOptions {
  readonly source: RecordSource
  /** What the event stands at: the class of a roster, the employer of a staff list. */
  readonly subject: { readonly kind: string; readonly id: string }
  readonly demo?: boolean
}

/**
 * The person behind each entry, inside the caller's unit of work: those on record are recognised by their identity number,
 * the others are put on record. Set-based and repeatable; a few thousand at a time keep statements small. Names, phones
 * and employments on record are never overwritten, only added to. Answers in the order given.
 */
export const recognisePeople = async (
  unit: Unit,
  people: readonly PersonToRecognise[],
  options: RecogniseOptions,
): Promise<Recognised[]> => {
  if (people.length === 0) return []
  await holdMergeLock(unit.tx)
  await preferIndexes(unit.tx)
  const keys = people.map((person) => fingerprintOf(unit, person.identity))
  const onRecord = await personsByFingerprint(unit.tx, [...new Set(keys)])
  const added = await putOnRecord(unit, people, keys, onRecord, options.demo ?? false)
  const recognised = keys.map((key) => {
    const knownId = onRecord.get(key)
    return { personId: knownId ?? (added.get(key) as string), known: knownId !== undefined }
  })
  const written = await addWhatIsNew(unit, people, recognised, options)
  const known = recognised.filter((one) => one.known).length
  await unit.emit(
    peopleRecorded(options.subject, {
      source: options.source,
      added: [...added.values()],
      recognised: known,
      rows: [...[...added].map(([key, personId]) => documentRow(personId, key)), ...written],
    }),
  )
  return recognised
}

/** Puts those not on record there and gives their ids; whom somebody else put there meanwhile joins those on record. */
const putOnRecord = async (
  unit: Unit,
  people: readonly PersonToRecognise[],
  keys: readonly string[],
  onRecord: Map<string, string>,
  demo: boolean,
): Promise<Map<string, string>> => {
  const fresh = new Map<string, NewPerson>()
  for (const [index, key] of keys.entries()) {
    if (!onRecord.has(key) && !fresh.has(key))
      fresh.set(key, newPerson(unit, people[index] as PersonToRecognise, key))
  }
  if (fresh.size === 0) return new Map()
  const written = await insertPersons(unit.tx, [...fresh.values()], demo, unit.now)
  const overtaken = [...fresh.keys()].filter((key) => !written.has(key))
  if (overtaken.length > 0) {
    for (const [key, personId] of await personsByFingerprint(unit.tx, overtaken)) onRecord.set(key, personId)
  }
  return new Map([...fresh].filter(([key]) => written.has(key)).map(([key, { id }]) => [key, id]))
}

const addWhatIsNew = async (
  unit: Unit,
  people: readonly PersonToRecognise[],
  recognised: readonly Recognised[],
  options: RecogniseOptions,
): Promise<string[]> => {
  const recorded = {
    source: options.source,
    by: unit.actor.accountId,
    day: dayInZone(unit.now, unit.ports.zone),
    now: unit.now,
  }
  const entries = new Map(
    people.map((person, index) => [
      (recognised[index] as Recognised).personId,
      { person, ...(recognised[index] as Recognised) },
    ]),
  )
  const distinct = [...entries.values()]
  await fillContacts(
    unit.tx,
    distinct.flatMap(({ person, personId, known }) =>
      known && (person.phone || person.email)
        ? [{ personId, phone: person.phone ?? '', email: person.email ?? '' }]
        : [],
    ),
  )
  const taken = await insertEmployments(
    unit.tx,
    distinct.flatMap(({ person, personId }) =>
      person.employerId
        ? [{ id: newId(), personId, employerId: person.employerId, post: person.post ?? '' }]
        : [],
    ),
    recorded,
  )
  const evidence = await evidenceToAdd(unit, distinct)
  await insertEvidence(unit.tx, evidence, recorded)
  return [
    ...taken.map(
      ({ id, personId, employerId }) => `employment ${id} ${personId} ${employerId} ${recorded.day}`,
    ),
    ...evidence.map(
      ({ id, personId, facts }) => `evidence ${id} ${personId} ${recorded.day} ${JSON.stringify(facts)}`,
    ),
  ]
}

const evidenceToAdd = async (
  unit: Unit,
  entries: readonly (Recognised & { readonly person: PersonToRecognise })[],
): Promise<NewEvidence[]> => {
  const known = entries.filter((entry) => entry.known).map(({ personId }) => personId)
  const standing = Map.groupBy(
    known.length > 0 ? await evidenceOf(unit.tx, known) : [],
    ({ personId }) => personId,
  )
  const factsOf = remembering(factsFromWords)
  return entries.flatMap(({ person, personId }) => {
    const facts = factsToAdd(factsOf(person), standing.get(personId) ?? [])
    return Object.keys(facts).length === 0 ? [] : [{ id: newId(), personId, facts }]
  })
}

/** A list says the same few things of many people: each is read once. */
const remembering = (
  read: (words: Words) => Record<string, string>,
): ((words: Words) => Record<string, string>) => {
  const met = new Map<string, Record<string, string>>()
  return ({ title, titleLevel, education, degree, major, qualification, post }) => {
    const key = [title, titleLevel, education, degree, major, qualification, post].join('\n')
    const known = met.get(key)
    if (known) return known
    const facts = read({ title, titleLevel, education, degree, major, qualification, post } as Words)
    met.set(key, facts)
    return facts
  }
}

const fingerprintOf = (reading: Reading, identity: Pick<IdentityNumber, 'kind' | 'number'>): string =>
  reading.ports.vault.fingerprint(identity.kind, identity.number)

const newPerson = (unit: Unit, person: PersonToRecognise, fingerprint: string): NewPerson => ({
  id: newId(),
  name: person.name,
  nameGrams: nameGrams(person.name),
  birth: person.identity.birth,
  sex: person.identity.sex,
  phone: person.phone ?? '',
  email: person.email ?? '',
  kind: person.identity.kind,
  fingerprint,
  sealed: unit.ports.vault.seal(person.identity.number),
})

/** Who of these is on record already, and under which name when it is another one; changes nothing. In the order given. */
export const peopleOnRecord = async (
  reading: Reading,
  people: readonly { readonly name: string; readonly identity: Pick<IdentityNumber, 'kind' | 'number'> }[],
): Promise<({ readonly personId: string; readonly otherName: string | null } | null)[]> => {
  const keys = people.map((person) => fingerprintOf(reading, person.identity))
  const onRecord = await personsByFingerprint(reading.tx, keys)
  const names = await namesOnRecord(reading.tx, [...new Set(onRecord.values())])
  return people.map((person, index) => {
    const personId = onRecord.get(keys[index] as string)
    if (personId === undefined) return null
    const known = names.get(personId) ?? []
    const same = known.some((name) => nameKey(name) === nameKey(person.name))
    return { personId, otherName: same ? null : (known[0] ?? '') }
  })
}
