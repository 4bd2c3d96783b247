import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { doorPassword } from '../../../test/doors.ts'
import { testHouse, type Answer, type Client } from '../../../test/house.ts'
import { fresh, officeOf, registered } from '../../../test/setting.ts'
import { delegated } from '../../access/delegation.ts'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import { residentCheckDigit } from '../../kernel/identity-number.ts'
import { hashPassword } from './app/password-hash.ts'
import { actingForHeader, delegableFields } from './contract/delegations.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })
const at = (day: string) => new Date(`${day}T02:00:00Z`)

/** An office with an officer, and an expert of the same office, whose own role may do next to nothing. */
const setting = async () => {
  house.now = at('2026-03-02')
  const { officeId, office } = await officeOf(house)
  const expert = await house.client([{ role: 'expert', organisationId: officeId }])
  const { roles } = (await office.call('GET', '/api/v1/delegations')).body
  const assignmentId: string = roles[0].assignmentId
  return { officeId, office, expert, assignmentId }
}
type Setting = Awaited<ReturnType<typeof setting>>

const give = (s: Setting, more: object = {}): Promise<Answer> =>
  s.office.call('POST', `/api/v1/role-assignments/${s.assignmentId}/delegations`, {
    accountId: s.expert.accountId,
    from: '2026-03-02',
    to: '2026-03-06',
    ...more,
  })
