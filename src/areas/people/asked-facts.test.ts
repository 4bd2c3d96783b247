import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import { closedClassOf } from '../certificates/certificate-fixtures.ts'
import { checkLedger, registerPacks } from '../ledger/index.ts'

const house = testHouse()

const packText = async (id: string) =>
  JSON.parse(await readFile(new URL(`../../../rulepacks/${id}/rules.json`, import.meta.url), 'utf8')) as Json

/** Somebody enrolled in a programme that goes by a pack. */
const enrolledUnder = async (packId: string, changed: (pack: string) => string = (text) => text) => {
  const { school, people } = await closedClassOf(house, ['王芳'])
  const packs = await Promise.all(['cn-2015', packId].map(packText))
  const [layer, pack] = [
    packs[0] as Json,
    JSON.parse(changed(JSON.stringify(packs[1]))) as Json & { id: string },
  ]
  await registerPacks(house.services.db, [layer, pack], new Date(Date.now() + 120_000))
  await sql`update programme set rule_pack = ${pack.id} where id = ${school.programmeId}`.execute(
    house.services.db,
  )
  house.now = new Date('2026-12-20T02:00:00Z')
  const personId = people[0]?.personId as string
  const url = `/api/v1/people/${personId}`
  const standing = async (query = 'on=2026-12-20') =>
    (await school.office.call('GET', `${url}/standing?${query}`)).body
  const record = (from: string, facts: object) =>
    school.office.call('POST', `${url}/evidence`, { from, facts, document: '' })
  const facts = async () => {
    const { body } = await school.office.call('GET', `${url}/facts`)
    return Object.fromEntries(body.items.map((one: { fact: string }) => [one.fact, one]))
  }
  return { school, personId, url, standing, record, facts }
}

const names = (missing: { fact: string }[]) => [...new Set(missing.map(({ fact }) => fact))].toSorted()

