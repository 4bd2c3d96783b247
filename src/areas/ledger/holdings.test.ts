import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import {
  employerWith,
  enrolAll,
  filedClass,
  people,
  type School,
  schoolOf,
} from '../training/training-fixtures.ts'
import { checkClosings } from './app/check-closings.ts'
import { checkLedger } from './app/check-ledger.ts'
import { checkStandings } from './app/check-standings.ts'
import { closed, type ClosingWorld, yearAfter } from './closing-fixtures.ts'
import { rulesOfTwoTitles, titleOf } from './holding-fixtures.ts'
import { creditActivity, yearStandings } from './index.ts'

const house = testHouse()
let school: School
let officer2: Client
let employer: Client
let [two, one, late]: string[] = []
let [engineer, economist]: string[] = []
const on = '2026-12-20'

const credited = async (
  personId: string,
  category: string,
  hours: number,
  day: string,
  serves?: string[],
) => {
  const id = newId()
  const done = await house.services.perform(
    creditActivity,
    {
      personId,
      programmeId: school.programmeId,
      sourceKind: 'class',
      sourceId: id,
      activity: {
        id,
        kind: 'class',
        title: `${category} ${hours}`,
        category,
        topic: id,
        from: day,
        to: day,
        quantity: { minutes: hours * 45 },
        ...(serves && { for: serves }),
        recognitions: [{ act: 'recognised', by: 'system', on: day }],
      },
      recogniser: 'system',
      recognisedOn: day,
    },
    { actor: systemActor, requestId: newId() },
  )
  expect(done).toMatchObject({ ok: true })
}
const standing = async (personId: string, day = on) =>
  (await school.office.call('GET', `/api/v1/people/${personId}/standing?period=2026&on=${day}`)).body
const linesIn = ({ obligations }: { obligations: { holding: string; periods: { lines: object[] }[] }[] }) =>
  Object.fromEntries(
    obligations.map(({ holding, periods }) => [
      holding,
      ((periods.at(-1)?.lines ?? []) as { counted: string; remaining: string }[]).map((line) => [
        line.counted,
        line.remaining,
      ]),
    ]),
  )
const entered = async (personId: string) => {
  const { rows } = await sql<{ category: string; minutes: number }>`
    select category, sum(minutes)::int as minutes from ledger_entry where person_id = ${personId} group by category order by category`.execute(
    house.services.db,
  )
  return Object.fromEntries(rows.map(({ category, minutes }) => [category, minutes]))
}
const ledgerFindings = () => checkLedger(house.services.db, house.now.toISOString().slice(0, 10))

beforeAll(async () => {
  house.now = new Date('2026-03-01T02:00:00Z')
  school = await schoolOf(house)
  officer2 = await house.client([{ role: 'office', organisationId: school.officeId }])
  await rulesOfTwoTitles(house, school.programmeId)
  ;[two, one, late] = await people(house, 3)
  const { url } = await filedClass(school, ['2026-04-10', '2026-04-11'])
  await enrolAll(school, url, [two, one, late] as string[])
  house.now = new Date(`${on}T02:00:00Z`)
  ;({ employer } = await employerWith(house, [two as string]))
  engineer = await titleOf(school.office, two as string, '电子工程师', '2012-01-01')
  economist = await titleOf(employer, two as string, '经济师', '2018-01-01')
  await titleOf(school.office, one as string, '电子工程师', '2012-01-01')
  await credited(two as string, 'public', 30, '2026-05-01')
  await credited(two as string, 'professional', 60, '2026-07-01', [engineer])
  await credited(one as string, 'public', 30, '2026-05-01')
  await credited(late as string, 'public', 30, '2026-05-01')
  await house.drain()
}, 240_000)

test('a holding is refused with a reason, and stated by nobody of themselves', async () => {
  const path = `/api/v1/people/${two}/holdings`
  const body = { kind: 'title', facts: { name: '会计师' }, from: '2020-01-01' }
  const self = await house.client([], two)
  expect((await self.call('POST', path, body)).status).toBe(403)
  expect((await school.institution.call('POST', path, body)).status).toBe(403)
  const stranger = await house.client([], one)
  expect((await stranger.call('POST', path, body)).status).toBe(404)
  for (const bad of [{ kind: 'Title' }, { facts: { name: ' ' } }, { facts: {} }, { from: '2026-02-30' }])
    expect((await school.office.call('POST', path, { ...body, ...bad })).status).toBe(400)
  expect(await school.office.call('POST', path, { ...body, from: '2026-12-21' })).toMatchObject({
    status: 422,
    body: { code: 'holding.future' },
  })
  const end = `/api/v1/holdings/${economist}/end`
  expect(await school.office.call('POST', end, { to: '2017-12-31', reason: '误填' })).toMatchObject({
    status: 422,
    body: { code: 'holding.dates' },
  })
  const { body: listed } = await employer.call('GET', path)
  expect(listed.items).toMatchObject([
    { id: economist, facts: { name: '经济师' }, from: '2018-01-01', source: 'employer', ended: null },
    { id: engineer, basis: '职改〔2012〕8号', source: 'office' },
  ])
})

