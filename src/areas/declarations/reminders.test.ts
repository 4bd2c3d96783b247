import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { declarationJobs } from './jobs.ts'
import { check, contents, declaringSetting, draft, recognise, submitted } from './declaration-fixtures.ts'

const sent = new Date('2026-03-20T02:00:00Z')
const house = testHouse({ now: sent })

interface Ordered {
  readonly declarationId: string
  readonly step: number
  readonly dueOn: string
  readonly from: string
}

/** What was ordered of the queue about a declaration, with the instant it was ordered for. */
const orders = async (id: string): Promise<{ data: Ordered; after: Date }[]> => {
  const { rows } = await sql<{ data: { data: Ordered }; after: Date }>`
    select data, start_after as after from pgboss.job where data ->> 'job' = 'declarations.remind' and data -> 'data' ->> 'declarationId' = ${id}
    order by start_after`.execute(house.services.db)
  return rows.map(({ data, after }) => ({ data: data.data, after }))
}
const run = (order: Ordered) => declarationJobs[0]?.run(house.services, order as never)
const due = async (id: string) =>
  (await eventsOf(house, id)).filter((name) => name === 'declarations.declarationDue').length
const mails = (template: string) =>
  house.posted.filter((mail) => 'subject' in mail && mail.subject.includes(template)).map(({ to }) => to)

test('whoever has to act is told on each step, and once more before its last day', async () => {
  house.now = sent
  const s = await declaringSetting(house)
  for (const [client, name] of [
    [s.employer, 'clerk'],
    [s.office, 'officer'],
  ] as const)
    await sql`insert into sign_in_name (name, account_id, kind) values (${`${name}-${s.employerId}@example.com`}, ${client.accountId}, 'email')`.execute(
      house.services.db,
    )
  const one = await submitted(s, contents.paper)
  await house.drain()
  expect(mails('待审核')).toEqual([`clerk-${s.employerId}@example.com`])
  const [first] = (await orders(one.id)).filter(({ data }) => data.step === 1)
  expect(first?.data).toMatchObject({ dueOn: '2026-04-03', from: '2026-03-31' })
  expect(first?.after.toISOString()).toBe('2026-03-31T01:00:00.000Z')
  // Too early it does nothing; on the day it says so once, however often it is asked.
  await run(first?.data as Ordered)
  expect(await due(one.id)).toBe(0)
  house.now = new Date('2026-03-31T01:00:00Z')
  for (const _twice of [1, 2]) await run(first?.data as Ordered)
  expect(await due(one.id)).toBe(1)
  await house.drain()
  expect(mails('将到期')).toEqual([`clerk-${s.employerId}@example.com`])

  house.now = new Date('2026-04-04T01:00:00Z')
  const late = await s.employer.call('GET', '/api/v1/declarations?waiting=true&late=true')
  expect(late.body.items).toMatchObject([{ id: one.id, late: true, dueOn: '2026-04-03' }])
  await check(s.employer, one)
  await house.drain()
  expect(mails('待认定')).toEqual([`officer-${s.employerId}@example.com`])
  // The order of the step before is over.
  await run(first?.data as Ordered)
  expect(await due(one.id)).toBe(1)
  const second = (await orders(one.id)).find(({ data }) => data.step === 2)
  expect(second?.data).toMatchObject({ dueOn: '2026-04-18' })
  await recognise(s.office, one)
  house.now = new Date('2026-04-16T01:00:00Z')
  await run(second?.data as Ordered)
  expect(await due(one.id)).toBe(1)
})

test('a person is reminded of a draft before the last day to declare it', async () => {
  house.now = sent
  const s = await declaringSetting(house)
  const one = await draft(s, contents.paper)
  const [order] = await orders(one.id)
  expect(order?.data).toMatchObject({ step: 0, dueOn: '2027-01-31', from: '2027-01-28' })
  house.now = new Date('2027-01-28T01:00:00Z')
  await run(order?.data as Ordered)
  expect(await due(one.id)).toBe(1)
})
