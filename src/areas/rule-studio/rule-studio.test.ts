import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventsOf } from '../../../test/setting.ts'
import { testHouse } from '../../../test/house.ts'
import { registerShippedPacks } from '../../main/shipped-packs.ts'
import { closingWorld, type ClosingWorld, studied } from '../ledger/closing-fixtures.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { checkLedger, checkPacks, registerPacks } from '../ledger/index.ts'
import { registerShippedRules } from './index.ts'
import { draftOf, province, provinceCases, readOf } from './rule-studio-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
const officer = () => world.school.office
const programmeId = () => world.school.programmeId
const person = (place: number): string => world.people[place]?.personId as string

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, { personId: person(0), programmeId: programmeId() }, 64, '2026-06-01')
  await studied(house, { personId: person(1), programmeId: programmeId() }, 10, '2026-06-02')
  const levels = [
    [person(0), '2015-07-01', 'intermediate'],
    [person(0), '2026-03-01', 'senior'],
    // Said of the same day, and later.
    [person(0), '2026-03-01', 'vice-senior'],
    [person(1), '2015-07-01', 'junior'],
    // Taken back, and known again from a day after the period alone.
    [person(2), '2015-07-01', 'senior'],
    [person(2), '2020-07-01', ''],
    [person(2), '2027-01-01', 'senior'],
  ]
  for (const [place, [id, from, level]] of levels.entries())
    await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
      values (gen_random_uuid(), ${id}, ${from}::date, jsonb_build_object('title-level', ${level}::text), 'roster', ${new Date(house.now.getTime() - 1000 + place)})`.execute(
      house.services.db,
    )
}, 120_000)

/** How a run tells people by title level. */
const byLevel = [
  { id: 'vice-senior', name: { zh: '副高级', en: 'associate senior' }, people: 1, newlyShort: 1 },
  { id: 'junior', people: 1, newlyShort: 0 },
  { id: null, name: null, people: 1, newlyShort: 0 },
]

const dryRun = async (draftId: string, period = '2026') => {
  const started = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/dry-runs`, {
    programmeId: programmeId(),
    period,
  })
  expect([started.status, started.body.code]).toEqual([202, undefined])
  await house.drain()
  return (await officer().call('GET', `/api/v1/rule-dry-runs/${started.body.runId}`)).body
}

/** Past the settings, which exchange no pack that hours were entered by. */
const switchTo = (rulePack: string) =>
  sql`update programme set rule_pack = ${rulePack} where id = ${programmeId()}`.execute(house.services.db)

