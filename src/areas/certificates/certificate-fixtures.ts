import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { TestHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import { registerPacks } from '../ledger/index.ts'
import {
  expectStatus,
  type Filed,
  filedClass,
  type School,
  schoolOf,
  sessionIds,
} from '../training/training-fixtures.ts'

export interface ClosedSchoolClass extends Filed {
  readonly school: School
  readonly people: readonly { readonly personId: string; readonly name: string }[]
}

/** Days of the class of these tests, and the morning after, when it is closed. */
const days = ['2026-03-10', '2026-03-11']
const afterwards = new Date('2026-03-12T01:00:00Z')
export const closedOn = '2026-03-12'

export const rulesOf653 = async (house: TestHouse): Promise<void> => {
  const pack = JSON.parse(
    await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8'),
  ) as Json
  // Later than the bare pack that settings make known, so that this one is in force.
  await registerPacks(house.services.db, [pack], new Date(Date.now() + 60_000))
}

export const person = async (house: TestHouse, name: string): Promise<string> => {
  const id = newId()
  await sql`insert into person (id, name, name_grams, created_at) values (${id}, ${name}, array[]::text[], now())`.execute(
    house.services.db,
  )
  return id
}

/** A class of these people, everybody present throughout, ready to be closed; so many minutes a day. */
export const finishedClass = async (
  house: TestHouse,
  names: readonly string[],
  given?: School,
  minutes = 180,
): Promise<ClosedSchoolClass> => {
  house.now = new Date('2026-03-01T01:00:00Z')
  const school = given ?? (await schoolOf(house))
  await rulesOf653(house)
  const filed = await filedClass(school, days, { sessions: sessionsWithoutRooms(minutes) })
  const people = await Promise.all(names.map(async (name) => ({ personId: await person(house, name), name })))
  expectStatus(
    await school.institution.call('POST', `${filed.url}/enrolments`, {
      personIds: people.map((one) => one.personId),
    }),
    201,
  )
  house.now = afterwards
  for (const session of await sessionIds(school, filed.url)) {
    expectStatus(
      await school.institution.call('POST', `/api/v1/class-sessions/${session}/attendance/confirm`, {
        exceptions: [],
      }),
      200,
    )
  }
  return { ...filed, school, people }
}

/** Classes of one school may share its days here: no room, no teacher, no clash. */
const sessionsWithoutRooms = (minutes: number) =>
  days.map((day) => ({ day, start: '09:00', end: '16:00', minutes }))

/**
 * Waits until everybody of these classes has a certificate or is held, and the class says so. Other rooms' work on the
 * same closing goes on meanwhile and is their tests' matter.
 */
export const served = async (house: TestHouse, ...classes: readonly ClosedSchoolClass[]): Promise<void> => {
  for (let round = 0; round < 400; round += 1) {
    const { rows } = await sql<{ n: number }>`select count(distinct subject_id)::int as n from event
      where name = 'certificates.classServed' and subject_id = any(${classes.map((one) => one.classId)}::uuid[])`.execute(
      house.services.db,
    )
    if (rows[0]?.n === classes.length) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the certificates of a class were not made')
}

/** Closes a finished class and waits until its certificates are made. */
export const closedClassOf = async (
  house: TestHouse,
  names: readonly string[],
  given?: School,
  minutes?: number,
): Promise<ClosedSchoolClass> => {
  const made = await finishedClass(house, names, given, minutes)
  await close(made)
  await served(house, made)
  return made
}

export const close = async (made: ClosedSchoolClass): Promise<void> => {
  expectStatus(
    await made.school.institution.call('POST', `${made.url}/close`, { filingNumber: made.filingNumber }),
    200,
  )
}

export interface CertificateRead {
  readonly number: string
  readonly holder: string
  readonly status: string
  readonly personId: string
}

/** Certificates of a class in order of number, as the office lists them. */
export const certificatesOf = async (made: ClosedSchoolClass): Promise<CertificateRead[]> => {
  const reply = await made.school.office.call('GET', `/api/v1/certificates?classId=${made.classId}&limit=200`)
  expectStatus(reply, 200)
  return reply.body.items
}

/** The one certificate of a class of one. */
export const certificateOf = async (
  house: TestHouse,
  name = '欧阳慕容思远',
  school?: School,
): Promise<ClosedSchoolClass & { number: string; personId: string }> => {
  const made = await closedClassOf(house, [name], school)
  const [one] = await certificatesOf(made)
  if (!one) throw new Error('no certificate was issued')
  return { ...made, number: one.number, personId: one.personId }
}

/** Tries an assertion until it holds: for what a job brings about. */
export const eventually = async (assertion: () => Promise<void>): Promise<void> => {
  for (let round = 0; ; round += 1) {
    try {
      return await assertion()
    } catch (error) {
      if (round >= 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
