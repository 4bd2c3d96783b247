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
const runOverdue = (order: Ordered) => declarationJobs[1]?.run(house.services, order as never)
/** What the messages have about a declaration, by template. */
const messages = async (id: string) => {
  const { rows } = await sql<{ template: string; recipientKind: string; state: string; reason: string }>`
    select template, recipient_kind, state, reason from delivery where about_id = ${id} order by queued_at, template`.execute(
    house.services.db,
  )
  return rows
}
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

test('once its last day is past that is said once, to whoever it waits for and to the office; each reminder is a message', async () => {
  house.now = sent
  const s = await declaringSetting(house)
  await sql`insert into sign_in_name (name, account_id, kind) values (${`officer-${s.employerId}@example.com`}, ${s.office.accountId}, 'email')`.execute(
    house.services.db,
  )
  const one = await submitted(s, contents.paper)
  const before = { data: (await orders(one.id)).find(({ data }) => data.step === 1)?.data as Ordered }
  const [late] = (
    await sql<{ data: { data: Ordered }; after: Date }>`
      select data, start_after as after from pgboss.job
      where data ->> 'job' = 'declarations.overdue' and data -> 'data' ->> 'declarationId' = ${one.id} and data -> 'data' ->> 'step' = '1'`.execute(
      house.services.db,
    )
  ).rows
  expect(late?.after.toISOString()).toBe('2026-04-04T01:00:00.000Z')
  const order = late?.data.data as Ordered
  house.now = new Date('2026-03-31T01:00:00Z')
  await run(before.data)
  await runOverdue(order)
  await house.drain()
  // Nobody of the employer has an address: that is what the message says.
  expect(await messages(one.id)).toEqual([
    { template: 'declaration-due', recipientKind: 'organisation', state: 'failed', reason: 'no-address' },
  ])
  house.now = new Date('2026-04-04T01:00:00Z')
  for (const _twice of [1, 2]) await runOverdue(order)
  // A reminder that comes only now would say what is no longer so.
  await run(before.data)
  await house.drain()
  expect((await eventsOf(house, one.id)).filter((name) => /Due|Overdue/.test(name))).toEqual([
    'declarations.declarationDue',
    'declarations.declarationOverdue',
  ])
  expect((await messages(one.id)).slice(1)).toMatchObject([
    { template: 'declaration-overdue', recipientKind: 'organisation', reason: 'no-address' },
    { template: 'declaration-overdue-elsewhere', recipientKind: 'account', reason: '' },
  ])
  expect(mails('逾期未办')).toEqual([`officer-${s.employerId}@example.com`])
  // Once it is dealt with there is nothing to say.
  const other = await submitted(s, contents.lecture)
  await check(s.employer, other)
  house.now = new Date('2026-04-20T01:00:00Z')
  await runOverdue({ ...order, declarationId: other.id })
  // Its next step is late by then as well, and the worker may have said so meanwhile.
  const { rows: said } =
    await sql`select from event where subject_id = ${other.id} and name = 'declarations.declarationOverdue' and data ->> 'step' = '1'`.execute(
      house.services.db,
    )
  expect(said).toEqual([])
})
