import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { officeOf } from '../../../test/setting.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { registerPacks } from '../ledger/index.ts'
import { closed, closingWorld, type ClosingWorld, studied, yearAfter } from '../ledger/closing-fixtures.ts'
import { draftOf, province, provinceCases, readOf } from './rule-studio-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
const officer = () => world.school.office

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(
    house,
    { personId: world.people[0]?.personId as string, programmeId: world.school.programmeId },
    60,
    '2026-06-01',
  )
}, 120_000)

interface Fault {
  readonly pointer: string
  readonly code: string
  readonly text: { readonly zh: string; readonly en: string }
}
type Pack = ReturnType<typeof province> & {
  unit?: unknown
  on: string[]
  versions: {
    id: string
    inForce: { from: string; to: string | null }
    obligations: Record<string, never>[]
  }[]
}

/** Saves a regulation with something wrong in it as a draft; answers its faults and what is said to a dry run of it. */
const savedWith = async (id: string, change: (pack: Pack) => void) => {
  const pack = structuredClone(province(id)) as Pack
  change(pack)
  const { draftId, saved } = await draftOf(officer(), id, pack)
  expect(saved.status).toBe(200)
  const run = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/dry-runs`, {
    programmeId: world.school.programmeId,
    period: '2026',
  })
  const { revision } = saved.body
  const proposed = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/propose`, {
    revision,
    note: '',
  })
  return { faults: saved.body.faults as Fault[], codes: [run.body.code, proposed.body.code], draftId }
}

const obligation = (pack: Pack): Record<string, unknown> => pack.versions[0]?.obligations[0] ?? {}