describe('a text in force with another requirement', () => {
  test('is dry run from the sums of the ledger, whoever they decide, with the lines of everybody under either', async () => {
    const begun = await officer().call('POST', '/api/v1/rule-drafts', { packId: '653-2006', from: 'pack' })
    const { draftId } = begun.body
    const { revision, pack, cases } = await readOf(officer(), draftId)
    const changed = JSON.parse(JSON.stringify(pack).replaceAll('"atLeast":"72"', '"atLeast":"90"'))
    const saved = await officer().call('PUT', `/api/v1/rule-drafts/${draftId}`, {
      revision,
      pack: changed,
      cases,
    })
    expect(saved.status).toBe(200)
    const run = await dryRun(draftId)
    expect(run).toMatchObject({ state: 'done', people: 3, judged: 3 })
    expect(run.report).toMatchObject({
      mode: 'same',
      people: 3,
      whole: 0,
      matrix: [
        { before: 'met', after: 'unmet', people: 1 },
        { before: 'unmet', after: 'unmet', people: 2 },
      ],
      counts: { people: 3, newlyShort: 1 },
      reasons: [{ line: 'hours', people: 1 }],
      minutes: { moved: 3, least: 450, most: 810 },
      changes: [
        {
          part: 'require',
          id: 'hours',
          change: 'changed',
          people: 3,
          activities: 0,
          amounts: [{ measure: 'hours', unit: { en: 'class hour' }, gained: '0', lost: '46' }],
        },
      ],
    })
    const [change] = run.report.changes
    expect([change.before.en, change.after.en]).toEqual([
      expect.stringContaining('72'),
      expect.stringContaining('90'),
    ])
    const sum = (groups: { newlyShort: number }[]) => groups.reduce((total, one) => total + one.newlyShort, 0)
    const { employer, district, titleLevel } = run.report.groups
    expect([employer, district].map(sum)).toEqual([1, 1])
    expect(titleLevel).toMatchObject(byLevel)
    const listed = await officer().call('GET', `/api/v1/rule-dry-runs/${run.id}/people?moved=true`)
    expect(listed.body.items).toMatchObject([
      {
        personId: person(0),
        before: 'met',
        after: 'unmet',
        beforeMinutes: null,
        afterMinutes: 450,
        reason: 'hours',
        beforeLines: [{ id: 'days' }, { id: 'hours', required: '72', counted: '80', remaining: '0' }],
        afterLines: [{ id: 'days' }, { id: 'hours', required: '90', counted: '80', remaining: '10' }],
      },
    ])
    const all = await officer().call('GET', `/api/v1/rule-dry-runs/${run.id}/people`)
    expect(all.body.items).toHaveLength(3)
    // Whoever is short under either is touched all the same, and is listed by the rule.
    expect([run.listsByRule, change.key]).toEqual([true, 'require hours'])
    const listOf = async (rule: string, more = '') =>
      (
        await officer().call(
          'GET',
          `/api/v1/rule-dry-runs/${run.id}/people?rule=${encodeURIComponent(rule)}${more}`,
        )
      ).body
    const touched = await listOf(change.key)
    expect(touched.items).toHaveLength(change.people)
    expect(touched.items.map((one: { touched: string[] }) => one.touched)).toEqual(
      Array.from({ length: 3 }, () => ['require hours']),
    )
    expect((await listOf('require days')).items).toEqual([])
    const first = await listOf(change.key, '&limit=2')
    const rest = await listOf(change.key, `&limit=2&cursor=${first.next}`)
    expect([...first.items, ...rest.items]).toEqual(touched.items)
    const file = await officer().call('GET', `/api/v1/rule-dry-runs/${run.id}/people.xlsx?language=en`)
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.raw as never)
    expect(book.worksheets.map(({ name }) => name).slice(0, 5)).toEqual([
      'By changed rule',
      'By district',
      'By employer',
      'By title level',
      'By class of person',
    ])
    const told = book.worksheets[0]?.getRow(2).values as unknown[]
    expect([told[1], told[2], ...told.slice(5)]).toEqual([
      'Requirements',
      'changed',
      3,
      0,
      'class hour',
      0,
      46,
    ])
    const levels = book.worksheets[3]?.getRow(2).values as unknown[]
    expect(levels.slice(1)).toEqual(['associate senior', 1, 1, 0, 0, 0, 0])
    expect(book.worksheets[5]?.rowCount).toBe(4)
    const person0 = book.worksheets[5]?.getRow(2).values as unknown[]
    expect(person0.at(-1)).toMatch(/^Requirements: .*90 class hours/)
    const ofRule = await officer().call(
      'GET',
      `/api/v1/rule-dry-runs/${run.id}/people.xlsx?rule=${encodeURIComponent('require days')}`,
    )
    const nobody = new ExcelJS.Workbook()
    await nobody.xlsx.load(ofRule.raw as never)
    expect(nobody.worksheets[5]?.rowCount).toBe(1)
    await officer().call('POST', `/api/v1/rule-drafts/${draftId}/withdraw`, {})
  })
})

