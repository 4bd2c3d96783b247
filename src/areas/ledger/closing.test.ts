import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import {
  begin,
  carryingRules,
  closed,
  closingWorld,
  type ClosingWorld,
  studied,
  yearAfter,
} from './closing-fixtures.ts'
import { closePeriod, countClosing } from './app/run-closing.ts'
import { checkClosings, checkLedger } from './index.ts'
import { peopleWaiting } from './store/closings.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string
const of = (place: number) => ({ personId: id(place), programmeId: world.school.programmeId })

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, of(0), 60, '2026-06-01')
  await studied(house, of(1), 50, '2026-06-02')
  house.now = yearAfter
}, 120_000)

const rowsOf = async () => {
  const { rows } = await sql<{
    personId: string
    standing: string
    content: string
    supersedes: string | null
  }>`
    select person_id, standing, content, supersedes from closing_row where programme_id = ${world.school.programmeId} order by closed_at, person_id`.execute(
    house.services.db,
  )
  return rows
}
const closingsOf = async (place: number) =>
  (await world.school.office.call('GET', `/api/v1/people/${id(place)}/closings`)).body.items[0]
const standingOf = async (place: number, period: string, on: string) =>
  (await world.school.office.call('GET', `/api/v1/people/${id(place)}/standing?period=${period}&on=${on}`))
    .body

/** Closings that this reader is to look through and close. */
const waitingFor = async (reader: Client): Promise<string[]> => {
  const reply = await reader.call('GET', '/api/v1/closings-to-close')
  expect(reply.status).toBe(200)
  return reply.body.items.map(({ id }: { id: string }) => id)
}

