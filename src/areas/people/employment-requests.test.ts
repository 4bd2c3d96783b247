import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered, newIdentityNumber } from '../../../test/setting.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

/** A person on the staff of one employer, and another employer to go to. */
const setting = async () => {
  const { office } = await officeOf(house)
  const [oldId, nextId] = [
    await registered(office, 'employer', `原单位 ${fresh()}`),
    await registered(office, 'employer', `新单位 ${fresh()}`),
  ]
  const former = await house.client([{ role: 'employer', organisationId: oldId }])
  const next = await house.client([{ role: 'employer', organisationId: nextId }])
  const added = await former.call('POST', `/api/v1/employers/${oldId}/staff`, {
    name: '张三',
    identity: { number: newIdentityNumber() },
  })
  const personId: string = added.body.personId
  const person = await house.client([], personId)
  const url = `/api/v1/people/${personId}`
  const [first] = (await person.call('GET', url)).body.employments
  // As of long ago, so that a last day may lie before today.
  await sql`update employment set from_day = '2020-01-01' where id = ${first.id}`.execute(house.services.db)
  return { office, oldId, nextId, former, next, personId, person, url, leavingId: first.id as string }
}
type Setting = Awaited<ReturnType<typeof setting>>

const ask = (s: Setting, more: object = {}) =>
  s.person.call('POST', `${s.url}/employment-requests`, {
    employerId: s.nextId,
    from: '2026-03-16',
    leavingId: s.leavingId,
    ...more,
  })
const asked = async (s: Setting, more: object = {}): Promise<string> => {
  const reply = await ask(s, more)
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return reply.body.requestId
}
const act = (client: Client, id: string, what: string, body?: object) =>
  client.call('POST', `/api/v1/employment-requests/${id}/${what}`, body)
const listed = async (client: Client, search = '') =>
  (await client.call('GET', `/api/v1/employment-requests${search}`)).body.items as Record<string, unknown>[]
const employments = async (s: Setting) =>
  (await s.office.call('GET', s.url)).body.employments.map(
    (one: { employerId: string; from: string; to: string | null }) => [one.employerId, one.from, one.to],
  ) as (string | null)[][]

