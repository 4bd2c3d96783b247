import { beforeAll, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { officeOf } from '../../../test/setting.ts'
import { rulesOf653 } from '../certificates/certificate-fixtures.ts'
import { draftOf, province, provinceCases, readOf } from './rule-studio-fixtures.ts'

const house = testHouse()
let office: Client
beforeAll(async () => {
  await rulesOf653(house)
  ;({ office } = await officeOf(house))
}, 120_000)

type Path = readonly (string | number)[]
/** What can stand where a date or a number belongs while somebody types, or in a file from elsewhere. */
const rubbish = ['', 'soon', '2026-02-30', '0000-01-01', '1999-01-01', null, -1, 1.5, []] as const

const isDateOrNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\d[\d/-]*$/.test(value))

/** Places of dates and numbers in a text; an end that is open is one too. */
const places = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        places(one, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : isDateOrNumber(value) || at.at(-1) === 'to'
      ? [at]
      : []

const withAt = (value: unknown, [key, ...rest]: Path, next: unknown): unknown => {
  if (key === undefined) return next
  if (Array.isArray(value)) return value.with(Number(key), withAt(value[Number(key)], rest, next))
  const node = value as Record<string, unknown>
  return { ...node, [key]: withAt(node[key], rest, next) }
}

test('whatever stands in a date or a number of a draft, it opens, and can be mended', async () => {
  const { draftId, saved } = await draftOf(office)
  const whole = { pack: province(), cases: provinceCases().slice(0, 1) }
  let { revision } = saved.body
  const unread: unknown[] = []
  const found = places(whole)
  expect(found.length).toBeGreaterThan(20)
  for (const at of found)
    for (const value of rubbish) {
      const content = withAt(whole, at, value) as typeof whole
      const kept = await office.call('PUT', `/api/v1/rule-drafts/${draftId}`, { revision, ...content })
      revision = kept.body.revision
      const read = await office.call('GET', `/api/v1/rule-drafts/${draftId}`)
      if (kept.status !== 200 || read.status !== 200)
        unread.push([at.join('/'), value, kept.status, read.status])
    }
  expect(unread).toEqual([])
  const mended = await office.call('PUT', `/api/v1/rule-drafts/${draftId}`, { revision, ...whole })
  expect(mended.body.faults).toEqual([])
}, 120_000)

test.each(['', 'soon', '2026-13-01', '0000-01-01', null, 2027, undefined])(
  'an amendment with a version from “%s” on opens, and is withdrawn',
  async (from) => {
    const begun = await office.call('POST', '/api/v1/rule-drafts', { packId: '653-2006', from: 'pack' })
    const { draftId } = begun.body
    const { pack, cases } = await readOf(office, draftId)
    const [first] = pack.versions
    const versions = [...pack.versions, { ...first, id: 'new', inForce: { from, to: from } }]
    const body = { revision: 1, pack: { ...pack, versions }, cases }
    expect((await office.call('PUT', `/api/v1/rule-drafts/${draftId}`, body)).status).toBe(200)
    const read = await office.call('GET', `/api/v1/rule-drafts/${draftId}`)
    expect([read.status, read.body.faults.length > 0, read.body.effect?.changedFrom]).toEqual([
      200,
      true,
      null,
    ])
    expect((await office.call('GET', `/api/v1/rule-drafts/${draftId}/cases`)).status).toBe(200)
    const withdraw = { reason: '写错了' }
    expect(
      (await office.call('POST', `/api/v1/rule-drafts/${draftId}/withdraw`, withdraw)).status,
    ).toBeLessThan(300)
  },
)
