import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { browsing, doorPassword, enrol, openDoor } from '../../../test/doors.ts'
import { testHouse, type Client } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { residentCheckDigit } from '../../kernel/identity-number.ts'
import { hashPassword } from './index.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })
const own = '/api/v1/account/keys'
const morning = new Date('2026-03-02T02:00:00Z')
let office: Client
let passwordHash = ''
beforeAll(async () => {
  passwordHash = await hashPassword(doorPassword)
  office = (await officeOf(house)).office
})

interface Somebody {
  readonly client: Client
  readonly organisationId: string
}

/** Somebody who acts for an institution of their own, and has a password. */
const somebody = async (): Promise<Somebody> => {
  const organisationId = await registered(office, 'institution', `学院 ${fresh()}`)
  const client = await house.client([{ role: 'institution', organisationId }])
  await withPassword(client)
  return { client, organisationId }
}

const withPassword = async ({ accountId }: Client): Promise<void> => {
  await sql`update password set hash = ${passwordHash} where account_id = ${accountId}`.execute(
    house.services.db,
  )
}

const wish = (organisationId: string | null, more: object = {}) => ({
  name: '教务系统同步',
  role: 'institution',
  organisationId,
  scopes: ['organisations'],
  expiresOn: '2026-12-31',
  password: doorPassword,
  ...more,
})

const make = ({ client, organisationId }: Somebody, more: object = {}) =>
  client.call('POST', own, wish(organisationId, more))

const made = async (
  who: Somebody,
  more: object = {},
): Promise<{ keyId: string; key: string; by: Client }> => {
  const reply = await make(who, more)
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
  return { ...reply.body, by: house.keyed(reply.body.key) }
}

const told = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]
const room = () => ({ name: `教室 ${fresh()}`, seats: 30 })