describe('changing employer', () => {
  test('is asked by the person, accepted by the new employer, and the old one is told', async () => {
    const s = await setting()
    const id = await asked(s, { post: '架构师', lastDay: '2026-03-13' })
    expect(await employments(s)).toEqual([[s.oldId, '2020-01-01', null]])
    // The old employer learns of it once it is so, not while it is a wish.
    expect(await listed(s.former)).toEqual([])
    expect(await listed(s.next, '?open=true')).toMatchObject([
      { id, personName: '张三', post: '架构师', state: 'waiting', may: { 'employmentRequest.decide': true } },
    ])
    expect((await act(s.next, id, 'accept')).status).toBe(200)
    expect(await employments(s)).toEqual([
      [s.nextId, '2026-03-16', null],
      [s.oldId, '2020-01-01', '2026-03-13'],
    ])
    expect((await eventsOf(house, s.personId)).slice(-4)).toEqual([
      'people.employmentRequested',
      'people.employmentRequestAccepted',
      'people.employmentAdded',
      'people.employmentEnded',
    ])
    expect(await listed(s.next, '?open=true')).toEqual([])
    const told = await listed(s.former, '?open=true')
    expect(told).toMatchObject([
      { personName: '张三', lastDay: '2026-03-13', employer: null, may: { 'employmentRequest.note': true } },
    ])
    expect(JSON.stringify(told)).not.toContain(s.nextId)
    expect((await act(s.former, id, 'note')).status).toBe(204)
    expect((await act(s.former, id, 'note')).status).toBe(204)
    expect(await listed(s.former, '?open=true')).toEqual([])
    expect(
      (await eventsOf(house, s.personId)).filter((name) => name === 'people.departureNoted'),
    ).toHaveLength(1)
  })

  test('leaves the last day to the day before the first where none is given', async () => {
    const s = await setting()
    await act(s.next, await asked(s), 'accept')
    expect(await employments(s)).toContainEqual([s.oldId, '2020-01-01', '2026-03-15'])
  })

  test('may be an employer in addition, which ends nothing and tells nobody', async () => {
    const s = await setting()
    await act(s.next, await asked(s, { leavingId: undefined }), 'accept')
    expect((await employments(s)).map(([, , to]) => to)).toEqual([null, null])
    expect(await listed(s.former)).toEqual([])
  })

  test('refused with a reason changes nothing; the person reads the reason and may ask again', async () => {
    const s = await setting()
    const id = await asked(s)
    expect((await act(s.next, id, 'refuse', { reason: '' })).status).toBe(400)
    expect((await act(s.next, id, 'refuse', { reason: '未办理入职' })).status).toBe(204)
    expect(await employments(s)).toEqual([[s.oldId, '2020-01-01', null]])
    expect(await listed(s.person)).toMatchObject([{ id, state: 'refused', reason: '未办理入职' }])
    expect((await act(s.next, id, 'accept')).body.code).toBe('employment-request.settled')
    await asked(s)
  })

  test('taken back by the person can be accepted no more', async () => {
    const s = await setting()
    const id = await asked(s)
    expect((await ask(s)).body.code).toBe('employment-request.waiting')
    expect((await act(s.person, id, 'withdraw')).status).toBe(204)
    expect((await act(s.next, id, 'accept')).body.code).toBe('employment-request.settled')
    expect((await act(s.person, id, 'withdraw')).body.code).toBe('employment-request.settled')
    expect(await employments(s)).toHaveLength(1)
  })

  test('accepted twice at once is accepted once', async () => {
    const s = await setting()
    const id = await asked(s)
    const codes = await Promise.all(
      [1, 2].map(async () => (await act(s.next, id, 'accept')).body.code ?? 'accepted'),
    )
    expect(codes.sort()).toEqual(['accepted', 'employment-request.settled'])
    expect(await employments(s)).toHaveLength(2)
  })

  test('keeps an end that the old employer recorded in the meantime', async () => {
    const s = await setting()
    const id = await asked(s)
    await s.former.call('POST', `${s.url}/employments/${s.leavingId}/end`, { on: '2026-03-01' })
    expect((await act(s.next, id, 'accept')).status).toBe(200)
    expect(await employments(s)).toContainEqual([s.oldId, '2020-01-01', '2026-03-01'])
  })

  test('names what is wrong with what was asked', async () => {
    const s = await setting()
    const other = await setting()
    const codes = [
      await ask(s, { employerId: s.oldId }),
      await ask(s, { leavingId: other.leavingId }),
      await ask(s, { lastDay: '2019-12-31' }),
      await ask(s, { employerId: s.personId }),
    ].map(({ body }) => body.code)
    expect(codes).toEqual([
      'employment.already',
      'employment-request.leaving-unknown',
      'employment.dates',
      'employment.employer-unknown',
    ])
  })
})

describe('who may', () => {
  test('nobody but the person ask, nobody but the new employer or the office decide, nobody but the old one note', async () => {
    const s = await setting()
    const stranger = await setting()
    const body = { employerId: s.nextId, from: '2026-03-16' }
    for (const client of [s.former, s.next, stranger.person])
      expect((await client.call('POST', `${s.url}/employment-requests`, body)).status).toBe(404)
    // The person alone cannot put themselves on a staff any more.
    expect(
      (await s.person.call('POST', `${s.url}/employments`, { employerId: s.nextId, from: '2026-03-16' }))
        .status,
    ).toBe(403)
    const id = await asked(s)
    for (const client of [s.former, stranger.next, stranger.person]) {
      expect((await act(client, id, 'accept')).status).toBe(404)
      expect((await act(client, id, 'refuse', { reason: '不认识' })).status).toBe(404)
      expect((await act(client, id, 'withdraw')).status).toBe(404)
      expect((await listed(client)).map((one) => one['id'])).not.toContain(id)
    }
    expect((await act(s.person, id, 'accept')).status).toBe(403)
    expect((await act(s.next, id, 'withdraw')).status).toBe(403)
    expect((await act(s.former, id, 'note')).status).toBe(404)
    expect((await act(s.office, id, 'accept')).status).toBe(200)
    for (const client of [s.next, s.person, stranger.former])
      expect((await act(client, id, 'note')).status).toBe(404)
    expect((await act(s.former, id, 'note')).status).toBe(204)
  })
})
