import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { certificatesOf, close, closedClassOf, served } from '../certificates/certificate-fixtures.ts'
import {
  approvedCourse,
  enrolAll,
  expectStatus,
  filedClass,
  sessionIds,
} from '../training/training-fixtures.ts'
import { registerPacks } from './index.ts'

const house = testHouse()
const later = ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09']
let made: Awaited<ReturnType<typeof closedClassOf>>
let personId = ''

const whole = (days: readonly string[], minutes = 360) => ({
  sessions: days.map((day) => ({ day, start: '09:00', end: '17:00', minutes, place: '报告厅' })),
})

/** A class that enrols: one that is filed does. */
const enrolling = (days: readonly string[], minutes?: number) =>
  filedClass(made.school, days, whole(days, minutes))

const helping = async (year = '2026', which: 'items' | 'own' = 'items') => {
  const reply = await made.school.office.call(
    'GET',
    `/api/v1/people/${personId}/classes-that-help?year=${year}`,
  )
  expectStatus(reply, 200)
  return reply.body[which] as {
    classId: string
    gives: { measure: string; amount: string }[]
    standingThen: string
  }[]
}

beforeAll(async () => {
  made = await closedClassOf(house, ['甲一一'], undefined, 360)
  await house.drain()
  personId = (await certificatesOf(made))[0]?.personId ?? ''
})

describe('classes that help', () => {
  test('give what they are credited with once they are attended, passed and closed', async () => {
    const filed = await enrolling(later)
    const [promised] = (await helping()).filter(({ classId }) => classId === filed.classId)
    expect(promised?.gives.map(({ measure }) => measure).toSorted()).toEqual(['days', 'hours'])

    await enrolAll(made.school, filed.url, [personId])
    expect((await helping()).map(({ classId }) => classId)).not.toContain(filed.classId)
    expect(await helping('2026', 'own')).toMatchObject([{ classId: filed.classId, gives: promised?.gives }])
    house.now = new Date('2026-04-10T04:00:00Z')
    for (const session of await sessionIds(made.school, filed.url)) {
      const url = `/api/v1/class-sessions/${session}/attendance/confirm`
      expectStatus(await made.school.institution.call('POST', url, { exceptions: [] }), 200)
    }
    const closed = { ...made, ...filed }
    await close(closed)
    await served(house, closed)
    await house.drain()
    expect(await helping('2026', 'own')).toEqual([])
    const record = await made.school.office.call('GET', `/api/v1/people/${personId}/record?year=2026`)
    const activity = record.body.activities.find(({ from }: { from: string }) => from === later[0])
    const got = activity.counted.map(({ measure, amount }: { measure: string; amount: string }) => ({
      measure,
      amount,
    }))
    expect(promised?.gives.map(({ measure, amount }) => ({ measure, amount }))).toEqual(got)
  })

  test('put first what meets the year, and are none of another year', async () => {
    const short = await enrolling(['2026-05-11'])
    const long = await enrolling(
      Array.from({ length: 9 }, (_, day) => `2026-06-${String(day + 1).padStart(2, '0')}`),
    )
    const found = await helping()
    expect(found.map(({ classId }) => classId)).toEqual([long.classId, short.classId])
    expect(found[0]?.standingThen).toBe('met')
    expect(await helping('2025')).toEqual([])
  })

  test('match what is lacking: where it is public hours, a public class behind many professional ones, and none of these', async () => {
    const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
    const pack = JSON.parse(text)
    const clause = 'hu171.3.4'
    pack.versions.at(-1).obligations[0].require = {
      allOf: [
        { id: 'hours', atLeast: '6', clause },
        { id: 'public', atLeast: '12', counts: ['public'], clause },
      ],
    }
    await registerPacks(house.services.db, [pack], new Date(Date.now() + 120_000))
    for (let day = 1; day <= 13; day += 1) await enrolling([`2026-07-${String(day).padStart(2, '0')}`])
    const { versionId } = await approvedCourse(made.school, { category: 'public', minutes: 360 })
    const open = await filedClass({ ...made.school, versionId }, ['2026-09-01'], whole(['2026-09-01']))
    expect((await helping()).map(({ classId }) => classId)).toEqual([open.classId])
  })
})