test('each title has its own standing, public subjects count for both and once in the person’s total', async () => {
  const found = await standing(two as string)
  expect(found).toMatchObject({ standing: 'unmet' })
  expect(linesIn(found)).toEqual({
    [engineer as string]: [
      ['30', '0'],
      ['60', '0'],
    ],
    [economist as string]: [
      ['30', '0'],
      ['0', '60'],
    ],
  })
  expect(await entered(two as string)).toEqual({ public: 30 * 45, professional: 60 * 45 })
  expect(await ledgerFindings()).toEqual([])
})

test('the record, the explanation and a title review name the title of each line', async () => {
  const path = `/api/v1/people/${two}`
  const { body } = await school.office.call('GET', `${path}/record?year=2026`)
  expect(
    body.lines.map(({ holding, remaining }: { holding: object; remaining: string }) => [holding, remaining]),
  ).toEqual([
    [{ zh: '电子工程师', en: '电子工程师' }, '0'],
    [{ zh: '电子工程师', en: '电子工程师' }, '0'],
    [{ zh: '经济师', en: '经济师' }, '0'],
    [{ zh: '经济师', en: '经济师' }, '60'],
  ])
  const studied = body.activities.map(
    ({ serves, counted }: { serves: { zh: string }[]; counted: { amount: string }[] }) => [
      serves.map(({ zh }) => zh),
      counted.map(({ amount }) => amount),
    ],
  )
  expect(studied.toSorted()).toEqual([
    [[], ['30']],
    [['电子工程师'], ['60']],
  ])
  const explained = (await school.office.call('GET', `${path}/standing/explanation?year=2026`)).body
  const sentences = explained.reasons.map(({ sentence }: { sentence: { zh: string } }) => sentence.zh)
  for (const name of ['电子工程师', '经济师'])
    expect(sentences.filter((text: string) => text.startsWith(`${name}：`))).toHaveLength(1)
  const asked = { personId: two as string, programmeId: school.programmeId, years: [2026], today: on }
  const [reviewed] = (await yearStandings(house.services.db, asked)) ?? []
  expect(reviewed?.lines.map(({ holding }) => holding?.zh)).toEqual([
    '电子工程师',
    '电子工程师',
    '经济师',
    '经济师',
  ])
  expect(reviewed?.reason).toMatchObject({
    code: 'unmet',
    text: { zh: expect.stringMatching(/^经济师的.*差60学时$/) },
  })
  const alone = (await school.office.call('GET', `/api/v1/people/${one}/record?year=2026`)).body
  expect(alone.lines.map(({ holding }: { holding: object | null }) => holding)).toEqual([null, null])
})

test('a title put on record after the study credits it, and one recorded by mistake takes that back', async () => {
  expect(await entered(late as string)).toEqual({})
  expect(await standing(late as string)).toMatchObject({ applies: false })
  const title = await titleOf(school.office, late as string, '会计师', '2020-01-01')
  await house.drain()
  expect(await entered(late as string)).toEqual({ public: 30 * 45 })
  expect(await ledgerFindings()).toEqual([])
  const end = () => school.office.call('POST', `/api/v1/holdings/${title}/end`, { reason: '登记有误' })
  expect((await end()).status).toBe(200)
  expect(await end()).toMatchObject({ status: 409, body: { code: 'holding.ended' } })
  await house.drain()
  expect(await entered(late as string)).toEqual({ public: 0 })
  expect(await standing(late as string)).toMatchObject({ applies: false })
  expect(await ledgerFindings()).toEqual([])
})