describe('making a key', () => {
  test('shows it this once, keeps its hash alone and puts the making on record', async () => {
    const who = await somebody()
    const { keyId, key } = await made(who)
    expect(key).toMatch(/^zhixin_[\w-]{43}$/)
    const { items } = (await who.client.call('GET', own)).body
    expect(items).toMatchObject([
      { id: keyId, name: '教务系统同步', hint: key.slice(-4), state: 'live', lastUsedAt: null },
    ])
    expect(JSON.stringify(items)).not.toContain(key)
    const kept = await sql<{ found: boolean }>`select position(${key} in t::text) > 0
      or position(encode(${key}::bytea, 'hex') in t::text) > 0 as found from api_key t where id = ${keyId}`.execute(
      house.services.db,
    )
    expect(kept.rows).toEqual([{ found: false }])
    const told = await sql<{ data: object }>`select data from event where name = 'accounts.keyMade'
      and subject_id = ${who.client.accountId}`.execute(house.services.db)
    expect(told.rows).toEqual([
      {
        data: {
          key: keyId,
          role: 'institution',
          organisation: who.organisationId,
          scopes: ['organisations'],
          expiresOn: '2026-12-31',
        },
      },
    ])
  })

  test('takes the password, which cannot be guessed at here either', async () => {
    const who = await somebody()
    for (let guess = 0; guess < 5; guess += 1)
      expect(told(await make(who, { password: 'not the password' }))).toEqual([422, 'password.wrong'])
    expect(told(await make(who))).toEqual([429, 'sign-in.wait'])
    expect((await who.client.call('GET', own)).body.items).toEqual([])
  })

  test.each([
    ['a role not held', { role: 'employer' }, 'api-key.role', '/role'],
    ['a role held elsewhere', { organisationId: newId() }, 'api-key.role', '/role'],
    ['a role without its organisation', { organisationId: null }, 'api-key.role', '/role'],
    ['a scope there is not', { scopes: ['training', 'everything'] }, 'api-key.scope', '/scopes'],
    ['a scope that gives the role nothing', { scopes: ['notifications'] }, 'api-key.scope', '/scopes'],
    ['an action of the accounts', { scopes: ['account.self'] }, 'api-key.scope', '/scopes'],
    ['a day that is past', { expiresOn: '2026-03-01' }, 'api-key.expiry', '/expiresOn'],
    ['a day more than a year ahead', { expiresOn: '2027-03-03' }, 'api-key.expiry', '/expiresOn'],
  ])('is refused for %s', async (_what, more, code, pointer) => {
    const who = await somebody()
    const reply = await make(who, more)
    expect([...told(reply), reply.body.errors[0].pointer]).toEqual([422, code, pointer])
    expect((await who.client.call('GET', own)).body.items).toEqual([])
  })

  test('is refused without a scope, and past twenty keys in use until one is revoked', async () => {
    const who = await somebody()
    expect(told(await make(who, { scopes: [] }))).toEqual([400, 'request.invalid'])
    const { keyId } = await made(who)
    await sql`insert into api_key (id, account_id, name, token_hash, hint, role, organisation_id, scopes, created_at, expires_on)
      select gen_random_uuid(), account_id, name, sha256(n::text::bytea || token_hash), hint, role, organisation_id, scopes, created_at, expires_on
      from api_key, generate_series(1, 19) n where id = ${keyId}`.execute(house.services.db)
    expect(told(await make(who))).toEqual([409, 'api-key.too-many'])
    expect((await who.client.call('DELETE', `${own}/${keyId}`)).status).toBe(204)
    expect((await make(who)).status).toBe(201)
  })

  test('repeated under one idempotency key shows no key a second time', async () => {
    const who = await somebody()
    const headers = { 'idempotency-key': newId() }
    const [one, two] = [
      await who.client.call('POST', own, wish(who.organisationId), headers),
      await who.client.call('POST', own, wish(who.organisationId), headers),
    ]
    expect(one.body.key).not.toBe(two.body.key)
    const kept = await sql<{ n: number }>`select count(*)::int as n from idempotency
      where account = ${who.client.accountId}`.execute(house.services.db)
    expect(kept.rows).toEqual([{ n: 0 }])
  })

  test('for a role that needs a second factor is done in a session opened with one', async () => {
    const account = await openDoor(house, 'key.officer', { office: true })
    const browser = browsing(house)
    await browser.signIn('key.officer')
    const { rows } = await sql<{ id: string }>`select organisation_id as id from role_assignment
      where account_id = ${account}`.execute(house.services.db)
    const asked = wish(rows[0]?.id ?? '', { role: 'office' })
    expect(told(await browser.send('POST', own, asked))).toEqual([403, 'sign-in.enrol-first'])
    await enrol(house, browser)
    const reply = await browser.send('POST', own, asked)
    expect(reply.status).toBe(201)
    const by = house.keyed(reply.body.key)
    expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
    // As one made before the role came to need a second factor.
    await sql`update api_key set second_factor = false where account_id = ${account}`.execute(
      house.services.db,
    )
    expect(told(await by.call('GET', '/api/v1/organisations'))).toEqual([401, 'access.key-refused'])
    expect((await browser.send('GET', own)).body.items[0].state).toBe('stopped')
  })
})

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
    const employerId = await registered(office, 'employer', `单位 ${fresh()}`)
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const staff = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: '钥匙人',
      identity: { number: `31000019850417123${residentCheckDigit('31000019850417123')}` },
    })
    const personId: string = staff.body.personId
    const organisationId = await registered(office, 'institution', `学院 ${fresh()}`)
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
    ['GET', own, undefined],
    ['GET', '/api/v1/account/key-scopes', undefined],
    ['POST', own, wish(newId())],
    ['DELETE', `${own}/${newId()}`, undefined],
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
    const used = async () => (await who.client.call('GET', own)).body.items[0].lastUsedAt
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
      revoked: ({ client }, keyId) => client.call('DELETE', `${own}/${keyId}`),
      expired: async () => {
        house.now = new Date('2026-05-31T16:00:00Z')
      },
      'of a role that ended': async ({ client }) => {
        const members = await office.call('GET', '/api/v1/role-assignments')
        const held = members.body.items.find(
          (one: { accountId: string }) => one.accountId === client.accountId,
        )
        return office.call('POST', `/api/v1/role-assignments/${held.assignmentId}/end`, { on: '2026-03-01' })
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

  test('is listed as what it is', async () => {
    const who = await somebody()
    const { keyId: first } = await made(who, { expiresOn: '2026-04-01' })
    const { keyId: second } = await made(who)
    await who.client.call('DELETE', `${own}/${second}`)
    house.now = new Date('2026-04-05T00:00:00Z')
    const { items } = (await who.client.call('GET', own)).body
    expect(items.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [second, 'revoked'],
      [first, 'expired'],
    ])
    house.now = morning
  })
})

describe('revoking a key', () => {
  test('of somebody else finds nothing and ends nothing; one’s own twice is once', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const { keyId, by } = await made(who)
    expect(told(await other.client.call('DELETE', `${own}/${keyId}`))).toEqual([404, 'not-found'])
    expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
    for (const _again of [1, 2]) expect((await who.client.call('DELETE', `${own}/${keyId}`)).status).toBe(204)
    const names = await eventsOf(house, who.client.accountId)
    expect(names.filter((name) => name === 'accounts.keyRevoked')).toHaveLength(1)
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

  test('lists the scopes there are with the roles they are for', async () => {
    const { client } = await somebody()
    const { body } = await client.call('GET', '/api/v1/account/key-scopes')
    const training = body.scopes.find(({ scope }: { scope: string }) => scope === 'training:read')
    expect(training.actions).toContain('class.read')
    expect(training.roles).toContain('institution')
    expect(body.latestDay).toBe('2027-03-02')
  })
})
