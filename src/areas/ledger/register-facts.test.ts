import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { testHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import { evaluate, fold } from '../../rules/index.ts'
import { gatherEvidence } from './app/gather-facts.ts'
import { rulebook } from './app/rulebook.ts'
import { closingWorld } from './closing-fixtures.ts'
import { creditActivities, registerPacks } from './index.ts'
import { programmeById } from './store/entries.ts'

const house = testHouse()
const names = Array.from(
  { length: 12 },
  (_, place) => `学员${String.fromCharCode(0x4e00 + place * 11)}${place}`,
)

test('a pass asks what is known of people as the engine does: dated, changed, not known', async () => {
  const { db } = house.services
  house.now = new Date('2026-11-01T02:00:00Z')
  const { school, people } = await closingWorld(house, names)
  const { programmeId } = school
  const text = await readFile(new URL('../../../rulepacks/cn-2015/rules.json', import.meta.url), 'utf8')
  const employers = [newId(), newId()] as const
  for (const [place, id] of employers.entries())
    await sql`insert into organisation (id, kind, name, created_at) values (${id}, 'employer', ${`单位${place}`}, now())`.execute(
      db,
    )
  // In post, or with the first employer, whichever is known.
  const asked = {
    any: [
      { fact: 'status', is: 'in-post' },
      { fact: 'employer', is: employers[0] },
    ],
  }
  const pack = JSON.parse(text) as { versions: { obligations: { population: Json }[] }[] }
  for (const { obligations } of pack.versions) for (const one of obligations) one.population = asked
  await registerPacks(db, [pack as unknown as Json], house.now)
  await sql`update programme set rule_pack = 'cn-2015' where id = ${programmeId}`.execute(db)
  const known: (readonly [string, string])[][] = [
    [['2015-07-01', 'in-post']],
    [
      ['2015-07-01', 'in-post'],
      ['2025-06-01', 'retired'],
    ],
    [
      ['2015-07-01', 'retired'],
      ['2025-06-01', 'in-post'],
    ],
    [['2026-01-01', 'in-post']],
    [
      ['2015-07-01', 'in-post'],
      ['2020-01-01', ''],
      ['2024-01-01', 'in-post'],
    ],
    [],
  ]
  for (const [place, { personId }] of people.entries())
    for (const [from, status] of known[place % known.length] ?? [])
      await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
        values (${newId()}, ${personId}, ${from}, ${JSON.stringify({ status, title: '工程师' })}::jsonb, 'self', now())`.execute(
        db,
      )
  // Employer, from, to: of two at once the one joined last is the employer.
  const employed: (readonly [0 | 1, string, string | null])[][] = [
    [[1, '2015-07-01', null]],
    [[1, '2015-07-01', null]],
    [
      [0, '2015-07-01', null],
      [1, '2025-07-01', null],
    ],
    [
      [1, '2015-07-01', '2025-06-30'],
      [0, '2025-07-01', null],
    ],
    [
      [0, '2015-07-01', null],
      [1, '2025-07-01', '2025-09-30'],
    ],
    [],
    [[0, '2015-07-01', '2025-09-30']],
  ]
  for (const [place, { personId }] of people.entries())
    for (const [employer, from, to] of employed[place % employed.length] ?? [])
      await sql`insert into employment (id, person_id, employer_id, from_day, to_day, source, recorded_at)
        values (${newId()}, ${personId}, ${employers[employer]}, ${from}, ${to}, 'office', now())`.execute(db)
  const activities = people.flatMap(({ personId }, place) =>
    ['professional', 'public'].map((category, index) => {
      const id = newId()
      const day = `2025-0${3 + index}-1${place % 9}`
      const activity = {
        id,
        kind: 'class',
        category,
        from: day,
        to: day,
        quantity: { minutes: 45 * (place < 6 ? 70 : 20) },
        recognitions: [{ act: 'recognised' as const, by: 'employer' as const, on: '2025-05-01' }],
      }
      return {
        personId,
        sourceKind: 'declaration' as const,
        sourceId: id,
        activity,
        recogniser: 'employer' as const,
        recognisedOn: '2025-05-01',
      }
    }),
  )
  const credited = await house.services.perform(
    creditActivities,
    { programmeId, activities },
    { actor: systemActor, requestId: 'test' },
  )
  expect(credited).toMatchObject({ ok: true })
  house.now = new Date('2026-12-20T02:00:00Z')
  const started = await school.office.call('POST', `/api/v1/programmes/${programmeId}/register-runs`, {
    period: '2025',
  })
  await house.drain()

  const programme = await programmeById(db, programmeId)
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok) throw new Error('rules')
  const ids = people.map(({ personId }) => personId).toSorted()
  const evidence = await gatherEvidence(db, ids, {
    programme,
    on: '2026-12-20',
    period: '2025',
    participants: book.value.pack.participants,
  })
  const expected = ids.map((personId) => {
    const facts = evidence.get(personId)?.facts
    if (!facts) throw new Error(personId)
    const result = evaluate(book.value.ruleset, facts, { on: '2026-12-20' })
    const { shape, code } = fold(result, book.value.ruleset)
    return {
      personId,
      folded: shape,
      code: Buffer.from(code).toString('hex'),
      standing: result.applies ? result.standing : 'outside',
    }
  })
  const { rows } = await sql<{ personId: string; folded: string; code: Buffer; standing: string }>`
    select s.person_id, h.folded, s.code, h.standing from register_run r join register_standing s on s.run = r.number
      join register_shape h on h.run = s.run and h.shape = s.shape where r.id = ${started.body.runId} order by s.person_id`.execute(
    db,
  )
  expect(rows.map((row) => ({ ...row, code: row.code.toString('hex') }))).toEqual(expected)
  expect(new Set(expected.map(({ standing }) => standing))).toEqual(
    new Set(['met', 'unmet', 'undetermined', 'outside']),
  )
  const read = await school.office.call('GET', `/api/v1/register-runs/${started.body.runId}`)
  // In post or not, known or not: nobody's evidence had to be gone through.
  expect(read.body).toMatchObject({ plan: 'sums', counts: { done: 12, whole: 0 } })
})
