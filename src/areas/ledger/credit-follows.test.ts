import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { employerWith } from '../training/training-fixtures.ts'
import { checkLedger } from './app/check-ledger.ts'
import { closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'
import { registerPacks } from './index.ts'

const house = testHouse()
let world: ClosingWorld
/** Activities studied alone, by the place of who did. */
const learnt: string[] = []
const id = (place: number): string => world.people[place]?.personId as string

/** 653 asking for hours alone: a year takes no more than it requires, and a senior’s count twice. */
const rulesThatMove = async (programmeId: string): Promise<void> => {
  const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
  const pack = JSON.parse(text) as { id: string; versions: { obligations: Record<string, unknown>[] }[] }
  pack.id = 'moving-test'
  for (const { obligations } of pack.versions)
    for (const obligation of obligations) {
      const time = { field: 'quantity.minutes', exists: true }
      obligation['convert'] = {
        hours: [
          {
            id: 'k-senior',
            when: { all: [time, { fact: 'titleLevel', is: 'senior', at: 'activity.to' }] },
            steps: [{ time: { minutes: 45 } }, { times: '2' }],
          },
          { id: 'k-time', when: 'always', steps: [{ time: { minutes: 45 } }] },
        ],
      }
      obligation['allocate'] = [
        { id: 'p-spread', when: 'always', by: 'spread', over: 2, upTo: { line: 'hours' } },
      ]
      obligation['require'] = { id: 'hours', measure: 'hours', atLeast: '72', clause: 'hu171.3.4' }
    }
  await registerPacks(house.services.db, [pack as unknown as Json], new Date())
  await sql`update programme set rule_pack = ${pack.id} where id = ${programmeId}`.execute(house.services.db)
}

/** Entries in hours of what somebody studied alone: how many there are, and what they come to in hours. */
const entered = async (place: number) => {
  const { rows } = await sql<{ entries: number; hours: number }>`
    select count(*)::int as entries, coalesce(sum(minutes), 0)::int / 45 as hours from ledger_entry
    where person_id = ${id(place)} and measure = 'hours' and activity_id = ${learnt[place] ?? null}`.execute(
    house.services.db,
  )
  return rows[0]
}
const record = async (place: number, facts: object) => {
  const body = { from: '2020-01-01', facts }
  const done = await world.school.office.call('POST', `/api/v1/people/${id(place)}/evidence`, body)
  expect([done.status, done.body.code]).toEqual([201, undefined])
}
const findings = () => checkLedger(house.services.db, house.now.toISOString().slice(0, 10))

beforeAll(async () => {
  house.now = new Date('2026-11-01T02:00:00Z')
  world = await closingWorld(house, ['王芳', '李雷'])
  await rulesThatMove(world.school.programmeId)
  house.now = new Date('2026-12-20T02:00:00Z')
  for (const [place, hours] of [80, 20].entries()) {
    await record(place, { 'title-level': 'junior' })
    await house.drain()
    const person = { personId: id(place), programmeId: world.school.programmeId }
    learnt.push(await studied(house, person, hours, '2026-06-01'))
  }
  await house.drain()
}, 240_000)

test('what an exemption granted late leaves over is taken back, and given again when it is ended', async () => {
  expect(await entered(0)).toEqual({ entries: 1, hours: 72 })
  const granted = await world.school.office.call('POST', `/api/v1/people/${id(0)}/exemptions`, {
    programmeId: world.school.programmeId,
    from: '2026-01-01',
    to: '2026-12-31',
    extent: { share: '1/2' },
    reason: '产假',
  })
  expect(granted.status).toBe(201)
  await house.drain()
  expect(await entered(0)).toEqual({ entries: 3, hours: 36 })
  expect(await findings()).toEqual([])
  house.now = new Date('2026-12-21T02:00:00Z')
  const path = `/api/v1/exemptions/${granted.body.exemptionId}/end`
  expect((await world.school.office.call('POST', path, { reason: '提前返岗' })).status).toBe(200)
  await house.drain()
  expect(await entered(0)).toEqual({ entries: 5, hours: 72 })
  expect(await findings()).toEqual([])
})

test('a fact recorded late credits anew what hangs on it, once; one that moves nothing enters nothing', async () => {
  expect(await entered(1)).toEqual({ entries: 1, hours: 20 })
  await record(1, { 'title-level': 'senior' })
  await house.drain()
  expect(await entered(1)).toEqual({ entries: 3, hours: 40 })
  await record(1, { 'title-level': 'senior' })
  await record(1, { title: '高级工程师' })
  await employerWith(house, [id(1)])
  await house.drain()
  expect(await entered(1)).toEqual({ entries: 3, hours: 40 })
  expect(await findings()).toEqual([])
})
