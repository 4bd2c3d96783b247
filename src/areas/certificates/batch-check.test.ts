import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { readTable } from '../../platform/sheet/read-table.ts'
import { employerWith, expectStatus } from '../training/training-fixtures.ts'
import { certificatesOf, closedClassOf, type ClosedSchoolClass } from './certificate-fixtures.ts'
import { batchCounts } from './contract.ts'
import { batchColumns, mostMissesADay, mostRows, mostRowsADay, rowVerdict } from './domain/batch-check.ts'

const house = testHouse()
let made: ClosedSchoolClass
let employerId = ''
let employer: Client
let numbers: readonly string[] = []

const url = '/api/v1/certificate-batches'
const sheetOf = (rows: readonly (readonly [string, string])[], header = '证书编号,姓名') =>
  Buffer.from([header, ...rows.map((row) => row.join(','))].join('\r\n'))
const begin = (by: Client, file: Buffer, purpose = '招聘核验') =>
  by.upload(`${url}?purpose=${encodeURIComponent(purpose)}`, '名单.csv', file)
const checked = async (by: Client, rows: readonly (readonly [string, string])[]) => {
  const begun = await begin(by, sheetOf(rows))
  expectStatus(begun, 202)
  await house.drain()
  const read = await by.call('GET', `${url}/${begun.body.batchId}?limit=500`)
  expectStatus(read, 200)
  return read.body
}

beforeAll(async () => {
  made = await closedClassOf(house, ['欧阳慕容思远', '张伟', '李娜', '王芳'])
  numbers = (await certificatesOf(made)).map((one) => one.number)
  ;({ employerId, employer } = await employerWith(house, []))
  const revoke = { cause: 'issued-in-error', confirm: numbers[1], reason: '误发' }
  expectStatus(
    await made.school.office.call('POST', `/api/v1/certificates/${numbers[1]}/revoke`, revoke),
    200,
  )
})

