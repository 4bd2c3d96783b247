import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import {
  carryingRules,
  closed,
  closingWorld,
  type ClosingWorld,
  studied,
  yearAfter,
} from './closing-fixtures.ts'
import { checkClosings, registerPacks, yearStandings } from './index.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string
const of = (place: number) => ({ personId: id(place), programmeId: world.school.programmeId })
const get = async (path: string) => {
  const { status, body } = await world.school.office.call('GET', path)
  expect(status).toBe(200)
  return body
}

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, of(0), 60, '2026-06-01')
  await studied(house, of(1), 50, '2026-06-02')
  house.now = yearAfter
}, 120_000)

describe('the rule pack of a programme with hours', () => {
  const settings = async (rulePack: string) => {
    const path = `/api/v1/programmes/${world.school.programmeId}`
    const read = await get(path)
    expect(read.rulePackInUse).toBe(true)
    const { code, name, nameEn, field, fieldEn, zone, from, to, legalBasis, numbering, ...more } = read
    const facts = { code, name, nameEn, field, fieldEn, zone, from, to, legalBasis, numbering }
    const { classRule, passMark, revision } = more
    return world.school.office.call('PUT', path, { ...facts, classRule, passMark, revision, rulePack })
  }

  test('is not exchanged in the settings, which may still be saved', async () => {
    const refused = await settings(await carryingRules(house))
    expect([refused.status, refused.body.code]).toEqual([409, 'programme.rule-pack-in-use'])
    expect(refused.body.errors).toMatchObject([{ pointer: '/rulePack', code: 'programme.rule-pack-in-use' }])
    expect((await settings('653-2006')).status).toBe(200)
    expect(await eventsOf(house, world.school.programmeId)).toContain('programme.programmeEdited')
  })
})

describe('a closed year', () => {
  const explained = (place: number) => get(`/api/v1/people/${id(place)}/standing/explanation?year=2026`)
  const record = (place: number) => get(`/api/v1/people/${id(place)}/record?year=2026`)
  const countedIn = (found: { activities: { counted: { measure: string; amount: string }[] }[] }) =>
    found.activities
      .flatMap(({ counted }) => counted)
      .filter(({ measure }) => measure === 'hours')
      .reduce((sum, { amount }) => sum + Number(amount), 0)
  const reviewed = async (place: number) =>
    (await yearStandings(house.services.db, { ...of(place), years: [2026], today: '2027-02-01' }))?.[0]
  let closingId = ''
  let open: Awaited<ReturnType<typeof explained>>

  beforeAll(async () => {
    open = await explained(0)
    closingId = await closed(house, world)
    house.now = new Date('2027-02-01T02:00:00Z')
    const { rows } = await sql<{ id: string }>`
      select id from activity where person_id = ${id(0)} and facts ->> 'kind' = 'distance'`.execute(
      house.services.db,
    )
    const reverse = `/api/v1/activities/${rows[0]?.id}/reverse`
    expect((await world.school.office.call('POST', reverse, { reason: '重复登记' })).status).toBe(201)
    const exempt = {
      programmeId: world.school.programmeId,
      from: '2026-01-01',
      to: '2026-12-31',
      extent: 'full',
      reason: '产假',
    }
    const granted = await world.school.office.call('POST', `/api/v1/people/${id(2)}/exemptions`, exempt)
    expect(granted.status).toBe(201)
  })

  test('is explained as it was closed: figures, list and arithmetic of then, and apart what came since', async () => {
    const found = await explained(0)
    const { on: _on, closed: since, may, hints: _hints, ...frozen } = found
    const { on: _then, closed: _none, may: _may, hints: _ways, ...before } = open
    expect(frozen).toEqual(before)
    expect(countedIn(found)).toBe(76)
    expect(found.reasons.length).toBeGreaterThan(5)
    expect(found).toMatchObject({ on: '2027-01-15', standing: 'met', hints: [] })
    expect(may).toEqual({ 'closing.read': true })
    expect(since).toMatchObject({
      on: '2027-01-15',
      closingId,
      kind: 'regular',
      adjustments: [{ kind: 'entry', amount: '-60', reason: '重复登记' }],
      now: { standing: 'unmet', otherRules: false },
    })
    expect(since.now.lines.map(({ counted }: { counted: string }) => counted)).toContain('16')
    expect((await checkClosings(house.services.db)).findings).toEqual([])
  })

  test('says nothing of an exemption that came later but apart, and nothing apart where nothing came', async () => {
    const exempted = await explained(2)
    expect(exempted).toMatchObject({ standing: 'unmet', period: { exempt: null } })
    expect(exempted.reasons.map(({ op }: { op: string }) => op)).not.toContain('exempt')
    expect(exempted.closed).toMatchObject({
      adjustments: [{ kind: 'exemption-granted', reason: '产假' }],
      now: { standing: 'met', exempt: 'full' },
    })
    expect((await explained(1)).closed).toMatchObject({ adjustments: [], now: null })
  })

  test('is in My record, with its activities, as it was closed', async () => {
    const found = await record(0)
    expect(found).toMatchObject({ standing: 'met', closedOn: '2027-01-15', hints: [] })
    expect(countedIn(found)).toBe(76)
    expect(await record(2)).toMatchObject({ standing: 'unmet', exempt: null })
    expect((await get(`/api/v1/people/${id(0)}/record?year=2027`)).closedOn).toBeNull()
  })

  test('stays as it was closed whatever the rules of the programme have become', async () => {
    const [before, listed, judged] = [await explained(0), await record(0), await reviewed(0)]
    expect(judged).toMatchObject({ standing: 'met', closedOn: '2027-01-15' })
    const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
    const pack = JSON.parse(text) as { id: string; versions: { inForce: object }[] }
    pack.id = 'later-rules'
    pack.versions = pack.versions.slice(-1)
    for (const version of pack.versions) version.inForce = { from: '2030-01-01', to: null }
    await registerPacks(house.services.db, [pack as unknown as Json], new Date())
    const { programmeId } = world.school
    await sql`update programme set rule_pack = ${pack.id} where id = ${programmeId}`.execute(
      house.services.db,
    )
    const { closed: since, ...frozen } = await explained(0)
    const { closed: _before, ...whole } = before
    expect(frozen).toEqual(whole)
    expect(since.now).toMatchObject({ applies: false, because: { code: 'version.none' }, otherRules: true })
    expect(await record(0)).toEqual(listed)
    expect(await reviewed(0)).toEqual(judged)
    await sql`update programme set rule_pack = '653-2006' where id = ${programmeId}`.execute(
      house.services.db,
    )
  })
})
