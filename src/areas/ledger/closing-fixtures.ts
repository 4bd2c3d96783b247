import { readFile } from 'node:fs/promises'
import { systemActor } from '../../access/index.ts'
import { expect } from 'vitest'
import type { Answer, Client, TestHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import { type ClosedSchoolClass, closedClassOf } from '../certificates/certificate-fixtures.ts'
import { creditActivity, registerPacks } from './index.ts'

/** A day of the year after, on which 2026 is closed. */
export const yearAfter = new Date('2027-01-15T02:00:00Z')

export interface ClosingWorld extends ClosedSchoolClass {
  readonly officer2: Client
}

/** A class of 16 hours in 2026 behind these people, and an office of two. */
export const closingWorld = async (house: TestHouse, names: readonly string[]): Promise<ClosingWorld> => {
  const made = await closedClassOf(house, names, undefined, 360)
  const officer2 = await house.client([{ role: 'office', organisationId: made.school.officeId }])
  return { ...made, officer2 }
}

/** Credits somebody with hours of 45 minutes studied on a day: the evidence and its entry, as a class would. */
export const studied = async (
  house: TestHouse,
  { personId, programmeId }: { readonly personId: string; readonly programmeId: string },
  hours: number,
  day: string,
): Promise<string> => {
  const activityId = newId()
  const today = house.now.toISOString().slice(0, 10)
  const credited = await house.services.perform(
    creditActivity,
    {
      personId,
      programmeId,
      sourceKind: 'class',
      sourceId: activityId,
      activity: {
        id: activityId,
        kind: 'distance',
        title: '远程课程',
        role: 'learner',
        category: 'professional',
        mode: 'distance',
        topic: activityId,
        from: day,
        to: day,
        completedOn: day,
        registeredOn: today,
        quantity: { minutes: hours * 45 },
        evidence: { passed: true },
        recognitions: [{ act: 'recognised', by: 'system', on: today }],
      },
      recogniser: 'system',
      recognisedOn: today,
    },
    { actor: systemActor, requestId: newId() },
  )
  expect(credited).toMatchObject({ ok: true })
  return activityId
}

export const begin = async (
  client: Client,
  programmeId: string,
  body: object = { period: '2026', kind: 'regular' },
): Promise<Answer> => client.call('POST', `/api/v1/programmes/${programmeId}/closings`, body)

/** Counted by one officer, closed by the other, and everything that waits for it done. */
export const closed = async (
  house: TestHouse,
  { school, officer2 }: ClosingWorld,
  body: { period: string; kind: string; reason?: string } = { period: '2026', kind: 'regular' },
): Promise<string> => {
  const begun = await begin(school.office, school.programmeId, body)
  expect([begun.status, begun.body.code]).toEqual([202, undefined])
  await house.drain()
  const { closingId } = begun.body
  const done = await officer2.call('POST', `/api/v1/closings/${closingId}/close`, { confirm: body.period })
  expect([done.status, done.body.code]).toEqual([202, undefined])
  await house.drain()
  return closingId
}

/** The pack of 653 under another id, with hours beyond the requirement carried into the next year, at most 20. */
export const carryingRules = async (house: TestHouse): Promise<string> => {
  const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
  const pack = JSON.parse(text) as { id: string; versions: { obligations: Record<string, unknown>[] }[] }
  pack.id = 'carry-test'
  for (const { obligations } of pack.versions)
    for (const obligation of obligations) {
      obligation['carryOver'] = { line: 'hours', as: 'same-category', cap: '20' }
      obligation['require'] = { id: 'hours', measure: 'hours', atLeast: '72', clause: 'hu171.3.4' }
    }
  await registerPacks(house.services.db, [pack as unknown as Json], new Date())
  return pack.id
}
