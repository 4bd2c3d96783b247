import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { hashPassword } from './app/password-hash.ts'
import { insertAccount } from './store/accounts.ts'

const house = testHouse({ worker: false })
const password = '一个足够长的口令-2026'

const account = async (name: string): Promise<string> => {
  const id = newId()
  const passwordHash = await hashPassword(password)
  await house.services.db
    .transaction()
    .execute((tx) =>
      insertAccount(
        tx,
        { id, displayName: '甲', personId: null, names: [{ name, kind: 'username' }], passwordHash },
        house.now,
      ),
    )
  return id
}

describe('signing in', () => {
  test('opens a session whose token is kept only as a hash', async () => {
    const id = await account('wang.jia')
    const reply = await house.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      payload: { signIn: ' Wang.Jia ', password },
    })
    expect(reply.statusCode).toBe(201)
    const cookie = reply.cookies.find((one) => one.name === 'zhixin_session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    const kept = await sql<{
      n: number
    }>`select count(*)::int as n from session where account_id = ${id} and token_hash = ${Buffer.from(cookie?.value ?? '')}`.execute(
      house.services.db,
    )
    expect(kept.rows[0]?.n).toBe(0)
    const events = await sql<{ name: string }>`select name from event where subject_id = ${id}`.execute(
      house.services.db,
    )
    expect(events.rows.map((row) => row.name)).toEqual(['accounts.sessionOpened'])
  })

  test('says the same for an unknown name and for a wrong password', async () => {
    await account('li.yi')
    const unknown = await house
      .anonymous()
      .call('POST', '/api/v1/sessions', { signIn: 'nobody.here', password })
    const wrong = await house
      .anonymous()
      .call('POST', '/api/v1/sessions', { signIn: 'li.yi', password: 'wrong' })
    expect([unknown.status, unknown.body.code, unknown.body.title]).toEqual([
      wrong.status,
      wrong.body.code,
      wrong.body.title,
    ])
    expect(wrong.body.code).toBe('sign-in.refused')
  })

  test('makes one device wait after repeated failures, and nobody else', async () => {
    await account('zhao.bing')
    const attempt = (device: string, given: string) =>
      house.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        cookies: { zhixin_device: device },
        payload: { signIn: 'zhao.bing', password: given },
      })
    for (let round = 0; round < 5; round += 1) await attempt('device-1', 'wrong')
    expect((await attempt('device-1', password)).json()).toMatchObject({ code: 'sign-in.wait', status: 429 })
    expect((await attempt('device-2', password)).statusCode).toBe(201)
  })
})

describe('a session', () => {
  test('cannot change anything without echoing its token', async () => {
    const client = await house.client([])
    const forged = await client.call(
      'PUT',
      '/api/v1/account/language',
      { language: 'en' },
      { 'x-csrf-token': 'forged' },
    )
    expect([forged.status, forged.body.code]).toEqual([403, 'access.csrf'])
    expect((await client.call('PUT', '/api/v1/account/language', { language: 'en' })).status).toBe(204)
  })

  test('ends at once when signed out', async () => {
    const client = await house.client([])
    expect((await client.call('DELETE', '/api/v1/sessions/current')).status).toBe(204)
    expect((await client.call('GET', '/api/v1/sessions/current')).body.code).toBe('access.sign-in')
  })

  test('of somebody else is a missing one', async () => {
    const [mine, theirs] = [await house.client([]), await house.client([])]
    const listed = await theirs.call('GET', '/api/v1/sessions')
    const stolen = await mine.call('DELETE', `/api/v1/sessions/${listed.body.items[0].id}`)
    expect([stolen.status, stolen.body.code]).toEqual([404, 'not-found'])
    expect((await theirs.call('GET', '/api/v1/sessions/current')).status).toBe(200)
  })
})

describe('roles', () => {
  const organisation = async (kind: string, name: string): Promise<string> => {
    const id = newId()
    await sql`insert into organisation (id, kind, name, created_at) values (${id}, ${kind}, ${name}, now())`.execute(
      house.services.db,
    )
    return id
  }

  test('are opened by the office alone, for an organisation of the fitting kind', async () => {
    const [officeId, institutionId] = [
      await organisation('office', '办'),
      await organisation('institution', '院'),
    ]
    const office = await house.client([{ role: 'office', organisationId: officeId }])
    const outsider = await house.client([{ role: 'institution', organisationId: institutionId }])
    const body = {
      name: '教务',
      signIn: 'jiaowu.1',
      password,
      role: 'institution',
      organisationId: institutionId,
      from: '2026-01-01',
    }
    expect((await outsider.call('POST', '/api/v1/accounts', body)).status).toBe(403)
    expect(
      (await office.call('POST', '/api/v1/accounts', { ...body, organisationId: officeId })).body.code,
    ).toBe('role.organisation-unknown')
    expect((await office.call('POST', '/api/v1/accounts', body)).status).toBe(201)
    expect((await office.call('POST', '/api/v1/accounts', body)).body.code).toBe('sign-in.name-taken')
    const signedIn = await house
      .anonymous()
      .call('POST', '/api/v1/sessions', { signIn: 'jiaowu.1', password })
    expect(signedIn.body.roles).toEqual([
      {
        role: 'institution',
        organisationId: institutionId,
        organisationName: '院',
        organisationNameEn: '',
        delegation: null,
      },
    ])
  })

  test('repeat of a command with its key gives the first reply and acts once', async () => {
    const officeId = await organisation('office', '办二')
    const office = await house.client([{ role: 'office', organisationId: officeId }])
    const body = {
      name: '工作人员',
      signIn: 'staff.2',
      password,
      role: 'office',
      organisationId: officeId,
      from: '2026-01-01',
    }
    // A fresh salt makes the hash differ between the two calls; the repeat must be recognised all the same.
    const [one, two] = [
      await office.call('POST', '/api/v1/accounts', body, { 'idempotency-key': 'k-1' }),
      await office.call('POST', '/api/v1/accounts', body, { 'idempotency-key': 'k-1' }),
    ]
    expect(one.status).toBe(201)
    expect(two.body).toEqual(one.body)
    const ended = { on: '2026-02-01' }
    const own = await office.call('GET', `/api/v1/role-assignments?organisationId=${officeId}`)
    const staff = own.body.items.find((item: { signIn: string }) => item.signIn === 'staff.2')
    expect(
      (await office.call('POST', `/api/v1/role-assignments/${staff.assignmentId}/end`, ended)).status,
    ).toBe(204)
    // Ended once more for a later day, it ends when it did.
    const later = { on: '2027-01-01' }
    await office.call('POST', `/api/v1/role-assignments/${staff.assignmentId}/end`, later)
    const { rows } = await sql<{ to: string }>`
      select to_day as "to" from role_assignment where id = ${staff.assignmentId}`.execute(house.services.db)
    expect(rows).toEqual([{ to: ended.on }])
  })
})