describe('a text with something wrong is kept as a draft and loaded nowhere, not in part either', () => {
  test.each<readonly [string, string, string, (pack: Pack) => void]>([
    [
      'an unknown operator',
      '/versions/0/obligations/0/caps/0/when',
      'predicate.operator',
      (pack) => {
        obligation(pack)['caps'] = [{ id: 'c', when: { field: 'mode', like: 'distance' }, atMost: '20' }]
      },
    ],
    [
      'layers in a circle',
      '/on/0',
      'layers.cycle',
      (pack) => {
        pack.on = [pack['id'] as string]
      },
    ],
    [
      'overlapping versions',
      '/versions/1/inForce',
      'version.overlap',
      (pack) => {
        pack.versions.push({
          ...structuredClone(pack.versions[0] as Pack['versions'][0]),
          id: '2027',
          inForce: { from: '2027-01-01', to: null },
        })
      },
    ],
    [
      'a share above 100 %',
      '/versions/0/obligations/0/require/allOf/1/share',
      'share.above-one',
      (pack) => {
        const { allOf } = obligation(pack)['require'] as { allOf: { share?: string }[] }
        ;(allOf[1] as { share?: string }).share = '8/5'
      },
    ],
    [
      'dates out of order',
      '/versions/0/inForce',
      'dates.order',
      (pack) => {
        ;(pack.versions[0] as Pack['versions'][0]).inForce = { from: '2026-01-01', to: '2025-12-31' }
      },
    ],
    [
      'a unit left out',
      '',
      'unit.missing',
      (pack) => {
        delete pack.unit
      },
    ],
  ])('%s', async (name, pointer, code, change) => {
    const { faults, codes, draftId } = await savedWith(`bad-${code.replaceAll('.', '-')}`, change)
    const found = faults.find((one) => one.code === code)
    expect([
      name,
      found?.pointer.startsWith(pointer),
      faults.map((one) => `${one.pointer} ${one.code}`),
    ]).toEqual([name, true, expect.any(Array)])
    expect(found?.text.zh).toMatch(/[一-鿿]/)
    expect(found?.text.en).toMatch(/^[\x20-\x7e“”]+$/)
    expect(codes[0]).toBe('rule-draft.faults')
    expect(['rule-draft.faults', 'rule-draft.dry-run-none']).toContain(codes[1])
    expect((await readOf(officer(), draftId)).outline).toBeNull()
    const { body } = await officer().call('GET', '/api/v1/rules')
    expect(body.packs.map(({ id }: { id: string }) => id)).not.toContain(`bad-${code.replaceAll('.', '-')}`)
  })

  test('a case that does not give what it expects is named, with what was expected and what came', async () => {
    const [one] = provinceCases('wrong-case')
    const wrong = { ...one, expect: { standing: 'unmet' } }
    const { draftId } = await draftOf(officer(), 'wrong-case', province('wrong-case'), [wrong])
    const ran = await officer().call('GET', `/api/v1/rule-drafts/${draftId}/cases`)
    expect(ran.body).toMatchObject({
      passed: 0,
      failed: 1,
      cases: [{ passed: false, differences: [{ pointer: '/standing', expected: '"unmet"', got: '"met"' }] }],
    })
    const { blocked } = await readOf(officer(), draftId)
    expect(blocked[0]).toEqual({ code: 'rule-draft.cases-fail', params: { count: '1' } })
  })

  test('a case that expects nothing has not passed: it is a fault with its place, and nothing of the kind may be published', async () => {
    const [one] = provinceCases('idle-case')
    const { draftId } = await draftOf(officer(), 'idle-case', province('idle-case'), [{ ...one, expect: {} }])
    const ran = await officer().call('GET', `/api/v1/rule-drafts/${draftId}/cases`)
    expect(ran.body).toMatchObject({
      passed: 0,
      failed: 0,
      faults: [{ pointer: '/cases/0/expect', code: 'case.expects-nothing' }],
    })
    const { blocked } = await readOf(officer(), draftId)
    expect(blocked[0]).toEqual({ code: 'rule-draft.case-faults', params: { count: '1' } })
  })

  test('a case with more activities than a page can try is refused, with its place', async () => {
    const [one] = provinceCases('long-case') as [{ facts: { activities: { id: string }[] } }]
    const { activities } = one.facts
    const many = Array.from({ length: 61 }, (_each, index) => ({ ...activities[0], id: `a${index}` }))
    const long = { ...one, facts: { ...one.facts, activities: many } }
    const { saved } = await draftOf(officer(), 'long-case', province('long-case'), [long])
    expect(saved.body.faults).toMatchObject([{ pointer: '/cases/0/facts/activities', code: 'case.too-long' }])
  })

  test('a new regulation names what is still empty, each once, and nothing that only follows from it', async () => {
    const begun = await officer().call('POST', '/api/v1/rule-drafts', { packId: 'just-begun', from: 'empty' })
    const { faults } = await readOf(officer(), begun.body.draftId)
    expect(faults.map(({ pointer, code }: Fault) => `${pointer} ${code}`).toSorted()).toEqual([
      '/basis/doc/authority/en text.empty',
      '/basis/doc/authority/zh text.empty',
      '/basis/doc/number text.empty',
      '/clauses/doc.1/en text.empty',
      '/clauses/doc.1/zh text.empty',
    ])
    expect(faults[0].text).toEqual({ zh: '还没有填写', en: 'must be filled in' })
  })

  test('a layer that would break a pack standing on it is refused, naming that pack', async () => {
    const layer = province('layer-a')
    const child = {
      ...province('child-b'),
      on: ['layer-a'],
      basis: { own: { number: '1', authority: { zh: '某市', en: 'a city' } } },
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
    await registerPacks(house.services.db, [layer, child] as unknown as Json[], house.now)
    const begun = await officer().call('POST', '/api/v1/rule-drafts', { packId: 'layer-a', from: 'pack' })
    const higher = JSON.parse(JSON.stringify(layer).replace('"atLeast":"80"', '"atLeast":"100"'))
    const saved = await officer().call('PUT', `/api/v1/rule-drafts/${begun.body.draftId}`, {
      revision: 1,
      pack: higher,
      cases: provinceCases('layer-a'),
    })
    expect(saved.body.faults).toMatchObject([
      { code: 'layer.loosens', text: { zh: expect.stringContaining('child-b') } },
    ])
  })
})

describe('a file of rules', () => {
  test('signed here is taken back whole; altered, or under an unknown key, it is refused; unsigned it is marked so', async () => {
    const { draftId } = await draftOf(
      officer(),
      'to-export',
      province('to-export'),
      provinceCases('to-export'),
    )
    const file = await officer().call('GET', `/api/v1/rule-drafts/${draftId}/file`)
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/jose'])
    const text = file.raw.toString()
    const taken = await officer().call('POST', '/api/v1/rule-drafts/imported', { file: text })
    expect(taken).toMatchObject({ status: 201, body: { signed: true } })
    const read = await readOf(officer(), taken.body.draftId)
    expect(read).toMatchObject({ origin: 'signed-file', packId: 'to-export', faults: [] })
    expect([read.pack, read.cases]).toEqual([province('to-export'), provinceCases('to-export')])

    const [header, body, signature] = text.split('.') as [string, string, string]
    const changed = JSON.parse(Buffer.from(body, 'base64url').toString())
    changed.pack.versions[0].obligations[0].require.allOf[0].atLeast = '8'
    const altered = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.')
    const refused = await officer().call('POST', '/api/v1/rule-drafts/imported', { file: altered })
    expect([refused.status, refused.body.code]).toEqual([422, 'rule-file.altered'])

    const other = generateKeyPairSync('ed25519')
    const jwk = other.publicKey.export({ format: 'jwk' })
    const head = Buffer.from(
      JSON.stringify({
        alg: 'EdDSA',
        typ: 'zhixin-rules+jws',
        jwk: { kty: jwk.kty, crv: jwk.crv, x: jwk.x },
      }),
    ).toString('base64url')
    const foreign = `${head}.${body}.${sign(null, Buffer.from(`${head}.${body}`), other.privateKey).toString('base64url')}`
    const unknown = await officer().call('POST', '/api/v1/rule-drafts/imported', { file: foreign })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'rule-file.key-unknown'])
    const confirmed = await officer().call('POST', '/api/v1/rule-drafts/imported', {
      file: foreign,
      trust: unknown.body.params.key,
    })
    expect([confirmed.status, confirmed.body.signed]).toEqual([201, true])

    const bare = await officer().call('POST', '/api/v1/rule-drafts/imported', {
      file: JSON.stringify({ pack: province('to-export'), cases: [] }),
    })
    expect([bare.status, bare.body.signed]).toEqual([201, false])
    expect((await readOf(officer(), bare.body.draftId)).origin).toBe('unsigned-file')
    for (const file of ['hello', 'a.b.c', '{"schema":"other"}', '{"schema":"zhixin.pack/1"}']) {
      const nothing = await officer().call('POST', '/api/v1/rule-drafts/imported', { file })
      expect([nothing.status, nothing.body.code]).toEqual([422, expect.stringMatching(/^rule-file\./)])
    }
    for (const id of ['../../etc', 'GD 2021', '规则', undefined]) {
      const file = JSON.stringify({ ...province('to-export'), id })
      expect(await officer().call('POST', '/api/v1/rule-drafts/imported', { file })).toMatchObject({
        status: 422,
        body: { code: 'rule-file.id', errors: [{ pointer: '/pack/id', code: 'rule-draft.id' }] },
      })
    }
    const above = { packId: 'fresh', from: 'empty', on: '../../etc' }
    expect((await officer().call('POST', '/api/v1/rule-drafts', above)).status).toBe(400)
  })
})