describe('an employer who checks certificates by the sheet', () => {
  test('is told of every row what the single check would say, and of misses alike', async () => {
    const told = await checked(employer, [
      [numbers[0] ?? '', '欧阳慕容思远'],
      [(numbers[1] ?? '').toLowerCase(), '张 伟'],
      [numbers[2] ?? '', '别的人'],
      ['SH6532026999999X', '张伟'],
      [numbers[3] ?? '', ''],
      [numbers[3] ?? '', '王'],
    ])
    expect(told).toMatchObject({ state: 'done', total: 6, done: 6 })
    expect(told.items.map((one: { row: number; verdict: string }) => [one.row, one.verdict])).toEqual([
      [2, 'valid'],
      [3, 'revoked'],
      [4, 'unknown'],
      [5, 'unknown'],
      [6, 'name-needed'],
      [7, 'unknown'],
    ])
    expect(told.counts).toEqual({ valid: 1, revoked: 1, unknown: 3, 'name-needed': 1 })
    expect(told.items[0].facts).toMatchObject({ holder: '欧阳慕容思远', hours: '8', supersededBy: null })
    expect(told.items[2]).toEqual({
      row: 4,
      number: numbers[2],
      name: '别的人',
      verdict: 'unknown',
      facts: null,
    })
    // Nothing but what was typed tells a number that exists from one that does not.
    const { number: _a, name: _b, row: _c, ...exists } = told.items[2]
    const { number: _d, name: _e, row: _f, ...invented } = told.items[3]
    expect(exists).toEqual(invented)
    expect(await eventsOf(house, employerId)).toEqual(
      expect.arrayContaining(['certificates.batchCheckBegun', 'certificates.batchCheckEnded']),
    )
  })

  test('sees every row counted once: a lost certificate as replaced, rows a stopped check never came to as unchecked', async () => {
    const lost = (await certificatesOf(await closedClassOf(house, ['曹颖'], made.school)))[0]?.number ?? ''
    const replace = { cause: 'lost', confirm: lost, reason: '本人声明遗失' }
    const { school } = made
    expectStatus(await school.office.call('POST', `/api/v1/certificates/${lost}/replace`, replace), 201)
    const told = await checked(employer, [
      [lost, '曹颖'],
      [numbers[0] ?? '', '欧阳慕容思远'],
      ['X2', '张伟'],
    ])
    expect(told.counts).toEqual({ replaced: 1, valid: 1, unknown: 1 })
    await sql`update batch_check_row set verdict = null, facts = null where batch_id = ${told.id} and row = 4`.execute(
      house.services.db,
    )
    const { counts } = (await employer.call('GET', `${url}/${told.id}`)).body
    expect(counts).toEqual({ replaced: 1, valid: 1, unchecked: 1 })
    expect(Object.keys(counts).filter((word) => !batchCounts.includes(word as never))).toEqual([])
  })

  test('gets the results as a sheet, under the row numbers of their own', async () => {
    const told = await checked(employer, [
      [numbers[0] ?? '', '欧阳慕容思远'],
      ['X1', '张伟'],
    ])
    const file = await employer.call('GET', `${url}/${told.id}/results.xlsx?language=zh`)
    expectStatus(file, 200)
    const rows: unknown[] = []
    await readTable(new Uint8Array(file.raw), {
      recognise: ({ cells }) => (cells[0] === '原表行号' ? cells : null),
      take: (read) => void rows.push(...read.map(({ cells }) => cells.slice(0, 4))),
    })
    expect(rows).toEqual([
      [2, numbers[0], '欧阳慕容思远', '有效'],
      [3, 'X1', '张伟', '未找到（编号或姓名不符）'],
    ])
  })

  test('states a purpose, brings two columns, and is an employer', async () => {
    const file = sheetOf([[numbers[0] ?? '', '欧阳慕容思远']])
    expect((await begin(employer, file, ' ')).status).toBe(400)
    expect((await begin(employer, sheetOf([['a', 'b']], '甲,乙'))).body.code).toBe('batch-check.no-header')
    expect((await begin(employer, Buffer.from(''))).body.code).toBe('sheet.empty')
    const many = Array.from({ length: mostRows + 1 }, (_, at) => [`N${at}`, '张伟'] as const)
    expect((await begin(employer, sheetOf(many))).body.code).toBe('sheet.too-many-rows')
    for (const other of [made.school.institution, made.school.office])
      expect((await begin(other, file)).status).toBe(404)
    expect((await begin(house.anonymous(), file)).status).toBe(401)
    const told = await checked(employer, [[numbers[0] ?? '', '欧阳慕容思远']])
    expect((await made.school.institution.call('GET', `${url}/${told.id}`)).status).toBe(404)
    const other = await employerWith(house, [])
    expect((await other.employer.call('GET', `${url}/${told.id}`)).status).toBe(404)
    expect((await other.employer.call('GET', url)).body.items).toEqual([])
  })

  test('cannot try out names by the sheet: the guard of one number holds, and too many misses end it', async () => {
    const number = numbers[2] ?? ''
    const told = await checked(
      employer,
      Array.from({ length: 14 }, (_, at) => [number, `甲${at}乙`] as const),
    )
    const verdicts = told.items.map((one: { verdict: string }) => one.verdict)
    expect(verdicts.filter((one: string) => one === 'wait').length).toBeGreaterThan(0)
    // While it holds, the right name is not told either.
    expect((await checked(employer, [[number, '李娜']])).items[0].verdict).toBe('wait')
    await sql`update batch_check set missed = ${mostMissesADay} where id = ${told.id}`.execute(
      house.services.db,
    )
    const refused = await begin(employer, sheetOf([[numbers[0] ?? '', '欧阳慕容思远']]))
    expect([refused.status, refused.body.code]).toEqual([429, 'batch-check.misses'])
    await sql`update batch_check set missed = 0, total = ${mostRowsADay} where id = ${told.id}`.execute(
      house.services.db,
    )
    const full = await begin(employer, sheetOf([[numbers[0] ?? '', '欧阳慕容思远']]))
    expect([full.status, full.body.code]).toEqual([429, 'batch-check.day-full'])
    await sql`update batch_check set total = done where id = ${told.id}`.execute(house.services.db)
  })

  test('leaves no sheet behind after a week', async () => {
    const told = await checked(employer, [[numbers[0] ?? '', '欧阳慕容思远']])
    const before = house.now
    house.now = new Date(before.getTime() + 8 * 86_400_000)
    await checked(employer, [[numbers[0] ?? '', '欧阳慕容思远']])
    expect((await employer.call('GET', `${url}/${told.id}`)).status).toBe(404)
    const { rows } = await sql`select from batch_check_row where batch_id = ${told.id}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([])
    house.now = before
  })
})

describe('the columns of a sheet', () => {
  test('are found by any of their names', () => {
    expect(batchColumns(['序号', '姓 名', '证书 编号'])).toEqual({ number: 2, name: 1 })
    expect(batchColumns(['Certificate No.', 'Full name'])).toEqual({ number: 0, name: 1 })
    expect(batchColumns(['姓名', '单位'])).toBeNull()
  })

  test('an answer that shows no holder is a miss, whatever the status', () => {
    expect(rowVerdict({ number: 'X', status: 'revoked', holderMasked: '张*', holderMatches: false })).toEqual(
      {
        verdict: 'unknown',
        facts: null,
      },
    )
  })
})