const given = async (s: Setting, more: object = {}): Promise<string> => {
  const reply = await give(s, more)
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return reply.body.delegationId
}
/** The same client, acting for the one who gave the delegation. */
const actingFor =
  (client: Client, delegationId: string) =>
  (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<Answer> =>
    client.call(method, url, body, { [actingForHeader]: delegationId })
const register = (name = `单位 ${fresh()}`) =>
  ['POST', '/api/v1/organisations', { kind: 'employer', name, notDuplicate: true }] as const
const trailOf = async (subjectId: string) =>
  (
    await sql<{ name: string; actor: string; onBehalfOf: string | null }>`
      select name, actor_account as actor, on_behalf_of from event where subject_id = ${subjectId} order by at, id`.execute(
      house.services.db,
    )
  ).rows
const statesOf = async (client: Client, side: 'given' | 'received') =>
  (await client.call('GET', '/api/v1/delegations')).body[side].map((one: { state: string }) => one.state)

describe('a delegate', () => {
  test('acts in the role handed over, on record with both names, and only where the request says so', async () => {
    const s = await setting()
    const id = await given(s)
    expect((await s.expert.call(...register())).status).toBe(403)
    const done = await actingFor(s.expert, id)(...register())
    expect(done.status).toBe(201)
    const organisationId: string = done.body.organisationId
    const [made] = await trailOf(organisationId)
    expect(made).toMatchObject({ actor: s.expert.accountId, onBehalfOf: s.office.accountId })
    await sql`update account set display_name = case when id = ${s.office.accountId} then '科长' else '专家' end
      where id = any(${[s.office.accountId, s.expert.accountId]}::uuid[])`.execute(house.services.db)
    const history = await s.office.call('GET', `/api/v1/records/${organisationId}/history`)
    expect(history.body.items[0]).toMatchObject({ actorName: '专家', onBehalfOfName: '科长' })
    // What the giver does is the giver's alone.
    const own = await s.office.call(...register())
    expect((await trailOf(own.body.organisationId))[0]).toMatchObject({
      actor: s.office.accountId,
      onBehalfOf: null,
    })
    const session = await s.expert.call('GET', '/api/v1/sessions/current')
    expect(session.body.roles).toMatchObject([
      { role: 'expert', organisationId: s.officeId, delegation: null },
      { role: 'office', organisationId: s.officeId, delegation: { id, giver: '科长', to: '2026-03-06' } },
    ])
    expect([await statesOf(s.office, 'given'), await statesOf(s.expert, 'received')]).toEqual([
      ['in-force'],
      ['in-force'],
    ])
    expect((await trailOf(s.office.accountId)).map(({ name }) => name)).toEqual(['accounts.delegationGiven'])
  })

  test('does no more than was handed over, sees everything, and lets nobody in', async () => {
    const s = await setting()
    const act = actingFor(s.expert, await given(s, { fields: ['publicity'] }))
    const notice = await act('POST', '/api/v1/notices', {
      programmeId: null,
      title: '通知',
      titleEn: '',
      body: '正文',
      bodyEn: '',
      publishedOn: '2026-03-02',
    })
    expect(notice.status).toBe(201)
    expect((await act(...register())).status).toBe(403)
    expect((await act('GET', '/api/v1/people')).status).toBe(200)
    const all = actingFor(s.expert, await given(s, { from: '2026-03-07', to: '2026-03-08' }))
    house.now = at('2026-03-07')
    expect((await all(...register())).status).toBe(201)
    for (const [method, url, body] of [
      ['GET', '/api/v1/role-assignments', undefined],
      [
        'POST',
        '/api/v1/invitations',
        { role: 'office', organisationId: s.officeId, name: '他人', from: '2026-03-07' },
      ],
    ] as const)
      expect([url, (await all(method, url, body)).status]).toEqual([url, expect.toBeOneOf([403, 404])])
  })

  test('hands nothing on', async () => {
    const s = await setting()
    const third = await house.client([{ role: 'expert', organisationId: s.officeId }])
    const id = await given(s)
    const to = { accountId: third.accountId, from: '2026-03-02', to: '2026-03-03' }
    for (const call of [
      s.expert.call('POST', `/api/v1/role-assignments/${s.assignmentId}/delegations`, to),
      actingFor(s.expert, id)('POST', `/api/v1/role-assignments/${s.assignmentId}/delegations`, to),
    ])
      expect((await call).status).toBe(404)
    const { roles } = (await s.expert.call('GET', '/api/v1/delegations')).body
    expect(roles.map((one: { role: string }) => one.role)).toEqual(['expert'])
    const own = `/api/v1/role-assignments/${roles[0].assignmentId}/delegations`
    const refused = await actingFor(s.expert, id)('POST', own, to)
    expect([refused.status, refused.body.code]).toEqual([409, 'delegation.onward'])
    expect((await s.expert.call('POST', own, to)).status).toBe(201)
    // Nor kept in a key.
    await sql`update password set hash = ${await hashPassword(doorPassword)} where account_id = ${s.expert.accountId}`.execute(
      house.services.db,
    )
    const key = await actingFor(s.expert, id)('POST', '/api/v1/account/keys', {
      name: '接口',
      role: 'office',
      organisationId: s.officeId,
      scopes: ['organisations'],
      expiresOn: to.to,
      password: doorPassword,
    })
    expect([key.status, key.body.code]).toEqual([409, 'delegation.onward'])
  })

  test('needs the second factor that the role needs', async () => {
    const s = await setting()
    const act = actingFor(s.expert, await given(s))
    await sql`update session set second_factor = false where account_id = ${s.expert.accountId}`.execute(
      house.services.db,
    )
    const refused = await act(...register())
    expect([refused.status, refused.body.code]).toEqual([403, 'delegation.second-factor'])
    // One's own account goes on, so that it can be set up.
    expect((await act('GET', '/api/v1/account/second-factor')).status).toBe(200)
    expect((await s.expert.call('GET', '/api/v1/delegations')).status).toBe(200)
    await sql`update session set second_factor = true where account_id = ${s.expert.accountId}`.execute(
      house.services.db,
    )
    expect((await act(...register())).status).toBe(201)
  })

  test('does what is about their own account in their own name', async () => {
    const s = await setting()
    const id = await given(s)
    const ended = await actingFor(s.expert, id)('POST', `/api/v1/delegations/${id}/revoke`)
    expect(ended.status).toBe(204)
    expect((await trailOf(s.office.accountId)).at(-1)).toEqual({
      name: 'accounts.delegationRevoked',
      actor: s.expert.accountId,
      onBehalfOf: null,
    })
  })

  test('may be a member of an employer’s staff who has an account', async () => {
    const { office } = await officeOf(house)
    const employerId = await registered(office, 'employer', `委托单位 ${fresh()}`)
    const clerk = await house.client([{ role: 'employer', organisationId: employerId }])
    const first17 = '31000019860317777'
    const staff = await clerk.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: '职工',
      identity: { number: first17 + residentCheckDigit(first17) },
    })
    const worker = await house.client([], staff.body.personId)
    const { roles } = (await clerk.call('GET', '/api/v1/delegations')).body
    const url = `/api/v1/role-assignments/${roles[0].assignmentId}`
    const asked = await clerk.call('GET', `${url}/colleagues`)
    expect(asked.body.items).toEqual([{ accountId: worker.accountId, name: '测试' }])
    const day = house.now.toISOString().slice(0, 10)
    const made = await clerk.call('POST', `${url}/delegations`, {
      accountId: worker.accountId,
      from: day,
      to: day,
    })
    const listed = await actingFor(worker, made.body.delegationId)('GET', '/api/v1/people')
    expect(listed.body.items.map((one: { name: string }) => one.name)).toEqual(['职工'])
    // Who has left the employer acts for nobody there.
    await sql`update employment set from_day = '2020-01-01', to_day = '2026-03-01' where employer_id = ${employerId}`.execute(
      house.services.db,
    )
    const refused = await actingFor(worker, made.body.delegationId)('GET', '/api/v1/people')
    expect([refused.status, refused.body.code]).toEqual([403, 'delegation.over'])
  })
})

