import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { carryingRules, closingWorld, type ClosingWorld, studied, yearAfter } from './closing-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string
const of = (place: number) => ({ personId: id(place), programmeId: world.school.programmeId })
const get = async (path: string) => {
  const { status, body } = await world.school.office.call('GET', path)
  expect(status).toBe(200)
  return body
}

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, of(0), 60, '2026-06-01')
  await studied(house, of(1), 50, '2026-06-02')
  house.now = yearAfter
}, 120_000)

describe('the rule pack of a programme with hours', () => {
  const settings = async (rulePack: string) => {
    const path = `/api/v1/programmes/${world.school.programmeId}`
    const read = await get(path)
    expect(read.rulePackInUse).toBe(true)
    const { code, name, nameEn, field, fieldEn, zone, from, to, legalBasis, numbering, ...more } = read
    const facts = { code, name, nameEn, field, fieldEn, zone, from, to, legalBasis, numbering }
    const { classRule, passMark, revision } = more
    return world.school.office.call('PUT', path, { ...facts, classRule, passMark, revision, rulePack })
  }

  test('is not exchanged in the settings, which may still be saved', async () => {
    const refused = await settings(await carryingRules(house))
    expect([refused.status, refused.body.code]).toEqual([409, 'programme.rule-pack-in-use'])
    expect(refused.body.errors).toMatchObject([{ pointer: '/rulePack', code: 'programme.rule-pack-in-use' }])
    expect((await settings('653-2006')).status).toBe(200)
    expect(await eventsOf(house, world.school.programmeId)).toContain('programme.programmeEdited')
  })
})
