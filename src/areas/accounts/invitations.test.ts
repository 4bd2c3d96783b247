import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { eventsOf, fresh, officeOf, registered } from '../../../test/setting.ts'
import { testHouse, type Client } from '../../../test/house.ts'

const house = testHouse({ now: new Date('2026-03-02T02:00:00Z') })
const dayMs = 86_400_000
const password = '一个足够长的口令-2026'

interface Invited {
  readonly invitationId: string
  readonly link: string
  readonly token: string
}

const setting = async () => {
  const { office } = await officeOf(house)
  const institutionId = await registered(office, 'institution', `学院 ${fresh()}`)
  const otherId = await registered(office, 'institution', `另一学院 ${fresh()}`)
  return {
    office,
    institutionId,
    otherId,
    officer: await house.client([{ role: 'institution', organisationId: institutionId }]),
    neighbour: await house.client([{ role: 'institution', organisationId: otherId }]),
  }
}

const invited = async (by: Client, organisationId: string, more: object = {}): Promise<Invited> => {
  const reply = await by.call('POST', '/api/v1/invitations', {
    organisationId,
    role: 'institution',
    name: '教务 李',
    from: '2026-03-01',
    ...more,
  })
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return { ...reply.body, token: reply.body.link.split('#')[1] }
}

const accept = (client: Client, token: string) => client.call('POST', '/api/v1/invitations/accept', { token })
const rolesOf = async (client: Client) =>
  (await client.call('GET', '/api/v1/sessions/current')).body.roles as {
    role: string
    organisationId: string
  }[]
const stateOf = async (client: Client, id: string) =>
  (await client.call('GET', '/api/v1/invitations')).body.items.find((one: { id: string }) => one.id === id)

