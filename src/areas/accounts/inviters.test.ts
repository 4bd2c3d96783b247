import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered } from '../../../test/setting.ts'

const house = testHouse({ now: new Date('2026-03-02T02:00:00Z') })
const dayMs = 86_400_000

const invited = async (by: Client, organisationId: string, role: string, from = '2026-03-01') => {
  const body = { organisationId, role, name: '教务 李', from }
  const reply = await by.call('POST', '/api/v1/invitations', body)
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  return { id: reply.body.invitationId as string, token: reply.body.link.split('#')[1] as string }
}
const accept = async (client: Client, token: string): Promise<string> =>
  (await client.call('POST', '/api/v1/invitations/accept', { token })).body.code ?? 'accepted'
const acceptAsNew = async (token: string): Promise<string> => {
  const body = { token, name: '李教务', signIn: `li.${fresh()}`, password: '一个足够长的口令-2026' }
  return (
    (await house.anonymous().call('POST', '/api/v1/invitations/accept-new', body)).body.code ?? 'accepted'
  )
}
const read = async (token: string): Promise<string> =>
  (await house.anonymous().call('POST', '/api/v1/invitations/read', { token })).body.code ?? 'open'
const stateOf = async (client: Client, id: string): Promise<string> =>
  (await client.call('GET', '/api/v1/invitations')).body.items.find((one: { id: string }) => one.id === id)
    .state
const assignments = async (accountId: string) =>
  (
    await sql<{ id: string; role: string }>`
      select id, role from role_assignment where account_id = ${accountId} order by id`.execute(
      house.services.db,
    )
  ).rows
const ended = async (by: Client, whose: Client, role: string, on: string) => {
  const held = (await assignments(whose.accountId)).find((one) => one.role === role)
  const reply = await by.call('POST', `/api/v1/role-assignments/${held?.id}/end`, { on })
  expect([reply.status, reply.body.code]).toEqual([204, undefined])
}

/** An institution, and a second officer of the office: one whose role can be ended. */
const setting = async () => {
  const { officeId, office } = await officeOf(house)
  const institutionId = await registered(office, 'institution', `学院 ${fresh()}`)
  const officer = await house.client([{ role: 'institution', organisationId: institutionId }])
  const leaving = await house.client([{ role: 'office', organisationId: officeId }])
  return { officeId, office, institutionId, officer, leaving }
}

describe('an invitation is worth no more than the role of whoever made it', () => {
  test('nobody accepts their own, not even after the role it was made in', async () => {
    const { officeId, office, officer, institutionId, leaving } = await setting()
    const [mine, longer] = [
      await invited(officer, institutionId, 'institution', '2026-03-03'),
      await invited(leaving, officeId, 'office', '2026-03-03'),
    ]
    expect(await accept(officer, mine.token)).toBe('invitation.own')
    await ended(office, leaving, 'office', '2026-03-02')
    const before = await assignments(leaving.accountId)
    expect(await accept(leaving, longer.token)).toBe('invitation.withdrawn')
    expect(await assignments(leaving.accountId)).toEqual(before)
    // It was not used up by the attempt.
    expect(await accept(await house.client([]), mine.token)).toBe('accepted')
  })

  test('a role that ran out on its last day leaves a link that lets nobody in, old account or new', async () => {
    const { office, officer, institutionId } = await setting()
    const { id, token } = await invited(officer, institutionId, 'institution')
    const { token: ofOffice } = await invited(office, institutionId, 'institution')
    await sql`update role_assignment set to_day = '2026-03-03' where account_id = ${officer.accountId}`.execute(
      house.services.db,
    )
    const start = house.now
    try {
      house.now = new Date(start.getTime() + dayMs)
      expect(await read(token)).toBe('open')
      house.now = new Date(start.getTime() + 2 * dayMs)
      const guest = await house.client([])
      expect([await read(token), await accept(guest, token), await acceptAsNew(token)]).toEqual(
        Array(3).fill('invitation.inviter-over'),
      )
      expect(await assignments(guest.accountId)).toEqual([])
      expect(await stateOf(office, id)).toBe('open')
      // What another made who still acts is as good as before.
      expect(await accept(guest, ofOffice)).toBe('accepted')
    } finally {
      house.now = start
    }
  })

  test('an account that is blocked lets nobody in', async () => {
    const { officer, institutionId } = await setting()
    const { token } = await invited(officer, institutionId, 'institution')
    await sql`update account set status = 'blocked' where id = ${officer.accountId}`.execute(
      house.services.db,
    )
    expect(await accept(await house.client([]), token)).toBe('invitation.inviter-over')
  })

  test('ending a role withdraws what its holder may offer no longer, on record, and nothing else', async () => {
    const { office, officeId, officer, institutionId, leaving } = await setting()
    await sql`insert into role_assignment (id, account_id, role, organisation_id, from_day)
      values (gen_random_uuid(), ${leaving.accountId}, 'institution', ${institutionId}, '2026-01-01')`.execute(
      house.services.db,
    )
    const gone = await invited(leaving, officeId, 'office')
    const kept = await invited(leaving, institutionId, 'institution')
    const others = await invited(officer, institutionId, 'institution')
    await ended(office, leaving, 'office', '2026-03-02')
    expect(await accept(await house.client([]), gone.token)).toBe('invitation.withdrawn')
    expect(await stateOf(office, gone.id)).toBe('withdrawn')
    expect((await eventsOf(house, officeId)).slice(-1)).toEqual(['accounts.invitationWithdrawn'])
    // Made in the office's role, it is as well the institution's, in which the account goes on.
    expect(await accept(await house.client([]), kept.token)).toBe('accepted')
    expect(await accept(await house.client([]), others.token)).toBe('accepted')
  })

  test('a role ended for a day to come leaves its invitations open until then', async () => {
    const { office, officeId, leaving } = await setting()
    const { token } = await invited(leaving, officeId, 'expert')
    await ended(office, leaving, 'office', '2026-03-04')
    expect(await read(token)).toBe('open')
    const start = house.now
    try {
      house.now = new Date(start.getTime() + 3 * dayMs)
      expect(await accept(await house.client([]), token)).toBe('invitation.inviter-over')
    } finally {
      house.now = start
    }
  })
})