describe('closing a period', () => {
  test('is refused while it runs, where the programme did not, and as a supplement of nothing', async () => {
    const code = async (body: object) =>
      (await begin(world.school.office, world.school.programmeId, body)).body.code
    expect(await code({ period: '2027', kind: 'regular' })).toBe('ledger.period-open')
    expect(await code({ period: '2005', kind: 'regular' })).toBe('ledger.period-outside')
    expect(await code({ period: '2026-13-01/2026-14-01', kind: 'regular' })).toBe('ledger.period-unknown')
    expect(await code({ period: '2026', kind: 'supplementary', reason: '补录' })).toBe(
      'ledger.period-not-closed',
    )
    expect((await begin(world.school.institution, world.school.programmeId)).status).toBe(404)
  })

  test('is counted first, which freezes nothing, and tells of everybody what they lack', async () => {
    const begun = await begin(world.school.office, world.school.programmeId)
    expect(begun).toMatchObject({ status: 202, body: { people: 3 } })
    await house.drain()
    const { closingId } = begun.body
    const read = await world.school.office.call('GET', `/api/v1/closings/${closingId}`)
    expect(read.body).toMatchObject({
      state: 'counted',
      counts: { people: 3, counted: 3, done: 0, met: 1, unmet: 2, undetermined: 0, outside: 0 },
      blocked: 'same-person',
      rows: 0,
    })
    expect(await rowsOf()).toEqual([])
    const { body } = await world.school.office.call('GET', `/api/v1/closings/${closingId}/people?limit=2`)
    const rest = await world.school.office.call(
      'GET',
      `/api/v1/closings/${closingId}/people?limit=2&cursor=${body.next}`,
    )
    const all = [...body.items, ...rest.body.items]
    const found = Object.fromEntries(
      all.map((one: { name: string; standing: string; missingMinutes: number | null }) => [
        one.name,
        [one.standing, one.missingMinutes],
      ]),
    )
    // 72 hours are due: 16 of the class and 60, 16 and 50, 16.
    expect(found).toEqual({ 甲一一: ['met', null], 乙二二: ['unmet', 6 * 45], 丙三三: ['unmet', 56 * 45] })
    const unmet = await world.school.office.call(
      'GET',
      `/api/v1/closings/${closingId}/people?standing=unmet&q=丙`,
    )
    expect(unmet.body.items.map((one: { name: string }) => one.name)).toEqual(['丙三三'])
    const second = await begin(world.school.office, world.school.programmeId)
    expect(second.body.code).toBe('ledger.closing-at-work')
    expect(await waitingFor(world.officer2)).toEqual([closingId])
    expect(await waitingFor(world.school.office)).toEqual([])
    expect(await waitingFor(await house.client([{ role: 'office', organisationId: newId() }]))).toEqual([])
    const dropped = await world.school.office.call('POST', `/api/v1/closings/${closingId}/drop`)
    expect(dropped.status).toBe(200)
  })

  test('takes a second officer, who types the period, and freezes a row for everybody, once', async () => {
    const begun = await begin(world.school.office, world.school.programmeId)
    await house.drain()
    const url = `/api/v1/closings/${begun.body.closingId}/close`
    expect((await world.school.office.call('POST', url, { confirm: '2026' })).body.code).toBe(
      'ledger.closing-same-person',
    )
    expect((await world.officer2.call('POST', url, { confirm: '2025' })).body.code).toBe(
      'ledger.closing-mismatch',
    )
    expect((await world.officer2.call('POST', url, { confirm: '2026' })).status).toBe(202)
    // Two more workers at it beside the house’s own, one person at a time.
    const asked = { closingId: begun.body.closingId, atOnce: 1 }
    await Promise.all([closePeriod(house.services, asked), closePeriod(house.services, asked)])
    await house.drain()
    const rows = await rowsOf()
    expect(rows.map((row) => row.standing).sort()).toEqual(['met', 'unmet', 'unmet'])
    expect((await world.officer2.call('POST', url, { confirm: '2026' })).body.code).toBe(
      'ledger.closing-state',
    )
    const again = await begin(world.school.office, world.school.programmeId)
    expect(again.body.code).toBe('ledger.period-closed')
    const met = JSON.parse(rows.find((row) => row.personId === id(0))?.content ?? '{}')
    expect(met).toMatchObject({
      schema: 'zhixin.closing/1',
      standing: 'met',
      closedOn: '2027-01-15',
      closedBy: world.officer2.accountId,
      hours: { amount: '76', minutes: 76 * 45, unitMinutes: 45 },
      closed: [{ obligation: 'annual', period: '2026', lines: { hours: { required: '72', counted: '76' } } }],
      supersedes: null,
    })
    expect(await rowsOf()).toHaveLength(3)
  })

  test('goes on where a killed worker left it: who is done is not asked for again', async () => {
    const { rows } = await sql<{ id: string }>`select id from closing where state = 'closed'`.execute(
      house.services.db,
    )
    const left = await house.database.rolledBack(async (tx) => {
      // As it stands after one of three: undone before anything else is seen of it.
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`delete from closing_row where person_id <> ${id(0)}`.execute(tx)
      await sql`update closing_person set done = person_id = ${id(0)} where closing_id = ${rows[0]?.id}`.execute(
        tx,
      )
      return peopleWaiting(tx, rows[0]?.id ?? '', 'close', 200)
    })
    expect(left.toSorted()).toEqual([id(1), id(2)].toSorted())
  })

  test('said again to a worker changes nothing', async () => {
    const [one] = (
      await world.school.office.call('GET', `/api/v1/programmes/${world.school.programmeId}/closings`)
    ).body.items
    const before = await rowsOf()
    await closePeriod(house.services, { closingId: one.id })
    await countClosing(house.services, { closingId: one.id })
    expect(await rowsOf()).toEqual(before)
  })

  test('leaves RESULT as it was on the day, and the ledger and its rows in order', async () => {
    const open = await standingOf(0, '2026', '2027-01-14')
    const since = await standingOf(0, '2026', '2027-01-15')
    expect({ ...since, on: open.on }).toEqual(open)
    expect(await checkLedger(house.services.db, '2027-01-15')).toEqual([])
    expect(await checkClosings(house.services.db)).toEqual({ rows: 3, findings: [] })
  })

  test('a row cannot be changed, deleted or emptied away', async () => {
    for (const change of [
      sql`update closing_row set standing = 'met'`,
      sql`delete from closing_row`,
      sql`truncate closing_row cascade`,
      sql`update closing set reason = '另行', kind = 'supplementary' where state = 'closed'`,
      sql`delete from closing`,
    ])
      await expect(house.database.rolledBack((tx) => change.execute(tx))).rejects.toMatchObject({
        code: 'ZX001',
      })
  })
})