describe('a regulation that ships with nothing', () => {
  let draftId = ''

  test('is written as a draft and proves itself on its own worked examples', async () => {
    const made = await draftOf(officer())
    draftId = made.draftId
    expect([made.saved.status, made.saved.body.faults]).toEqual([200, []])
    const ran = await officer().call('GET', `/api/v1/rule-drafts/${draftId}/cases`)
    expect(ran.body).toMatchObject({ passed: 2, failed: 0, faults: [] })
    expect(ran.body.cases[1].lines[0]).toEqual({
      id: 'total',
      required: '80',
      counted: '58',
      standing: 'unmet',
    })
    expect(ran.body.lines).toContainEqual({
      id: 'total',
      name: { zh: '合计（学时）', en: 'Total (class hours)' },
    })
    const { outline } = await readOf(officer(), draftId)
    const [version] = outline.versions
    expect(version).toMatchObject({ id: '2026', from: '2026-01-01', to: null })
    const words = version.obligations[0].parts.flatMap(
      (part: { part: string; items: { text: { zh: string; en: string }; origin: string }[] }) =>
        part.items.map(({ text, origin }) => `${part.part} ${text.zh} | ${text.en} | ${origin}`),
    )
    expect(words).toContain(
      'require 合计不少于80学时 | in total: at least 80 class hours | province-2026@2026',
    )
    expect(words).toContain(
      'caps 学习方式为远程：每期最多计20学时 | mode is distance: at most 20 class hours a period | province-2026@2026',
    )
  })

  test('is not proposed before it was dry run', async () => {
    const { revision, blocked } = await readOf(officer(), draftId)
    expect(blocked).toEqual([{ code: 'rule-draft.dry-run-none', params: {} }])
    const early = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/propose`, {
      revision,
      note: '',
    })
    expect([early.status, early.body.code]).toEqual([422, 'rule-draft.dry-run-none'])
  })

  test('is dry run over everybody: who becomes short, why, by group; the same again gives the same report', async () => {
    const run = await dryRun(draftId)
    expect(run).toMatchObject({ state: 'done', people: 3, judged: 3, current: true })
    expect(run.report).toMatchObject({
      mode: 'switch',
      people: 3,
      matrix: [
        { before: 'met', after: 'unmet', people: 1 },
        { before: 'unmet', after: 'unmet', people: 2 },
      ],
      counts: { people: 3, newlyShort: 1, newlyMet: 0, newlyUndetermined: 0 },
      reasons: [{ line: 'total', people: 1 }],
      minutes: { moved: 3 },
      groups: { titleLevel: byLevel },
    })
    const spread: { people: number }[] = run.report.minutes.spread
    expect(spread.reduce((sum, { people }) => sum + people, 0)).toBe(3)
    const listed = await officer().call('GET', `/api/v1/rule-dry-runs/${run.id}/people?moved=true`)
    expect(listed.body.items).toMatchObject([
      {
        personId: person(0),
        before: 'met',
        after: 'unmet',
        beforeMinutes: null,
        afterMinutes: 44 * 45,
        reason: 'total',
      },
    ])
    const again = await dryRun(draftId)
    expect([again.id === run.id, again.reportHash]).toEqual([false, run.reportHash])
    const file = await officer().call('GET', `/api/v1/rule-dry-runs/${run.id}/people.xlsx?moved=true`)
    expect([file.status, file.raw.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect(await eventsOf(house, draftId)).toContain('ruleStudio.dryRunExported')
  })

  test('is published by a second officer alone, and standings and explanations go by it from then on', async () => {
    const { revision, hash } = await readOf(officer(), draftId)
    const proposed = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/propose`, {
      revision,
      note: '按新规定',
    })
    expect([proposed.status, proposed.body.code]).toEqual([200, undefined])
    const decide = { confirm: 'province-2026', hash }
    const own = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/publish`, decide)
    expect([own.status, own.body.code]).toEqual([403, 'rule-draft.same-person'])
    const locked = await officer().call('PUT', `/api/v1/rule-drafts/${draftId}`, {
      revision,
      pack: province(),
      cases: [],
    })
    expect(locked.body.code).toBe('rule-draft.state')
    const slip = await world.officer2.call('POST', `/api/v1/rule-drafts/${draftId}/publish`, {
      ...decide,
      confirm: 'province',
    })
    expect(slip.body.code).toBe('rule-draft.mismatch')
    const done = await world.officer2.call('POST', `/api/v1/rule-drafts/${draftId}/publish`, decide)
    expect([done.status, done.body]).toEqual([200, { packId: 'province-2026', hash }])
    const { body } = await officer().call('GET', '/api/v1/rules/province-2026')
    expect(body).toMatchObject({ hash, cases: 2, history: [{ hash, shipped: false, draftId }] })
    const before = await officer().call(
      'GET',
      `/api/v1/people/${person(0)}/standing?period=2026&on=2026-12-20`,
    )
    expect(before.body).toMatchObject({ standing: 'met', pack: { id: '653-2006' } })
    await switchTo('province-2026')
    const after = await officer().call(
      'GET',
      `/api/v1/people/${person(0)}/standing?period=2026&on=2026-12-20`,
    )
    expect(after.body).toMatchObject({ standing: 'unmet', pack: { id: 'province-2026', hash } })
    const record = await officer().call('GET', `/api/v1/people/${person(0)}/record?year=2026`)
    expect(record.body.lines[0]).toMatchObject({
      required: '80',
      counted: '36',
      remaining: '44',
      clause: { id: 'doc.3', document: { number: '某人社发〔2025〕80号' } },
    })
    expect(await checkLedger(house.services.db, '2026-12-20')).toEqual([])
    expect((await checkPacks(house.services.db)).gone).toEqual([])
  })
})

describe('an amendment of rules in force', () => {
  test('is told what it reaches, and asks for a run of that programme against the texts in force', async () => {
    const begun = await officer().call('POST', '/api/v1/rule-drafts', {
      packId: 'province-2026',
      from: 'pack',
    })
    const { draftId } = begun.body
    const first = await readOf(officer(), draftId)
    expect(first.cases).toHaveLength(2)
    expect(first.blocked.map(({ code }: { code: string }) => code)).toContain('rule-draft.known-text')
    const pack = JSON.parse(JSON.stringify(province()).replace('"atMost":"20"', '"atMost":"64"'))
    const [case1] = provinceCases()
    const saved = await officer().call('PUT', `/api/v1/rule-drafts/${draftId}`, {
      revision: 1,
      pack,
      cases: [case1],
    })
    expect([saved.status, saved.body.faults]).toEqual([200, []])
    const stale = await officer().call('PUT', `/api/v1/rule-drafts/${draftId}`, {
      revision: 1,
      pack,
      cases: [case1],
    })
    expect([stale.status, stale.body.code]).toEqual([409, 'state.conflict'])
    const read = await readOf(officer(), draftId)
    expect(read.effect).toMatchObject({
      changedFrom: '2026-01-01',
      retroactive: true,
      programmes: [{ id: programmeId(), own: true, runId: null }],
      closedPeriods: [],
    })
    expect(read.blocked.map(({ code }: { code: string }) => code)).toEqual(['rule-draft.dry-run-missing'])
    const run = await dryRun(draftId)
    expect(run.report).toMatchObject({ mode: 'same', counts: { newlyMet: 1, newlyShort: 0 } })
    const { revision, hash, blocked } = await readOf(officer(), draftId)
    expect(blocked).toEqual([])
    await officer().call('POST', `/api/v1/rule-drafts/${draftId}/propose`, { revision, note: '' })
    const back = await world.officer2.call('POST', `/api/v1/rule-drafts/${draftId}/return`, {
      reason: '条文号待补',
    })
    expect(back.status).toBe(200)
    await officer().call('POST', `/api/v1/rule-drafts/${draftId}/propose`, { revision, note: '已补' })
    // Evidence that came since the run: what the second officer would approve is no longer what was shown.
    await studied(house, { personId: person(2), programmeId: programmeId() }, 10, '2026-06-03')
    house.now = new Date('2026-12-20T03:00:00Z')
    await studied(house, { personId: person(2), programmeId: programmeId() }, 10, '2026-06-04')
    const moved = await world.officer2.call('POST', `/api/v1/rule-drafts/${draftId}/publish`, {
      confirm: 'province-2026',
      hash,
    })
    expect([moved.status, moved.body.code]).toEqual([422, 'rule-draft.dry-run-stale'])
    house.now = new Date('2026-12-20T04:00:00Z')
    await dryRun(draftId)
    const done = await world.officer2.call('POST', `/api/v1/rule-drafts/${draftId}/publish`, {
      confirm: 'province-2026',
      hash,
    })
    expect([done.status, done.body.code]).toEqual([200, undefined])
    const after = await officer().call(
      'GET',
      `/api/v1/people/${person(0)}/standing?period=2026&on=2026-12-20`,
    )
    expect(after.body).toMatchObject({ standing: 'met', pack: { hash } })
    expect(await eventsOf(house, draftId)).toEqual([
      'ruleStudio.draftStarted',
      'ruleStudio.draftSaved',
      'ruleStudio.dryRunStarted',
      'ruleStudio.dryRunDone',
      'ruleStudio.draftProposed',
      'ruleStudio.draftReturned',
      'ruleStudio.draftProposed',
      'ruleStudio.dryRunStarted',
      'ruleStudio.dryRunDone',
      'ruleStudio.published',
    ])
  })
})

describe('what is registered besides', () => {
  test('a newer release does not go over a text an office has published', async () => {
    const { hash } = (await officer().call('GET', '/api/v1/rules/province-2026')).body
    const released = { ...province(), title: { zh: '新版', en: 'a newer release' } } as unknown as Json
    await registerShippedRules(
      house.services.db,
      [{ pack: released, cases: [] }],
      new Date('2030-01-01T00:00:00Z'),
    )
    expect((await officer().call('GET', '/api/v1/rules/province-2026')).body.hash).toBe(hash)
  })

  test('doctor knows the rules of entries posted under layers, and under texts that were replaced since', async () => {
    const id = 'city-2026'
    const city = {
      ...province(id),
      on: ['province-2026'],
      participants: 'province-2026',
      basis: { own: { number: '某市〔2026〕1号', authority: { zh: '某市', en: 'a city' } } },
      clauses: { 'own.1': { basis: 'own', zh: '每年不少于90学时', en: 'at least 90 class hours' } },
      versions: [
        {
          id: '2026',
          inForce: { from: '2026-01-01', to: null },
          merge: [{ tighten: { line: 'total', atLeast: '90' }, clause: 'own.1' }],
          obligations: [],
        },
      ],
    }
    await registerPacks(house.services.db, [city as unknown as Json], house.now)
    await switchTo(id)
    await studied(house, { personId: person(1), programmeId: programmeId() }, 5, '2026-06-05')
    const found = await checkPacks(house.services.db)
    expect([found.rulesets, found.gone]).toEqual([3, []])
    expect(await checkLedger(house.services.db, '2026-12-20')).toEqual([])
  })

  test('every pack that ships can be amended: without faults, its cases passed, its words in both languages', async () => {
    await registerShippedPacks(house.services)
    const { packs } = (await officer().call('GET', '/api/v1/rules')).body
    const shipped = ['653-2006', 'cn-2015', 'cn-acct-2018', 'gd-2011', 'gd-2021', 'nasba-2024']
    expect(packs.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(shipped))
    for (const packId of shipped) {
      const begun = await officer().call('POST', '/api/v1/rule-drafts', { packId, from: 'pack' })
      const read = await readOf(officer(), begun.body.draftId)
      const ran = await officer().call('GET', `/api/v1/rule-drafts/${begun.body.draftId}/cases`)
      expect([packId, read.faults, ran.body.failed, ran.body.passed > 0]).toEqual([packId, [], 0, true])
      const words = JSON.stringify(read.outline.versions)
      expect([packId, words.match(/undefined|NaN|\[object/)]).toEqual([packId, null])
    }
  })
})
