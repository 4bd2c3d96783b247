import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { closed, closingWorld, type ClosingWorld, studied, yearAfter } from '../ledger/closing-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, { personId: id(0), programmeId: world.school.programmeId }, 60, '2026-06-01')
  const granted = await world.school.office.call('POST', `/api/v1/people/${id(1)}/exemptions`, {
    programmeId: world.school.programmeId,
    from: '2026-01-01',
    to: '2026-12-31',
    extent: 'full',
    reason: '产假',
    document: '医函〔2026〕3号',
  })
  expect(granted).toMatchObject({ status: 201 })
  house.now = yearAfter
  await closed(house, world)
}, 120_000)

test('a certificate of somebody wholly exempt says so, that of others their hours; doctor agrees with both', async () => {
  const { items } = (
    await world.school.office.call(
      'GET',
      `/api/v1/certificates?type=annual-validation&programmeId=${world.school.programmeId}`,
    )
  ).body as { items: { number: string; personId: string }[] }
  expect(items.map(({ personId }) => personId).toSorted()).toEqual([id(0), id(1)].toSorted())
  const contents = await Promise.all(
    items.map(async ({ number, personId }) => {
      const { body } = await world.school.office.call('GET', `/api/v1/certificates/${number}.json`)
      return [personId, body.content.exempt ?? null]
    }),
  )
  expect(Object.fromEntries(contents)).toEqual({ [id(0)]: null, [id(1)]: 'full' })
  const checks = await Promise.all(
    items.map(async ({ number, personId }) => {
      const path = `/verify/${number}`
      const { body } = await house.anonymous().call('GET', path, undefined, { accept: 'application/json' })
      return [personId, body.exempt ?? null]
    }),
  )
  expect(Object.fromEntries(checks)).toEqual({ [id(0)]: null, [id(1)]: 'full' })
  for (const { number, personId } of items)
    for (const [lang, exempt, hours] of [
      ['zh', '经批准全部免除', / 学时</],
      ['en', 'Exempt from all of it', / class hours</],
    ] as const) {
      const path = `/verify/${number}?lang=${lang}`
      const page = (
        await house.anonymous().call('GET', path, undefined, { accept: 'text/html' })
      ).raw.toString()
      expect([page.includes(exempt), hours.test(page)]).toEqual([personId === id(1), personId === id(0)])
    }
  expect((await checkCertificates(house.services.db)).findings).toEqual([])
})
