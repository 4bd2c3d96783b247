import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import type { Tx } from '../../platform/db/database.ts'
import { certificatesOf, closedClassOf } from '../certificates/certificate-fixtures.ts'
import { checkLedger } from './index.ts'

const house = testHouse()
const world = { personId: '', takenBack: '', today: '' }

beforeAll(async () => {
  const made = await closedClassOf(house, ['甲一一', '甲二二', '甲三三'], undefined, 360)
  await house.drain()
  const [one, other] = await certificatesOf(made)
  world.personId = one?.personId ?? ''
  world.takenBack = other?.personId ?? ''
  world.today = new Date(house.now.getTime() + 86_400_000).toISOString().slice(0, 10)
  const { rows } = await sql<{ id: string }>`
    select id from activity where person_id = ${world.takenBack}`.execute(house.services.db)
  const reply = await made.school.office.call('POST', `/api/v1/activities/${rows[0]?.id}/reverse`, {
    reason: '重复登记',
  })
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
})

/** What doctor finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
const foundAfter = (change: RawBuilder<unknown>): Promise<string[]> =>
  house.database.rolledBack(async (tx: Tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
    const findings = await checkLedger(tx as never, world.today)
    return [...new Set(findings.map((one) => one.code))].sort()
  })

describe('doctor', () => {
  test('finds nothing in an untouched ledger, however it is read', async () => {
    const { rows } = await sql<{ measure: string; n: number }>`
      select measure, count(*)::int as n from ledger_entry group by measure order by measure`.execute(
      house.services.db,
    )
    expect(rows.map((one) => one.measure)).toEqual(['days', 'hours'])
    for (const atOnce of [500, 1])
      expect(await checkLedger(house.services.db, world.today, atOnce)).toEqual([])
  })

  const of = (person: 'personId' | 'takenBack') => sql`person_id = ${sql.raw(`'${world[person]}'`)}::uuid`
  const tamperings: Record<string, [() => RawBuilder<unknown>, string]> = {
    'minutes made more': [
      () => sql`update ledger_entry set minutes = minutes + 45 where ${of('personId')} and measure = 'hours'`,
      'ledger.entry-differs',
    ],
    'an amount as people read it': [
      () => sql`update ledger_entry set amount = '73' where ${of('personId')} and measure = 'hours'`,
      'ledger.entry-differs',
    ],
    'the arithmetic of an entry, its figure left': [
      () => sql`update ledger_entry set steps = jsonb_set(steps, '{0,in}', '"9999 min"')
        where ${of('personId')} and measure = 'hours'`,
      'ledger.entry-differs',
    ],
    'another rule named for an entry': [
      () => sql`update ledger_entry set rule = 'k-other' where ${of('personId')} and measure = 'hours'`,
      'ledger.entry-differs',
    ],
    'grains made more': [
      () => sql`update ledger_entry set grains = grains + 45 where ${of('personId')} and measure = 'hours'`,
      'ledger.sum-differs',
    ],
    'days made fewer': [
      () => sql`update ledger_entry set grains = grains - 1 where ${of('personId')} and measure = 'days'`,
      'ledger.sum-differs',
    ],
    'the hours deleted, the days left': [
      () => sql`delete from ledger_entry where ${of('personId')} and measure = 'hours'`,
      'ledger.sum-differs',
    ],
    'all entries of a person deleted': [
      () => sql`delete from ledger_entry where ${of('personId')}`,
      'ledger.sum-differs',
    ],
    'the activity deleted, its entries left': [
      () => sql`delete from activity where ${of('personId')}`,
      'ledger.activity-missing',
    ],
    'a reversal that takes back less': [
      () => sql`update ledger_entry set grains = grains + 45, minutes = minutes + 45
        where ${of('takenBack')} and measure = 'hours' and reverses is not null`,
      'ledger.reversal-differs',
    ],
    'a reversal deleted': [
      () => sql`delete from ledger_entry where ${of('takenBack')} and reverses is not null`,
      'ledger.sum-differs',
    ],
  }
  test.each(Object.entries(tamperings))('finds %s', async (_what, [change, code]) => {
    expect(await foundAfter(change())).toContain(code)
  })
})