describe('after the closing', () => {
  test('what is entered in the closed period stands apart and moves no closed figure', async () => {
    house.now = new Date('2027-02-01T02:00:00Z')
    await studied(house, of(1), 10, '2026-12-30')
    const item = await closingsOf(1)
    expect(item.rows).toMatchObject([{ standing: 'unmet', hours: '66' }])
    expect(item.adjustments).toMatchObject([{ measure: 'hours', amount: '10', minutes: 450, reverses: null }])
    expect(await standingOf(1, '2026', '2027-02-01')).toMatchObject({ standing: 'unmet' })
    const [closing] = (
      await world.school.office.call('GET', `/api/v1/programmes/${world.school.programmeId}/closings`)
    ).body.items
    const { body } = await world.school.office.call('GET', `/api/v1/closings/${closing.id}/adjustments`)
    expect(body.items).toMatchObject([{ name: '乙二二', amount: '10' }])
    expect(await checkLedger(house.services.db, '2027-02-01')).toEqual([])
  })

  test('a reversal of what was counted stands apart too, and the period still answers as it was closed', async () => {
    const { rows } = await sql<{ id: string }>`
      select id from activity where person_id = ${id(0)} and facts ->> 'kind' = 'distance'`.execute(
      house.services.db,
    )
    const reply = await world.school.office.call('POST', `/api/v1/activities/${rows[0]?.id}/reverse`, {
      reason: '重复登记',
    })
    expect(reply.status).toBe(201)
    const item = await closingsOf(0)
    expect(item.rows).toMatchObject([{ standing: 'met', hours: '76' }])
    expect(item.adjustments).toMatchObject([{ amount: '-60', reason: '重复登记' }])
    const now = await standingOf(0, '2026', '2027-02-01')
    expect(now).toMatchObject({
      standing: 'met',
      obligations: [{ periods: [{ key: '2026', closed: { on: '2027-01-15' } }] }],
    })
    expect(await checkLedger(house.services.db, '2027-02-01')).toEqual([])
    expect((await checkClosings(house.services.db)).findings).toEqual([])
  })

  test('a supplementary closing, with its reason, supersedes the rows that moved and leaves the others', async () => {
    const noReason = await begin(world.school.office, world.school.programmeId, {
      period: '2026',
      kind: 'supplementary',
    })
    expect(noReason.body.code).toBe('ledger.closing-reason-missing')
    const first = await rowsOf()
    const closingId = await closed(house, world, {
      period: '2026',
      kind: 'supplementary',
      reason: '补录与冲销后重算',
    })
    const rows = await rowsOf()
    expect(rows.slice(0, 3)).toEqual(first)
    expect(
      rows
        .slice(3)
        .map((row) => [row.personId, row.standing])
        .sort(),
    ).toEqual(
      [
        [id(0), 'unmet'],
        [id(1), 'met'],
      ].sort(),
    )
    const item = await closingsOf(0)
    expect(item.adjustments).toEqual([])
    expect(item.rows).toMatchObject([
      {
        kind: 'supplementary',
        standing: 'unmet',
        hours: '16',
        superseded: false,
        reason: '补录与冲销后重算',
      },
      { kind: 'regular', standing: 'met', hours: '76', superseded: true },
    ])
    expect((await closingsOf(2)).rows).toHaveLength(1)
    const read = await world.school.office.call('GET', `/api/v1/closings/${closingId}`)
    expect(read.body).toMatchObject({ state: 'closed', rows: 2, counts: { people: 3, same: 1 } })
    expect(await standingOf(1, '2026', '2027-02-01')).toMatchObject({ standing: 'met' })
    expect(await standingOf(1, '2026', '2027-01-20')).toMatchObject({ standing: 'unmet' })
    expect((await checkClosings(house.services.db)).findings).toEqual([])
  })
})

