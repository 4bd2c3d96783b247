import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { residentCheckDigit } from '../../kernel/identity-number.ts'
import { closedClassOf, type ClosedSchoolClass } from '../certificates/certificate-fixtures.ts'
import { employerWith } from '../training/training-fixtures.ts'

const house = testHouse()

/** Twelve days of four and a half hours meet the year of the pack; two do not. */
let made: ClosedSchoolClass
let programmeId = ''
let employer: Client
let employerId = ''
const numbers = new Map<string, string>()

const numberOf = (index: number): string => {
  const body = `3100001980010${index}00${index}`
  return body + residentCheckDigit(body)
}

beforeAll(async () => {
  made = await closedClassOf(house, ['王芳', '李静'])
  const { rows } = await sql<{ id: string }>`
    select programme_id as id from training_class where id = ${made.classId}`.execute(house.services.db)
  programmeId = rows[0]?.id ?? ''
  for (const [index, { personId, name }] of made.people.entries()) {
    const number = numberOf(index + 1)
    numbers.set(name, number)
    const { vault } = house.services.ports
    const fingerprint = Buffer.from(vault.fingerprint('resident', number), 'hex')
    await sql`insert into identity_document (fingerprint, person_id, kind, sealed, added_at)
      values (${fingerprint}, ${personId}, 'resident', ${vault.seal(number)}, now())`.execute(
      house.services.db,
    )
  }
  ;({ employer, employerId } = await employerWith(house, [made.people[0]?.personId ?? '']))
})

const asked = (more: Record<string, string> = {}): string =>
  `/api/v1/title-reviews?${new URLSearchParams({ programmeId, fromYear: '2026', toYear: '2026', purpose: '2026 年高级职称评审', ...more })}`

const list = (...rows: (readonly [string, string])[]): Buffer =>
  Buffer.from(['姓名,身份证号', ...rows.map((row) => row.join(','))].join('\n'))

const cellsOf = async (raw: Buffer): Promise<string[]> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(raw as never)
  const rows = (book.worksheets[0]?.getSheetValues() ?? []) as unknown[][]
  return rows.flatMap((row) => (row ?? []).map(String))
}

const both = () => list(['王芳', numbers.get('王芳') ?? ''], ['李静静', numbers.get('李静') ?? ''])

const start = async (client: Client, content: Buffer, more: Record<string, string> = {}) =>
  client.upload(asked(more), 'list.csv', content)