describe('facts that rules ask', () => {
  test('are named while they are missing, recorded by their days, and decide the standing', async () => {
    const { school, personId, url, standing, record, facts } = await enrolledUnder('gd-2021')
    const before = await standing()
    expect(before.standing).toBe('undetermined')
    expect(names(before.missing)).toEqual(
      expect.arrayContaining(['person.facts.region', 'person.facts.status']),
    )
    expect(await facts()).toMatchObject({
      region: {
        name: { zh: '地区', en: 'region' },
        kind: 'choice',
        values: [{ value: 'Guangdong', name: { zh: '广东省' } }],
        programmes: [{ id: school.programmeId }],
        spans: [],
      },
      sector: { values: [{ value: 'education' }, { value: 'health' }] },
      status: { values: [{ value: 'in-post' }] },
    })
    expect(
      await record('2020-01-01', { region: 'Guangdong', sector: ' industry ', status: 'in-post' }),
    ).toMatchObject({ status: 201 })
    const after = await standing()
    expect([after.standing, after.applies, after.missing]).toEqual(['unmet', true, []])
    // Retired from July on: at the end of the year the rules ask nothing of them; half a year before they did.
    expect((await record('2026-07-01', { status: 'retired' })).status).toBe(201)
    expect((await standing()).applies).toBe(false)
    expect((await standing('on=2026-06-30')).applies).toBe(true)
    expect((await record('2026-10-01', { status: '' })).status).toBe(201)
    expect((await standing()).standing).toBe('undetermined')
    expect((await facts())['status'].spans).toMatchObject([
      { value: 'retired', name: { zh: '退休' }, from: '2026-07-01', to: '2026-09-30' },
      { value: 'in-post', from: '2020-01-01', to: '2026-06-30' },
    ])
    const read = await school.office.call('GET', url)
    expect(read.body.evidence.map((one: { facts: object }) => one.facts)).toEqual([
      { status: '' },
      { status: 'retired' },
      { region: 'Guangdong', sector: 'industry', status: 'in-post' },
    ])
    const { rows } = await sql<{ facts: object }>`select data -> 'facts' as facts from event
      where name = 'people.evidenceRecorded' and subject_id = ${personId} order by place`.execute(
      house.services.db,
    )
    expect(rows).toHaveLength(3)
    await house.drain()
    expect(await checkLedger(house.services.db, house.now.toISOString().slice(0, 10))).toEqual([])
  })

  test('of days: a day that is none is refused, and that there is none can be said', async () => {
    const { standing, record, facts } = await enrolledUnder('cn-acct-2018')
    expect(names((await standing()).missing)).toContain('person.facts.accountingQualifiedOn')
    expect(await facts()).toMatchObject({
      accountingQualifiedOn: { name: { zh: '取得会计专业技术资格日期' }, kind: 'day', mayBeNone: true },
      accountingWorkFrom: { kind: 'day', mayBeNone: false },
    })
    expect(await record('2020-01-01', { accountingQualifiedOn: '2019-02-30' })).toMatchObject({
      status: 422,
      body: {
        code: 'evidence.fact-value',
        errors: [{ pointer: '/facts/accountingQualifiedOn', code: 'evidence.fact-value' }],
      },
    })
    expect((await record('2020-01-01', { accountingWorkFrom: null })).body.code).toBe('evidence.fact-value')
    expect((await record('2020-01-01', { accountingQualifiedOn: null })).status).toBe(201)
    const half = await standing()
    expect([half.standing, names(half.missing)]).toEqual([
      'undetermined',
      ['person.facts.accountingWorkFrom'],
    ])
    expect((await record('2020-01-01', { accountingWorkFrom: '2019-06-01' })).status).toBe(201)
    expect(await standing()).toMatchObject({ standing: 'unmet', applies: true, missing: [] })
    expect((await facts())['accountingQualifiedOn'].spans).toEqual([
      { value: null, name: { zh: '没有', en: 'none' }, from: '2020-01-01', to: null },
    ])
  })

  test('are nobody’s to record where no rules ask for them, or where they follow from other records', async () => {
    const { record } = await enrolledUnder('gd-2021')
    expect(await record('2020-01-01', { shoeSize: '42' })).toMatchObject({
      status: 422,
      body: { code: 'evidence.fact-unknown', params: { fact: 'shoeSize' } },
    })
    expect((await record('2020-01-01', { constructor: 'x' })).body.code).toBe('evidence.fact-unknown')
    expect((await record('2020-01-01', { employer: 'x' })).body.code).toBe('evidence.fact-derived')
    expect((await record('2020-01-01', { region: 'x'.repeat(121) })).body.code).toBe('request.invalid')
  })

  test('a change of employer in the middle of the year is seen as it happened', async () => {
    const employers = [newId(), newId()]
    const { personId, standing, facts, school } = await enrolledUnder('gd-2021', (text) =>
      text
        .replaceAll('{"fact":"status","is":"in-post"}', `{"fact":"employer","is":"${employers[0]}"}`)
        .replaceAll('"gd-2021"', '"gd-works"'),
    )
    const { db } = house.services
    for (const [place, id] of employers.entries())
      await sql`insert into organisation (id, kind, name, created_at) values (${id}, 'employer', ${`单位${place}`}, now())`.execute(
        db,
      )
    const employed = (employer: number, from: string, to: string | null) =>
      sql`insert into employment (id, person_id, employer_id, from_day, to_day, source, recorded_at)
        values (${newId()}, ${personId}, ${employers[employer]}, ${from}, ${to}, 'office', now())`.execute(db)
    await employed(0, '2020-01-01', null)
    // Joined later: while both last, this one is the employer.
    await employed(1, '2026-03-01', '2026-06-30')
    await school.office.call('POST', `/api/v1/people/${personId}/evidence`, {
      from: '2020-01-01',
      facts: { region: 'Guangdong', sector: 'industry' },
    })
    expect((await facts())['employer']).toMatchObject({
      isDerived: true,
      spans: [
        { value: employers[0], name: { zh: '单位0' }, from: '2026-07-01', to: null },
        { value: employers[1], from: '2026-03-01', to: '2026-06-30' },
        { value: employers[0], from: '2020-01-01', to: '2026-02-28' },
      ],
    })
    const applies = async (on: string) => (await standing(`on=${on}`)).applies
    expect([await applies('2026-02-28'), await applies('2026-04-01'), await applies('2026-12-20')]).toEqual([
      true,
      false,
      true,
    ])
    // A statement under that name, however it got there, is passed over.
    await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
      values (${newId()}, ${personId}, '2020-01-01', '{"employer": "x"}', 'office', now())`.execute(db)
    expect(await applies('2026-12-20')).toBe(true)
  })
})