describe('an invitation', () => {
  test('accepted with the account signed in gives the dated role, is on record, and works once', async () => {
    const { officer, institutionId } = await setting()
    const { invitationId, token } = await invited(officer, institutionId, { to: '2026-12-31' })
    const [guest, second] = [await house.client([]), await house.client([])]
    const read = await house.anonymous().call('POST', '/api/v1/invitations/read', { token })
    expect(read.body).toMatchObject({ role: 'institution', organisationId: institutionId, to: '2026-12-31' })
    const accepted = await accept(guest, token)
    expect([accepted.status, accepted.body.organisationId]).toEqual([200, institutionId])
    expect(await rolesOf(guest)).toMatchObject([{ role: 'institution', organisationId: institutionId }])
    const kept = await sql<{ from: string; to: string; by: string }>`
      select from_day as from, to_day as to, granted_by as by from role_assignment where account_id = ${guest.accountId}`.execute(
      house.services.db,
    )
    // From the day of acceptance, not before it; decided by whoever invited.
    expect(kept.rows).toEqual([{ from: '2026-03-02', to: '2026-12-31', by: officer.accountId }])
    expect(await stateOf(officer, invitationId)).toMatchObject({ state: 'accepted', acceptedByName: '测试' })
    expect((await eventsOf(house, institutionId)).slice(-2)).toEqual([
      'accounts.invited',
      'accounts.invitationAccepted',
    ])
    expect((await accept(guest, token)).body.code).toBe('invitation.accepted-by-you')
    expect((await accept(second, token)).body.code).toBe('invitation.used')
    expect(await rolesOf(second)).toEqual([])
  })

  test('accepted by two at once is accepted by one', async () => {
    const { officer, institutionId } = await setting()
    const { token } = await invited(officer, institutionId)
    const guests = await Promise.all([house.client([]), house.client([]), house.client([])])
    const codes = await Promise.all(
      guests.map(async (guest) => (await accept(guest, token)).body.code ?? 'accepted'),
    )
    expect(codes.sort()).toEqual(['accepted', 'invitation.used', 'invitation.used'])
    const held = await Promise.all(guests.map(rolesOf))
    expect(held.flat()).toHaveLength(1)
  })

  test('may be accepted with an account made then, which can sign in at once', async () => {
    const { officer, institutionId } = await setting()
    const { token } = await invited(officer, institutionId)
    const signIn = `li.${fresh()}`
    const body = { token, name: '李教务', signIn, password }
    const taken = await house.anonymous().call('POST', '/api/v1/invitations/accept-new', body)
    expect(taken.status).toBe(201)
    const opened = await house.anonymous().call('POST', '/api/v1/sessions', { signIn, password })
    expect(opened.body.roles).toMatchObject([{ role: 'institution', organisationId: institutionId }])
    const again = await house
      .anonymous()
      .call('POST', '/api/v1/invitations/accept-new', { ...body, signIn: `x.${fresh()}` })
    expect(again.body.code).toBe('invitation.used')
    const { token: next } = await invited(officer, institutionId)
    const clash = await house
      .anonymous()
      .call('POST', '/api/v1/invitations/accept-new', { ...body, token: next })
    expect(clash.body.code).toBe('sign-in.name-taken')
    // Nothing was used up by the refusal.
    expect((await accept(await house.client([]), next)).status).toBe(200)
  })

  test('cannot be accepted after it was withdrawn, nor withdrawn after it was accepted', async () => {
    const { officer, institutionId } = await setting()
    const [first, second] = [await invited(officer, institutionId), await invited(officer, institutionId)]
    const withdraw = (one: Invited) =>
      officer.call('POST', `/api/v1/invitations/${one.invitationId}/withdraw`)
    expect((await withdraw(first)).status).toBe(204)
    expect((await withdraw(first)).body.code).toBe('invitation.withdrawn')
    const guest = await house.client([])
    expect((await accept(guest, first.token)).body.code).toBe('invitation.withdrawn')
    expect((await stateOf(officer, first.invitationId)).state).toBe('withdrawn')
    expect((await accept(guest, second.token)).status).toBe(200)
    expect((await withdraw(second)).body.code).toBe('invitation.used')
  })

  test('expires after its days, and when the role it offers would be over', async () => {
    const { officer, institutionId } = await setting()
    const short = await invited(officer, institutionId, { days: 3 })
    const brief = await invited(officer, institutionId, { to: '2026-03-03' })
    const start = house.now
    try {
      house.now = new Date(start.getTime() + 2 * dayMs)
      expect((await stateOf(officer, short.invitationId)).state).toBe('open')
      expect((await accept(await house.client([]), brief.token)).body.code).toBe('invitation.expired')
      house.now = new Date(start.getTime() + 3 * dayMs)
      expect((await accept(await house.client([]), short.token)).body.code).toBe('invitation.expired')
      expect((await stateOf(officer, short.invitationId)).state).toBe('expired')
    } finally {
      house.now = start
    }
  })

  test('to a role already held is refused and stays open for somebody else', async () => {
    const { officer, institutionId } = await setting()
    const { token } = await invited(officer, institutionId)
    const colleague = await house.client([{ role: 'institution', organisationId: institutionId }])
    expect((await accept(colleague, token)).body.code).toBe('role.already-held')
    expect((await accept(await house.client([]), token)).status).toBe(200)
  })

  test('keeps its token nowhere: neither in the table nor in the trail nor under an idempotency key', async () => {
    const { officer, institutionId } = await setting()
    const reply = await officer.call(
      'POST',
      '/api/v1/invitations',
      { organisationId: institutionId, role: 'institution', name: '王', from: '2026-03-02' },
      { 'idempotency-key': `k-${fresh()}` },
    )
    const token = reply.body.link.split('#')[1] as string
    expect(token.length).toBeGreaterThanOrEqual(43)
    for (const table of ['invitation', 'event', 'idempotency']) {
      const found = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} t where to_jsonb(t)::text like ${`%${token}%`}`.execute(
        house.services.db,
      )
      expect([table, found.rows[0]?.n]).toEqual([table, 0])
    }
  })

  test('is sent by mail where an address is given, with the link and until when', async () => {
    const { officer, institutionId } = await setting()
    const { link } = await invited(officer, institutionId, { email: 'li@example.org' })
    await house.drain()
    const mail = house.posted.find((one) => one.to === 'li@example.org')
    expect(mail?.text).toContain(link)
    expect(mail?.text).toContain('2026年3月16日')
    const malformed = await officer.call('POST', '/api/v1/invitations', {
      organisationId: institutionId,
      role: 'institution',
      name: '李',
      email: 'not an address',
      from: '2026-03-02',
    })
    expect(malformed.body).toMatchObject({
      code: 'person.email-malformed',
      errors: [{ pointer: '/email' }],
    })
  })

  test('of a link nobody made is unknown, signed in or not', async () => {
    const token = 'x'.repeat(43)
    expect((await accept(await house.client([]), token)).body.code).toBe('invitation.unknown')
    const read = await house.anonymous().call('POST', '/api/v1/invitations/read', { token })
    expect([read.status, read.body.code]).toEqual([404, 'invitation.unknown'])
  })
})

describe('who may invite', () => {
  test('an officer into the own organisation and its own role only; a neighbour gets nowhere', async () => {
    const { office, officer, neighbour, institutionId, otherId } = await setting()
    const body = { organisationId: institutionId, role: 'institution', name: '王', from: '2026-03-02' }
    const tries = [
      await officer.call('POST', '/api/v1/invitations', { ...body, organisationId: otherId }),
      await officer.call('POST', '/api/v1/invitations', { ...body, role: 'office' }),
      await neighbour.call('POST', '/api/v1/invitations', body),
      await (await house.client([])).call('POST', '/api/v1/invitations', body),
    ]
    expect(tries.map((one) => one.status)).toEqual([403, 403, 403, 403])
    const misfit = await office.call('POST', '/api/v1/invitations', { ...body, role: 'employer' })
    expect(misfit.body.code).toBe('role.organisation-unknown')

    const { invitationId, token } = await invited(officer, institutionId)
    expect(await stateOf(neighbour, invitationId)).toBeUndefined()
    const foreign = await neighbour.call('GET', `/api/v1/invitations?organisationId=${institutionId}`)
    expect(foreign.body.items).toEqual([])
    const withdrawn = await neighbour.call('POST', `/api/v1/invitations/${invitationId}/withdraw`)
    expect(withdrawn.status).toBe(404)
    expect(await stateOf(office, invitationId)).toMatchObject({ state: 'open' })
    expect((await accept(neighbour, token)).status).toBe(200)
  })

  test('the office for every kind of organisation, an expert too', async () => {
    const { office, officeId } = await officeOf(house)
    const employerId = await registered(office, 'employer', `公司 ${fresh()}`)
    const siteId = await registered(office, 'site', `考点 ${fresh()}`)
    for (const [role, organisationId] of [
      ['expert', officeId],
      ['office', officeId],
      ['employer', employerId],
      ['invigilator', siteId],
    ] as const) {
      const { token } = await invited(office, organisationId, { role })
      const guest = await house.client([])
      expect((await accept(guest, token)).status).toBe(200)
      expect(await rolesOf(guest)).toMatchObject([{ role, organisationId }])
    }
  })

  test('nobody for an organisation that is closed, not even by a link made before', async () => {
    const { office, officer, institutionId } = await setting()
    const { token } = await invited(officer, institutionId)
    await office.call('POST', `/api/v1/organisations/${institutionId}/close`, { reason: '合并' })
    expect((await accept(await house.client([]), token)).body.code).toBe('organisation.closed')
    const late = await office.call('POST', '/api/v1/invitations', {
      organisationId: institutionId,
      role: 'institution',
      name: '李',
      from: '2026-03-02',
    })
    expect(late.body.code).toBe('organisation.closed')
  })
})