describe('doctor', () => {
  /** What it finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
  const foundAfter = (change: ReturnType<typeof sql>): Promise<string[]> =>
    house.database.rolledBack(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await change.execute(tx)
      return [...new Set((await checkClosings(tx as never)).findings.map((one) => one.code))]
    })
  /** The text rewritten so that its own hash fits again. */
  const forged = (from: string, to: string) => sql`
    update closing_row set content = replace(content, ${from}, ${to}), content_hash = sha256(convert_to(replace(content, ${from}, ${to}), 'UTF8'))
    where person_id = ${id(2)}`
  const tamperings: Record<string, [() => ReturnType<typeof sql>, string]> = {
    'a standing in the column': [
      () => sql`update closing_row set standing = 'met' where person_id = ${id(2)}`,
      'ledger.closing-row-differs',
    ],
    'a text that does not fit its hash': [
      () =>
        sql`update closing_row set content = replace(content, '"unmet"', '"met"') where person_id = ${id(2)}`,
      'ledger.closing-changed',
    ],
    'a figure forged with its hash': [
      () => forged('"counted":"16"', '"counted":"96"'),
      'ledger.closing-not-derived',
    ],
    'and the closing’s digest, which no longer fits': [
      () => forged('"counted":"16"', '"counted":"96"'),
      'ledger.closing-incomplete',
    ],
    'a row taken out': [
      () => sql`delete from closing_row where person_id = ${id(2)}`,
      'ledger.closing-incomplete',
    ],
    'who closed it': [
      () => sql`update closing set closed_by = counted_by where kind = 'regular' and state = 'closed'`,
      'ledger.closing-row-differs',
    ],
    'the evidence behind it': [
      () => sql`delete from activity where person_id = ${id(2)}`,
      'ledger.closing-evidence-differs',
    ],
    'the rules behind it': [
      () => sql`delete from rule_pack where id = '653-2006' and pack ? 'versions'`,
      'ledger.pack-unusable',
    ],
    'an adjustment hidden in the row': [
      () => sql`update closing_row set entries = entries || gen_random_uuid() where person_id = ${id(2)}`,
      'ledger.closing-row-differs',
    ],
  }
  test.each(Object.entries(tamperings))('finds %s', async (_what, [change, code]) => {
    expect(await foundAfter(change())).toContain(code)
  })
})

describe('the year after', () => {
  test('takes what is carried over from the closing row, whatever is entered in the closed year since', async () => {
    const other = await closingWorld(house, ['丁四四'])
    const personId = other.people[0]?.personId as string
    const { programmeId } = other.school
    await sql`update programme set rule_pack = ${await carryingRules(house)} where id = ${programmeId}`.execute(
      house.services.db,
    )
    house.now = new Date('2026-12-20T02:00:00Z')
    await studied(house, { personId, programmeId }, 70, '2026-06-01')
    house.now = yearAfter
    // 16 and 70 of 72: 14 go on.
    await closed(house, other)
    house.now = new Date('2027-06-01T02:00:00Z')
    await studied(house, { personId, programmeId }, 5, '2026-12-01')
    await studied(house, { personId, programmeId }, 10, '2027-05-01')
    const { body } = await other.school.office.call(
      'GET',
      `/api/v1/people/${personId}/standing?period=2027&programme=${programmeId}`,
    )
    const periods = body.obligations[0].periods
    expect(periods.find((one: { asked: boolean }) => one.asked)).toMatchObject({
      key: '2027',
      carryIn: [{ category: 'professional', amount: '14', from: '2026' }],
      lines: [{ id: 'hours', counted: '24' }],
    })
  })
})
