import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import { compile, compileDespiteFaults, evaluate, type Ruleset } from '../../rules/index.ts'
import { factsThen } from './app/closed-year.ts'
import { hashesOfResult, hashOfText } from './app/judge-closing.ts'
import { hashOfPack } from './app/rulebook.ts'
import { closed, closingWorld, type ClosingWorld, studied, yearAfter } from './closing-fixtures.ts'
import type { ClosingContent } from './domain/closing-content.ts'
import { checkClosings, registerPacks, yearStandings } from './index.ts'
import { activitiesById } from './store/entries.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string
const of = (place: number) => ({ personId: id(place), programmeId: world.school.programmeId })
const get = (path: string) => world.school.office.call('GET', `/api/v1/people/${path}`)
const explained = async (place: number) => (await get(`${id(place)}/standing/explanation?year=2026`)).body

/** What is kept of a closing, as a compiler that took this text would have left it. */
const closedBy = async (
  text: Json,
  change: (content: ClosingContent, ruleset: Ruleset) => Promise<object>,
) => {
  const { db } = house.services
  await registerPacks(db, [text], new Date('2027-01-14T00:00:00Z'))
  const { rows } = await sql<{ id: string; content: string }>`select id, content from closing_row`.execute(db)
  const ruleset = compileDespiteFaults(text, []) as Ruleset
  await db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const row of rows) {
      const before = JSON.parse(row.content) as ClosingContent
      const packs = [hashOfPack(text)]
      const content = { ...before, ruleset: { ...before.ruleset, packs, hash: ruleset.hash } }
      const changed = canonicalJson({ ...content, ...(await change(content, ruleset)) } as unknown as Json)
      await sql`update closing_row set content = ${changed}, content_hash = ${hashOfText(changed)} where id = ${row.id}`.execute(
        tx,
      )
    }
  })
}

const resultBy = async (content: ClosingContent, ruleset: Ruleset): Promise<object> => {
  const activities = await activitiesById(house.services.db, content.evidence.activities)
  const facts = factsThen(content, activities, [])
  return { result: hashesOfResult(evaluate(ruleset, facts, { on: content.closedOn, trace: true })) }
}

const registered = async (): Promise<Record<string, unknown>> =>
  JSON.parse(
    await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8'),
  ) as Record<string, unknown>

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, of(0), 60, '2026-06-01')
  await studied(house, of(1), 20, '2026-06-02')
  house.now = yearAfter
  await closed(house, world)
}, 120_000)

describe('a year closed by rules that the compiler of today refuses', () => {
  let before: Awaited<ReturnType<typeof explained>>
  let text: Record<string, unknown>

  beforeAll(async () => {
    before = await explained(0)
    text = { ...(await registered()), remark: 'a key that no compiler takes any more' }
    expect(compile(text)).toMatchObject({ ok: false, errors: [{ pointer: '/remark' }] })
    await closedBy(text as Json, resultBy)
  })

  test('is explained whole, with its arithmetic: what is read in spite of the fault gives what was frozen', async () => {
    const { closed: since, rulePack, ...found } = await explained(0)
    const { closed: _since, rulePack: pack, ...then } = before
    expect(found).toEqual(then)
    expect(found.reasons.length).toBeGreaterThan(5)
    expect(rulePack).toEqual({ ...pack, hash: rulePack.hash })
    expect(since).toMatchObject({ isFiguresOnly: false, now: null })
    expect(since.refused.en).toMatch(
      /^Rule pack "653-2006" has faults .* at \/remark of "653-2006", “remark” is not known here.*Closed years can still be read\.$/,
    )
    expect(since.refused.zh).toContain('“653-2006”的 /remark 处')
  })

  test('is in My record, in the list of closed years, in title reviews and in the explanation of its entries', async () => {
    const record = await get(`${id(0)}/record?year=2026`)
    expect(record).toMatchObject({ status: 200, body: { standing: 'met', closedOn: '2027-01-15' } })
    const entries = record.body.activities.flatMap((one: { counted: { entryId: string }[] }) =>
      one.counted.map(({ entryId }) => entryId),
    )
    const entry = await world.school.office.call('GET', `/api/v1/ledger/${entries[0]}/explanation`)
    expect(entry.status).toBe(200)
    expect((await get(`${id(0)}/closings`)).status).toBe(200)
    const years = { ...of(1), years: [2026], today: '2027-02-01' }
    expect(await yearStandings(house.services.db, years)).toMatchObject([{ standing: 'unmet' }])
    // What it was put together for is all that is found: rows of another text than those that were signed for.
    const { findings } = await checkClosings(house.services.db)
    expect(findings.map(({ code }) => code)).toEqual(['ledger.closing-incomplete'])
  })

  test('while what stands open is refused with the pack and its fault, and is no fault of the server', async () => {
    for (const path of ['standing', 'record?year=2027', 'standing/explanation?year=2027']) {
      const { status, body } = await get(`${id(0)}/${path}`)
      expect([path, status, body.code]).toEqual([path, 422, 'ledger.pack-faulty'])
      expect(body.params).toMatchObject({ pack: '653-2006', fault: 'key.unknown', pointer: '/remark' })
      expect(body.title).toContain('/remark')
      expect(body.errors).toEqual([])
    }
    const open = { ...of(0), years: [2026, 2027], today: '2027-02-01' }
    expect(await yearStandings(house.services.db, open)).toBeUndefined()
  })

  test('tells the figures of its row where what can be read gives something else, and doctor names it', async () => {
    const versions = structuredClone(text['versions']) as { obligations: Record<string, unknown>[] }[]
    for (const { obligations } of versions) for (const one of obligations) one['convert'] = 'as it was then'
    await closedBy({ ...text, versions } as Json, async () => ({}))
    const found = await explained(0)
    const figures = (said: typeof found) =>
      said.lines.map(({ id: line, counted, required, remaining, unit, clause }: never) => [
        line,
        counted,
        required,
        remaining,
        unit,
        clause,
      ])
    expect(figures(found)).toEqual(figures(before))
    expect(found).toMatchObject({ standing: 'met', linesJoined: 'any', reasons: [], root: null })
    expect(found.closed).toMatchObject({ isFiguresOnly: true })
    const amounts = (said: typeof found) =>
      said.activities.map(({ counted }: { counted: unknown[] }) => counted)
    expect(amounts(found)).toEqual(amounts(before))
    expect(await explained(1)).toMatchObject({ standing: 'unmet', closed: { isFiguresOnly: true } })
    const { findings } = await checkClosings(house.services.db)
    expect(new Set(findings.map(({ code }) => code))).toContain('ledger.pack-unusable')
  })
})