describe('a delegation ends', () => {
  const ended = async (s: Setting, id: string) => {
    const reply = await actingFor(s.expert, id)(...register())
    expect([reply.status, reply.body.code]).toEqual([403, 'delegation.over'])
    expect([await statesOf(s.office, 'given'), await statesOf(s.expert, 'received')]).toEqual([
      ['over'],
      ['over'],
    ])
    // Who says so in vain goes on reading what is open to all, and their own account.
    expect((await actingFor(s.expert, id)('GET', '/api/v1/catalogue')).status).toBe(200)
    const session = await actingFor(s.expert, id)('GET', '/api/v1/sessions/current')
    expect(session.body.roles.map((one: { role: string }) => one.role)).toEqual(['expert'])
  }

  test('with its last day, and does not begin before its first', async () => {
    const s = await setting()
    const id = await given(s, { from: '2026-03-04', to: '2026-03-05' })
    expect(await statesOf(s.office, 'given')).toEqual(['coming'])
    expect((await actingFor(s.expert, id)(...register())).body.code).toBe('delegation.over')
    for (const day of ['2026-03-04', '2026-03-05']) {
      house.now = at(day)
      expect((await actingFor(s.expert, id)(...register())).status).toBe(201)
    }
    house.now = at('2026-03-06')
    await ended(s, id)
  })

  test('when it is taken back, by the giver alone or the delegate, once', async () => {
    const s = await setting()
    const stranger = (await setting()).office
    const id = await given(s)
    expect((await stranger.call('POST', `/api/v1/delegations/${id}/revoke`)).status).toBe(404)
    expect((await s.office.call('POST', `/api/v1/delegations/${id}/revoke`)).status).toBe(204)
    await ended(s, id)
    const again = await s.office.call('POST', `/api/v1/delegations/${id}/revoke`)
    expect([again.status, again.body.code]).toEqual([409, 'delegation.ended'])
  })

  test('when the role it was given in ends', async () => {
    const s = await setting()
    const id = await given(s)
    const other = await house.client([{ role: 'office', organisationId: s.officeId }])
    await other.call('POST', `/api/v1/role-assignments/${s.assignmentId}/end`, { on: '2026-03-01' })
    await ended(s, id)
  })

  test('when either account is no longer what it was', async () => {
    for (const end of [
      (s: Setting) => sql`update account set status = 'blocked' where id = ${s.office.accountId}`,
      (s: Setting) =>
        sql`update role_assignment set to_day = '2026-03-01' where account_id = ${s.expert.accountId}`,
    ]) {
      const s = await setting()
      const id = await given(s)
      await end(s).execute(house.services.db)
      const reply = await actingFor(s.expert, id)(...register())
      expect([reply.status, reply.body.code]).toEqual([403, 'delegation.over'])
    }
  })
})

describe('a delegation is refused', () => {
  test.each([
    ['to oneself', (s: Setting) => ({ accountId: s.office.accountId }), 'delegation.oneself'],
    ['to somebody who is nobody here', () => ({ accountId: newId() }), 'delegation.no-colleague'],
    ['backwards', () => ({ from: '2026-03-09' }), 'role.dates'],
    ['for days gone by', () => ({ from: '2026-02-01', to: '2026-02-03' }), 'delegation.past'],
  ])('%s', async (_what, more, code) => {
    const s = await setting()
    const reply = await give(s, more(s))
    expect([reply.status, reply.body.code]).toEqual([422, code])
  })

  test('to an account of another organisation', async () => {
    const [s, other] = [await setting(), await setting()]
    const reply = await give(s, { accountId: other.expert.accountId })
    expect([reply.status, reply.body.code]).toEqual([422, 'delegation.no-colleague'])
    const listed = await s.office.call('GET', `/api/v1/role-assignments/${s.assignmentId}/colleagues`)
    expect(listed.body.items).toEqual([{ accountId: s.expert.accountId, name: '测试' }])
    expect(
      (await other.office.call('GET', `/api/v1/role-assignments/${s.assignmentId}/colleagues`)).status,
    ).toBe(404)
  })

  test('beyond the end of the role', async () => {
    const s = await setting()
    await sql`update role_assignment set to_day = '2026-03-05' where id = ${s.assignmentId}`.execute(
      house.services.db,
    )
    const reply = await give(s)
    expect([reply.status, reply.body.code]).toEqual([422, 'delegation.longer-than-role'])
    expect((await give(s, { to: '2026-03-05' })).status).toBe(201)
  })

  test('twice for the same days, also at the same moment', async () => {
    const s = await setting()
    const replies = await Promise.all([
      give(s),
      give(s, { to: '2026-03-04' }),
      give(s, { from: '2026-03-05' }),
    ])
    expect(replies.map(({ status }) => status).toSorted()).not.toContain(500)
    const [first, ...others] = replies.filter(({ status }) => status === 201)
    expect(first).toBeDefined()
    for (const refused of replies.filter((one) => one.status !== 201))
      expect([refused.status, refused.body.code]).toEqual([409, 'delegation.already'])
    // What was taken back stands in nobody's way.
    for (const made of [first, ...others])
      await s.office.call('POST', `/api/v1/delegations/${made?.body.delegationId}/revoke`)
    expect((await give(s)).status).toBe(201)
  })
})

test('every field of work that the screens offer is one that access knows', () => {
  for (const field of delegableFields) {
    const actor = { ...systemActor, onBehalfOf: { accountId: newId(), fields: [field] } }
    const acts = [
      'organisation.register',
      'person.rename',
      'programme.edit',
      'course.declare',
      'class.file',
      'exam.arrange',
      'ledger.reverse',
      'certificate.revoke',
      'notice.manage',
      'declaration.check',
    ] as const
    expect([field, acts.filter((action) => delegated(actor, action)).length]).toEqual([field, 1])
  }
})
