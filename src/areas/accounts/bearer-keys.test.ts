import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { doorPassword, openDoor } from '../../../test/doors.ts'
import { testHouse, type Client } from '../../../test/house.ts'
import { fresh, registered } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { residentCheckDigit } from '../../kernel/identity-number.ts'
import { keyHolders, ownKeys, room, told, wish, type Somebody } from './api-key-fixtures.ts'

const morning = new Date('2026-03-02T02:00:00Z')
const house = testHouse({ worker: false, now: morning })
const { somebody, made, office, withPassword } = keyHolders(house)

describe('a key', () => {
  test('acts in its role without a session’s token, and the trail says that it was the key', async () => {
    const who = await somebody()
    const { keyId, by } = await made(who)
    const reply = await by.call('POST', `/api/v1/organisations/${who.organisationId}/rooms`, room())
    expect(reply.status).toBe(201)
    const { rows } = await sql<{
      account: string
      key: string
    }>`select actor_account as account, actor_key as key
      from event where actor_key is not null and actor_account = ${who.client.accountId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ account: who.client.accountId, key: keyId }])
  })

  test('does nothing that its scopes leave out, and is told which action that was', async () => {
    const who = await somebody()
    const { by } = await made(who, { scopes: ['organisations:read'] })
    const rooms = `/api/v1/organisations/${who.organisationId}/rooms`
    expect((await by.call('GET', rooms)).status).toBe(200)
    const written = await by.call('POST', rooms, room())
    expect([...told(written), written.body.params]).toEqual([
      403,
      'access.key-scope',
      { action: 'room.manage' },
    ])
    // Before the request is read: it learns nothing of how it would have to be made.
    expect(told(await by.call('POST', rooms, { seats: 'many' }))).toEqual([403, 'access.key-scope'])
    expect(told(await by.call('POST', '/api/v1/organisations/nonsense/rooms', room()))).toEqual([
      403,
      'access.key-scope',
    ])
    expect((await by.call('GET', rooms)).body.items).toEqual([])
    expect(told(await by.call('GET', '/api/v1/classes'))).toEqual([403, 'access.key-scope'])
    expect((await by.call('GET', '/api/v1/catalogue')).status).toBe(200)
  })

  test('tells with its `may` what the key may do, not what its owner may', async () => {
    const who = await somebody()
    const url = `/api/v1/organisations/${who.organisationId}`
    const { by } = await made(who, { scopes: ['organisations:read'] })
    expect((await who.client.call('GET', url)).body.may['organisation.editContact']).toBe(true)
    expect((await by.call('GET', url)).body.may['organisation.editContact']).toBe(false)
  })

  test('learns nothing of what exists beyond its scopes', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const { by } = await made(who, { scopes: ['training:read'] })
    const answers = []
    for (const id of [who.organisationId, other.organisationId, newId()])
      answers.push(told(await by.call('GET', `/api/v1/organisations/${id}`)))
    expect(answers).toEqual(Array.from({ length: 3 }, () => [403, 'access.key-scope']))
  })

  test('is kept out of what is not its role’s like anybody in that role', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const { by } = await made(who)
    const url = `/api/v1/organisations/${other.organisationId}`
    expect(told(await by.call('GET', url))).toEqual([404, 'not-found'])
    expect(told(await by.call('POST', `${url}/rooms`, room()))).toEqual([404, 'not-found'])
  })

  test('acts in the one role it was made for, whatever else its owner holds', async () => {
    const [first, second] = [await somebody(), await somebody()]
    const client = await house.client([
      { role: 'institution', organisationId: first.organisationId },
      { role: 'institution', organisationId: second.organisationId },
    ])
    await withPassword(client)
    const { by } = await made({ client, organisationId: first.organisationId })
    const rooms = (id: string) => `/api/v1/organisations/${id}/rooms`
    expect((await client.call('GET', rooms(second.organisationId))).status).toBe(200)
    expect((await by.call('GET', rooms(first.organisationId))).status).toBe(200)
    expect((await by.call('GET', rooms(second.organisationId))).status).toBe(404)
  })

  test('of a professional reads their own record, and of their other roles none of it', async () => {
    const employerId = await registered(office(), 'employer', `单位 ${fresh()}`)
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const staff = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: '钥匙人',
      identity: { number: `31000019850417123${residentCheckDigit('31000019850417123')}` },
    })
    const personId: string = staff.body.personId
    const organisationId = await registered(office(), 'institution', `学院 ${fresh()}`)
    const client = await house.client([{ role: 'institution', organisationId }], personId)
    await withPassword(client)
    const read = (by: Client) => by.call('GET', `/api/v1/people/${personId}`)
    const scopes = ['people:read']
    const asPerson = await made(
      { client, organisationId },
      { role: 'professional', organisationId: null, scopes },
    )
    const asInstitution = await made({ client, organisationId }, { scopes })
    expect((await read(asPerson.by)).status).toBe(200)
    expect(told(await read(asInstitution.by))).toEqual([404, 'not-found'])
  })

  test.each([
    ['GET', '/api/v1/sessions/current', undefined],
    ['DELETE', '/api/v1/sessions/current', undefined],
    ['GET', '/api/v1/sessions', undefined],
    ['DELETE', '/api/v1/sessions', undefined],
    ['POST', '/api/v1/account/password', { current: doorPassword, next: 'another long password' }],
    ['PUT', '/api/v1/account/language', { language: 'en' }],
    ['GET', '/api/v1/account/second-factor', undefined],
    ['POST', '/api/v1/account/second-factor', { password: doorPassword }],
    ['GET', ownKeys, undefined],
    ['GET', '/api/v1/account/key-scopes', undefined],
    ['POST', ownKeys, wish(newId())],
    ['DELETE', `${ownKeys}/${newId()}`, undefined],
    ['GET', '/api/v1/role-assignments', undefined],
    ['GET', '/api/v1/invitations', undefined],
  ] as const)('has no part in accounts: %s %s', async (method, url, body) => {
    const who = await somebody()
    const { by } = await made(who)
    const reply = await by.call(method, url, body)
    expect(told(reply)).toEqual([403, 'access.session-only'])
    expect((await who.client.call('GET', '/api/v1/sessions/current')).status).toBe(200)
  })

  test('opens no session with the right password either', async () => {
    await openDoor(house, 'key.owner')
    const { by } = await made(await somebody())
    const reply = await by.call('POST', '/api/v1/sessions', { signIn: 'key.owner', password: doorPassword })
    expect(told(reply)).toEqual([403, 'access.session-only'])
  })

  test('is refused beside a session, whosesoever', async () => {
    const who = await somebody()
    const { key } = await made(who)
    for (const headers of [{ authorization: `Bearer ${key}` }, { authorization: 'bearer nonsense' }])
      expect(told(await who.client.call('GET', '/api/v1/organisations', undefined, headers))).toEqual([
        400,
        'access.key-and-session',
      ])
  })

  test('is refused where it is to act for somebody else: it acts in the role it was made for alone', async () => {
    const who = await somebody()
    const { key } = await made(who)
    const headers = { authorization: `Bearer ${key}`, 'x-acting-for': newId() }
    const reply = await house.anonymous().call('GET', '/api/v1/organisations', undefined, headers)
    expect(told(reply)).toEqual([403, 'access.session-only'])
  })

  test('gets no reply kept for its owner under the same idempotency key', async () => {
    const who = await somebody()
    const { by } = await made(who)
    const url = `/api/v1/organisations/${who.organisationId}/rooms`
    const [body, headers] = [room(), { 'idempotency-key': newId() }]
    const mine = await who.client.call('POST', url, body, headers)
    const again = await by.call('POST', url, { ...body, name: `${body.name}二` }, headers)
    expect([mine.status, again.status]).toEqual([201, 201])
    expect(again.body.roomId).not.toBe(mine.body.roomId)
    const once = await by.call('POST', url, { ...body, name: `${body.name}二` }, headers)
    expect(once.body).toEqual(again.body)
  })

  test('notes its last use at most every quarter of an hour', async () => {
    const who = await somebody()
    const { by } = await made(who)
    const used = async () => (await who.client.call('GET', ownKeys)).body.items[0].lastUsedAt
    const use = async (minutes: number) => {
      house.now = new Date(morning.getTime() + minutes * 60_000)
      expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
      return used()
    }
    expect(await use(0)).toBe('2026-03-02T02:00:00.000Z')
    expect(await use(14)).toBe('2026-03-02T02:00:00.000Z')
    expect(await use(16)).toBe('2026-03-02T02:16:00.000Z')
    house.now = morning
  })
})

describe('a key that is not good', () => {
  /** What is refused, without what differs from one request to the next. */
  const refusal = async (by: Client) => {
    const { status, body, headers } = await by.call('GET', '/api/v1/organisations')
    return { status, ...body, requestId: '', challenge: headers['www-authenticate'] }
  }

  test('is answered alike, whether it never was, is over, or its role or account is', async () => {
    const [never, empty] = [house.keyed(`zhixin_${'a'.repeat(43)}`), house.keyed('')]
    const wrong = await refusal(never)
    expect(wrong).toMatchObject({
      status: 401,
      code: 'access.key-refused',
      challenge: 'Bearer error="invalid_token"',
    })
    expect(await refusal(empty)).toEqual(wrong)
    const over: Readonly<Record<string, (who: Somebody, keyId: string) => Promise<unknown>>> = {
      revoked: ({ client }, keyId) => client.call('DELETE', `${ownKeys}/${keyId}`),
      expired: async () => {
        house.now = new Date('2026-05-31T16:00:00Z')
      },
      'of a role that ended': async ({ client }) => {
        const members = await office().call('GET', '/api/v1/role-assignments')
        const held = members.body.items.find(
          (one: { accountId: string }) => one.accountId === client.accountId,
        )
        return office().call('POST', `/api/v1/role-assignments/${held.assignmentId}/end`, {
          on: '2026-03-01',
        })
      },
      'of an account that was closed': ({ client }) =>
        sql`update account set status = 'blocked' where id = ${client.accountId}`.execute(house.services.db),
    }
    for (const [how, end] of Object.entries(over)) {
      const who = await somebody()
      const { by, keyId } = await made(who, { expiresOn: '2026-05-31' })
      // The last day lasts until midnight where the programme is.
      house.now = new Date('2026-05-31T15:59:00Z')
      expect((await by.call('GET', '/api/v1/organisations')).status, how).toBe(200)
      house.now = morning
      await end(who, keyId)
      expect(await refusal(by), how).toEqual(wrong)
      house.now = morning
    }
  })

  test('is refused where no key is needed, too', async () => {
    expect(told(await house.keyed('wrong').call('GET', '/api/v1/catalogue'))).toEqual([
      401,
      'access.key-refused',
    ])
    const basic = { authorization: 'Basic emhpeGluOng=' }
    expect((await house.anonymous().call('GET', '/api/v1/catalogue', undefined, basic)).status).toBe(200)
  })
})

describe('the document for outsiders', () => {
  test('offers keys for everything but accounts, and says what they are', async () => {
    const { body } = await house.anonymous().call('GET', '/openapi.json')
    expect(body.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' })
    const operations = Object.values(body.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string; security: object[] }>),
    )
    const keyed = operations.filter(({ security }) => security.some((one) => 'key' in one))
    expect(keyed.length).toBeGreaterThan(80)
    expect(keyed.filter(({ operationId }) => operationId.startsWith('accounts.'))).toEqual([])
  })
})