describe('a title review', () => {
  test('tells of everybody in a list, with the figures of each year, what became of them', async () => {
    const { office } = made.school
    const stranger = numberOf(9)
    const begun = await start(
      office,
      list(
        ['王芳', numbers.get('王芳') ?? ''],
        ['李静静', numbers.get('李静') ?? ''],
        ['赵敏', stranger],
        ['', numberOf(8)],
      ),
      { fromYear: '2025' },
    )
    expect(begun.status).toBe(201)
    expect(begun.body).toMatchObject({
      candidates: 3,
      notFound: 1,
      refused: [
        { row: 5, column: '姓名', code: 'roster.name-missing', message: expect.stringContaining('姓名') },
      ],
    })
    await house.drain()
    const url = `/api/v1/title-reviews/${begun.body.id}`
    const review = await office.call('GET', url)
    expect(review.body).toMatchObject({
      purpose: '2026 年高级职称评审',
      candidates: 3,
      judged: 3,
      doneAt: expect.any(String),
      counts: { met: 0, short: 2, disputed: 0, 'not-found': 1 },
    })
    const { items } = (await office.call('GET', `${url}/candidates`)).body
    expect(items[0]).toMatchObject({
      row: 2,
      name: '王芳',
      personId: made.people[0]?.personId,
      otherName: false,
      verdict: 'short',
      years: [{ year: '2025' }, { year: '2026', applies: true, standing: 'unmet' }],
    })
    expect(items[1]).toMatchObject({ name: '李静静', otherName: true })
    expect(items[2]).toMatchObject({ name: '赵敏', personId: null, verdict: 'not-found', years: [] })
    const record = await office.call(
      'GET',
      `/api/v1/people/${made.people[0]?.personId}/record?programme=${programmeId}&year=2026`,
    )
    expect(
      items[0].years[1].lines.map(({ counted, required }: Record<string, string>) => [counted, required]),
    ).toEqual(record.body.lines.map(({ counted, required }: Record<string, string>) => [counted, required]))
    const only = await office.call('GET', `${url}/candidates?verdict=not-found`)
    expect(only.body.items.map(({ name }: { name: string }) => name)).toEqual(['赵敏'])
    const sheet = await office.call('GET', `${url}/candidates.xlsx`)
    expect([sheet.status, sheet.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
    // Of the person nobody may be told of there is nothing but that; of everybody else every year has its reason.
    expect(items[2].reason.zh).toBe('登记册中没有可查阅的此人记录')
    expect(items[0].reason.zh).toMatch(/年度不足$/)
    const reasons = items[0].years.map(({ reason }: { reason: unknown }) => reason)
    expect(reasons).toMatchObject([
      { code: expect.any(String) },
      { code: 'unmet', text: { zh: expect.stringMatching(/差\d+/) } },
    ])
    const cells = await cellsOf(sheet.raw)
    for (const { text } of reasons) expect(cells.some((cell) => cell.endsWith(text.zh))).toBe(true)
    expect(cells).toContain(items[0].reason.zh)
  })

  test('is kept at each person with its purpose, and holds no identity number', async () => {
    const begun = await start(made.school.office, both(), { purpose: '职称复核' })
    await house.drain()
    const { rows } = await sql<{ data: Record<string, unknown> }>`
      select data from event where name = 'titleReviews.personReviewed' and data ->> 'review' = ${begun.body.id} order by id`.execute(
      house.services.db,
    )
    expect(rows.map(({ data }) => data['purpose'])).toEqual(['职称复核', '职称复核'])
    const kept = await sql<{ text: string }>`
      select concat((select jsonb_agg(e) from event e), (select jsonb_agg(c) from title_review_candidate c),
        (select jsonb_agg(i) from idempotency i)) as text`.execute(house.services.db)
    for (const number of numbers.values()) expect(kept.rows[0]?.text).not.toContain(number)
  })

  test('of an employer finds its own staff, and of others says no more than of strangers', async () => {
    const begun = await start(employer, both())
    expect(begun.body).toMatchObject({ candidates: 2, notFound: 1 })
    await house.drain()
    const url = `/api/v1/title-reviews/${begun.body.id}`
    const { items } = (await employer.call('GET', `${url}/candidates`)).body
    expect(
      items.map((one: Record<string, unknown>) => [
        one['verdict'],
        one['personId'] === null,
        one['otherName'],
      ]),
    ).toEqual([
      ['short', false, false],
      ['not-found', true, false],
    ])
    expect(
      (await employer.call('GET', '/api/v1/title-reviews')).body.items.map(({ id }: { id: string }) => id),
    ).toContain(begun.body.id)
    const neighbour = (await employerWith(house, [])).employer
    for (const path of [url, `${url}/candidates`, `${url}/candidates.xlsx`])
      expect((await neighbour.call('GET', path)).status).toBe(404)
    expect((await neighbour.call('GET', '/api/v1/title-reviews')).body.items).toEqual([])
    const elsewhere = await start(neighbour, both(), { organisationId: employerId })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'access.denied'])
    const school = await start(made.school.institution, both())
    expect([school.status, school.body.code]).toEqual([403, 'access.denied'])
  })

  test.each([
    [{ fromYear: '2026', toYear: '2025' }, 'title-review.years'],
    [{ toYear: '2027' }, 'title-review.future'],
    [{ fromYear: '2016' }, 'title-review.too-long'],
  ] as const)('over years like %o is refused', async (years, code) => {
    const reply = await start(made.school.office, both(), years)
    expect([reply.status, reply.body.code]).toEqual([422, code])
  })

  test('with a file that holds nobody is refused whole', async () => {
    const reply = await start(made.school.office, list(['', numberOf(3)]))
    expect([reply.status, reply.body.code]).toEqual([422, 'title-review.nobody'])
    const { rows } = await sql`select from title_review where candidates = 0`.execute(house.services.db)
    expect(rows).toEqual([])
  })

  test('says what was found on its day: nobody changes it afterwards', async () => {
    const begun = await start(made.school.office, both())
    await house.drain()
    const changes = [
      sql`update title_review_candidate set verdict = 'met' where review_id = ${begun.body.id}`,
      sql`delete from title_review_candidate where review_id = ${begun.body.id}`,
      sql`update title_review set purpose = 'x' where id = ${begun.body.id}`,
      sql`delete from title_review where id = ${begun.body.id}`,
    ]
    for (const change of changes) await expect(change.execute(house.services.db)).rejects.toThrow()
  })

  test('says of somebody exempt whole that, in place of figures that ask for nothing', async () => {
    const { office } = made.school
    const exempt = { programmeId, from: '2026-01-01', to: '2026-12-31', extent: 'full', reason: '产假' }
    const path = `/api/v1/people/${made.people[0]?.personId}/exemptions`
    expect((await office.call('POST', path, exempt)).status).toBe(201)
    const begun = await start(office, both())
    await house.drain()
    const url = `/api/v1/title-reviews/${begun.body.id}/candidates`
    const [one, other] = (await office.call('GET', url)).body.items
    expect(one).toMatchObject({ verdict: 'met', years: [{ reason: { code: 'exempt' } }] })
    expect(other.years[0].reason.code).toBe('unmet')
    const cells = await cellsOf((await office.call('GET', `${url}.xlsx`)).raw)
    expect(cells).toContain('达标; 已免除该年度的要求')
  })
})