describe('who changes what', () => {
  test('another office sees no draft, and does not change a pack that this one’s programme goes by', async () => {
    const { office } = await officeOf(house)
    const { draftId } = await draftOf(officer(), 'ours', province('ours'))
    expect((await office.call('GET', `/api/v1/rule-drafts/${draftId}`)).status).toBe(404)
    const begun = await office.call('POST', '/api/v1/rule-drafts', { packId: '653-2006', from: 'pack' })
    expect(begun.status).toBe(201)
    const { blocked } = await readOf(office, begun.body.draftId)
    expect(blocked.map(({ code }: { code: string }) => code)).toContain('rule-draft.used-elsewhere')
    expect((await world.school.institution.call('GET', '/api/v1/rules')).status).toBe(403)
  })

  test('a change that bears on a closed year asks for a run of that year, and leaves its rows as they are', async () => {
    house.now = yearAfter
    await closed(house, world)
    const begun = await officer().call('POST', '/api/v1/rule-drafts', { packId: '653-2006', from: 'pack' })
    const { draftId } = begun.body
    const { pack, cases } = await readOf(officer(), draftId)
    const raised = JSON.parse(JSON.stringify(pack).replaceAll('"atLeast":"72"', '"atLeast":"80"'))
    await officer().call('PUT', `/api/v1/rule-drafts/${draftId}`, { revision: 1, pack: raised, cases })
    const { effect, blocked } = await readOf(officer(), draftId)
    expect(effect).toMatchObject({ retroactive: true, closedPeriods: [{ period: '2026', runId: null }] })
    expect(blocked.map(({ code }: { code: string }) => code)).toContain('rule-draft.closed-run-missing')
    const started = await officer().call('POST', `/api/v1/rule-drafts/${draftId}/dry-runs`, {
      programmeId: world.school.programmeId,
      period: '2026',
    })
    await house.drain()
    const run = (await officer().call('GET', `/api/v1/rule-dry-runs/${started.body.runId}`)).body
    expect(run.report).toMatchObject({ people: 1, matrix: [{ before: 'met', after: 'unmet', people: 1 }] })
    const after = await readOf(officer(), draftId)
    expect(after.effect.closedPeriods[0].runId).toBe(run.id)
    expect(after.blocked.map(({ code }: { code: string }) => code)).not.toContain(
      'rule-draft.closed-run-missing',
    )
  })
})
