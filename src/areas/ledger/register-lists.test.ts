import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { registered } from '../../../test/setting.ts'
import { statementsOf } from '../../../test/statements.ts'
import { newId } from '../../kernel/id.ts'
import { closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
let [runId, employerId] = ['', '']
const names = ['王芳', '李静', '欧阳慕容思远', '赵敏']
const id = (place: number): string => world.people[place]?.personId as string

const employ = (personId: string, employer: string, from: string, to: string | null = null) =>
  sql`insert into employment (id, person_id, employer_id, from_day, to_day, source, recorded_at)
    values (${newId()}, ${personId}, ${employer}, ${from}::date, ${to}::date, 'office', now())`.execute(
    house.services.db,
  )
const level = (personId: string, value: string, from: string) =>
  sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
    values (${newId()}, ${personId}, ${from}::date, ${JSON.stringify({ 'title-level': value })}::jsonb, 'office', now())`.execute(
    house.services.db,
  )

const get = async (path: string, client = world.school.office) =>
  client.call('GET', `/api/v1/register-runs/${runId}${path}`)

beforeAll(async () => {
  house.now = new Date('2026-11-01T02:00:00Z')
  world = await closingWorld(house, names)
  const { school } = world
  employerId = await registered(school.office, 'employer', '一厂', { districtId: school.districtId })
  const earlierId = await registered(school.office, 'employer', '二厂', { districtId: school.districtId })
  house.now = new Date('2026-12-20T02:00:00Z')
  for (const place of [0, 1])
    await studied(house, { personId: id(place), programmeId: school.programmeId }, 100, '2026-06-01')
  // Of two employers the one joined last; the fourth is of nobody's.
  await employ(id(1), earlierId, '2020-01-01')
  for (const place of [0, 1, 2]) await employ(id(place), employerId, '2024-01-01')
  await level(id(0), 'junior', '2010-01-01')
  await level(id(0), 'senior', '2027-01-01')
  await level(id(2), 'junior', '2015-01-01')
  await level(id(2), 'intermediate', '2026-02-01')
  const started = await school.office.call('POST', `/api/v1/programmes/${school.programmeId}/register-runs`, {
    period: '2026',
  })
  runId = started.body.runId
  await house.drain()
}, 240_000)

test('a run is added up by district, employer and title level, as people were when the period ended', async () => {
  const run = await get('')
  expect(run.body).toMatchObject({
    state: 'done',
    grouped: true,
    current: true,
    rulePack: { id: '653-2006' },
  })
  expect(run.body.lines.map((line: { name: { zh: string } }) => line.name.zh).sort()).toEqual([
    '合计（天）',
    '合计（学时）',
  ])
  const groups = async (by: string) =>
    (await get(`/groups?by=${by}`)).body.items.map(
      (one: { key: string; name: { zh: string } | null; people: number; met: number; unmet: number }) => [
        one.name?.zh ?? one.key,
        one.people,
        one.met,
        one.unmet,
      ],
    )
  expect(await groups('employer')).toEqual([
    ['', 1, 0, 1],
    ['一厂', 3, 2, 1],
  ])
  expect((await groups('district')).map((row: unknown[]) => row.slice(1))).toEqual([
    [1, 0, 1],
    [3, 2, 1],
  ])
  expect(await groups('title-level')).toEqual([
    ['', 2, 1, 1],
    ['中级', 1, 0, 1],
    ['初级', 1, 1, 0],
  ])
  const paged = await get('/groups?by=title-level&limit=2')
  const rest = await get(`/groups?by=title-level&limit=2&cursor=${paged.body.next}`)
  expect([paged.body.items.length, rest.body.items.length, rest.body.next]).toEqual([2, 1, null])
})

test('its list is narrowed to a group, a standing and part of a name, and says what is lacking', async () => {
  const people = async (query: string): Promise<string[]> =>
    (await get(`/standings?${query}`)).body.items.map((one: { name: string }) => one.name).sort()
  expect(await people(`employer=${employerId}&standing=unmet`)).toEqual(['欧阳慕容思远'])
  expect(await people('employer=')).toEqual(['赵敏'])
  expect(await people(`district=${world.school.districtId}&standing=met`)).toEqual(['李静', '王芳'])
  expect(await people('titleLevel=junior')).toEqual(['王芳'])
  for (const key of ['district', 'employer', 'titleLevel']) expect(await people(`${key}=nobody`)).toEqual([])
  // As text an id meets no index.
  const asked = await statementsOf(() => people(`employer=${employerId}&district=${world.school.districtId}`))
  expect(asked.filter((text) => text.includes('m.employer_id =')).length).toBe(1)
  expect(asked.filter((text) => /_id::text/.test(text))).toEqual([])
  expect(await people(`q=${encodeURIComponent('慕容')}`)).toEqual(['欧阳慕容思远'])
  const [one] = (await get('/standings?titleLevel=intermediate')).body.items
  expect(one).toMatchObject({ employer: { zh: '一厂' }, standing: 'unmet' })
  expect(one.lines).toContainEqual(
    expect.objectContaining({ id: 'hours', required: '72', counted: '16', remaining: '56' }),
  )
})

test('people are listed by name as readers of Chinese look for it, page after page, each once', async () => {
  const walk = async (query: string): Promise<string[]> => {
    const found: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await get(`/standings?limit=1${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
      found.push(...body.items.map(({ name }: { name: string }) => name))
      cursor = body.next
    }
    return found
  }
  // By pinyin: li, ou yang, wang, zhao.
  expect(await walk('')).toEqual(['李静', '欧阳慕容思远', '王芳', '赵敏'])
  expect(await walk('&standing=unmet')).toEqual(['欧阳慕容思远', '赵敏'])
  const slip = await get(`/standings?cursor=${Buffer.from(JSON.stringify([id(0)])).toString('base64url')}`)
  expect(slip.body.code).toBe('request.cursor')
})

test('the workbook has the groups and the list, each row with the address of its explanation, and is put on record', async () => {
  const file = await get('/standings.xlsx?standing=unmet&language=en')
  expect(file.status).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.raw as never)
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    'By district',
    'By employer',
    'By title level',
    '2026',
  ])
  const rows = (book.getWorksheet('2026')?.getSheetValues() ?? []) as unknown[][]
  const texts = rows.map((row) => row?.slice(1))
  expect(texts[1]).toContain('Total (class hours) lacking')
  const own = texts.find((row) => row?.[0] === '欧阳慕容思远')
  expect(own).toEqual(expect.arrayContaining(['一厂', 'not met', 16, 72, 56]))
  expect(String(own?.at(-1))).toContain(`/app/people/${id(2)}/standing?year=2026&programme=`)
  expect(texts.filter(Boolean).length).toBe(3)
  const { rows: told } = await sql<{ name: string }>`
    select name from event where name = 'ledger.registerExported' and data ->> 'run' = ${runId}`.execute(
    house.services.db,
  )
  expect(told.length).toBe(1)
})

test('another office reads none of it', async () => {
  const other = await house.client([
    { role: 'office', organisationId: await registered(world.school.office, 'institution', '别处') },
  ])
  for (const path of ['', '/groups?by=employer', '/standings', '/standings.xlsx'])
    expect((await get(path, other)).status).toBe(404)
})