test('a pass over the register says of them what their evidence says', async () => {
  const begun = await school.office.call('POST', `/api/v1/programmes/${school.programmeId}/register-runs`, {
    period: '2026',
  })
  await house.drain()
  const { body } = await school.office.call('GET', `/api/v1/register-runs/${begun.body.runId}`)
  expect(body).toMatchObject({
    state: 'done',
    plan: 'whole',
    byHolding: true,
    counts: { unmet: 2, outside: 1 },
  })
  const listed = (await school.office.call('GET', `/api/v1/register-runs/${begun.body.runId}/standings`)).body
  const linesOf = (personId: string | undefined) =>
    listed.items
      .find((row: { personId: string }) => row.personId === personId)
      .lines.map(({ holding, remaining }: { holding: { zh: string } | null; remaining: string }) => [
        holding?.zh ?? null,
        remaining,
      ])
  expect(linesOf(two)).toEqual([
    ['电子工程师', '0'],
    ['电子工程师', '0'],
    ['经济师', '0'],
    ['经济师', '60'],
  ])
  expect(linesOf(one).map(([holding]: [string | null]) => holding)).toEqual([null, null])
  const book = new ExcelJS.Workbook()
  const path = `/api/v1/register-runs/${begun.body.runId}/standings.xlsx?language=zh`
  await book.xlsx.load((await school.office.call('GET', path)).raw as never)
  const rows = ((book.worksheets.at(-1)?.getSheetValues() ?? []) as unknown[][]).map((row) => row?.slice(1))
  expect(rows[1]?.[2]).toBe('职称、证照')
  const written = rows.filter((row) => String(row?.at(-1)).includes(`/people/${two}/`))
  expect(written.map((row) => [row[2], row[6], row[9]])).toEqual([
    ['电子工程师', 0, 0],
    ['经济师', 0, 60],
  ])
  expect((await checkStandings(house.services.db)).findings).toEqual([])
})

test('the list of a dry run, and its workbook, name the title of each line too', async () => {
  const { rows } = await sql<{ rulePack: string }>`
    select rule_pack from programme where id = ${school.programmeId}`.execute(house.services.db)
  const call = school.office.call
  const draft = await call('POST', '/api/v1/rule-drafts', { packId: rows[0]?.rulePack, from: 'pack' })
  const begun = await call('POST', `/api/v1/rule-drafts/${draft.body.draftId}/dry-runs`, {
    programmeId: school.programmeId,
    period: '2026',
  })
  expect([begun.status, begun.body.code]).toEqual([202, undefined])
  await house.drain()
  const path = `/api/v1/rule-dry-runs/${begun.body.runId}/people`
  const { items } = (await call('GET', path)).body
  const titles = (personId: string | undefined) =>
    items
      .find((row: { personId: string }) => row.personId === personId)
      .afterLines.map(({ holding }: { holding: { zh: string } | null }) => holding?.zh ?? null)
  expect(titles(two)).toEqual(['电子工程师', '电子工程师', '经济师', '经济师'])
  expect(titles(one)).toEqual([null, null])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await call('GET', `${path}.xlsx?language=zh`)).raw as never)
  const texts = JSON.stringify(book.worksheets.at(-1)?.getSheetValues())
  expect(texts).toMatch(/经济师 · [^/]+ 0 \/ 60/)
})

test('a closing keeps the titles it was judged by; one that ended later changes the year after, and no row', async () => {
  house.now = yearAfter
  const closingId = await closed(house, { school, officer2 } as ClosingWorld)
  const { body } = await school.office.call('GET', `/api/v1/closings/${closingId}/people`)
  const own = body.items.find(({ personId }: { personId: string }) => personId === two)
  expect(
    own.lines.map(({ holding, remaining }: { holding: { zh: string }; remaining: string }) => [
      holding.zh,
      remaining,
    ]),
  ).toEqual([
    ['电子工程师', '0'],
    ['电子工程师', '0'],
    ['经济师', '0'],
    ['经济师', '60'],
  ])
  const end = { to: '2026-12-31', reason: '转评' }
  expect((await school.office.call('POST', `/api/v1/holdings/${economist}/end`, end)).status).toBe(200)
  await house.drain()
  expect((await checkClosings(house.services.db)).findings).toEqual([])
  expect((await checkStandings(house.services.db)).findings).toEqual([])
  expect(Object.keys(linesIn(await standing(two as string, '2027-01-15')))).toHaveLength(2)
  const after = (await school.office.call('GET', `/api/v1/people/${two}/standing?period=2027&on=2027-01-15`))
    .body
  expect(after.obligations.map(({ holding }: { holding: string }) => holding)).toEqual([engineer])
})

test('records merged into one hold what both held', async () => {
  await sql`insert into person_alias (person_id, survivor_id) values (${two}, ${one})`.execute(
    house.services.db,
  )
  const found = await standing(one as string, '2027-01-15')
  expect(found.obligations).toHaveLength(3)
})

test('what stands is neither rewritten nor removed', async () => {
  for (const change of [
    sql`update person_holding set from_day = '2001-01-01'`,
    sql`delete from person_holding_end`,
  ])
    await expect(house.database.rolledBack((tx) => change.execute(tx))).rejects.toMatchObject({
      code: 'ZX001',
    })
})
