import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { browsing, enrol, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { keyHolders, ownKeys, told, wish } from './api-key-fixtures.ts'

const morning = new Date('2026-03-02T02:00:00Z')
const house = testHouse({ worker: false, now: morning })
const { somebody, make, made } = keyHolders(house)

describe('making a key', () => {
  test('shows it this once, keeps its hash alone and puts the making on record', async () => {
    const who = await somebody()
    const { keyId, key } = await made(who)
    expect(key).toMatch(/^zhixin_[\w-]{43}$/)
    const { items } = (await who.client.call('GET', ownKeys)).body
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
    const waiting = await make(who)
    expect(told(waiting)).toEqual([429, 'sign-in.wait'])
    expect(waiting.headers['retry-after']).toBe(String(waiting.body.params.seconds))
    expect((await who.client.call('GET', ownKeys)).body.items).toEqual([])
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
    expect((await who.client.call('GET', ownKeys)).body.items).toEqual([])
  })

  test('is refused without a scope, and past twenty keys in use until one is revoked', async () => {
    const who = await somebody()
    expect(told(await make(who, { scopes: [] }))).toEqual([400, 'request.invalid'])
    const { keyId } = await made(who)
    await sql`insert into api_key (id, account_id, name, token_hash, hint, role, organisation_id, scopes, created_at, expires_on)
      select gen_random_uuid(), account_id, name, sha256(n::text::bytea || token_hash), hint, role, organisation_id, scopes, created_at, expires_on
      from api_key, generate_series(1, 19) n where id = ${keyId}`.execute(house.services.db)
    expect(told(await make(who))).toEqual([409, 'api-key.too-many'])
    expect((await who.client.call('DELETE', `${ownKeys}/${keyId}`)).status).toBe(204)
    expect((await make(who)).status).toBe(201)
  })

  test('repeated under one idempotency key shows no key a second time', async () => {
    const who = await somebody()
    const headers = { 'idempotency-key': newId() }
    const [one, two] = [
      await who.client.call('POST', ownKeys, wish(who.organisationId), headers),
      await who.client.call('POST', ownKeys, wish(who.organisationId), headers),
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
    expect(told(await browser.send('POST', ownKeys, asked))).toEqual([403, 'sign-in.enrol-first'])
    await enrol(house, browser)
    const reply = await browser.send('POST', ownKeys, asked)
    expect(reply.status).toBe(201)
    const by = house.keyed(reply.body.key)
    expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
    // As one made before the role came to need a second factor.
    await sql`update api_key set second_factor = false where account_id = ${account}`.execute(
      house.services.db,
    )
    expect(told(await by.call('GET', '/api/v1/organisations'))).toEqual([401, 'access.key-refused'])
    expect((await browser.send('GET', ownKeys)).body.items[0].state).toBe('stopped')
  })
})

describe('revoking a key', () => {
  test('of somebody else finds nothing and ends nothing; one’s own twice is once', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const { keyId, by } = await made(who)
    expect(told(await other.client.call('DELETE', `${ownKeys}/${keyId}`))).toEqual([404, 'not-found'])
    expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
    for (const _again of [1, 2])
      expect((await who.client.call('DELETE', `${ownKeys}/${keyId}`)).status).toBe(204)
    const names = await eventsOf(house, who.client.accountId)
    expect(names.filter((name) => name === 'accounts.keyRevoked')).toHaveLength(1)
  })
})

describe('one’s own keys', () => {
  test('is listed as what it is', async () => {
    const who = await somebody()
    const { keyId: first } = await made(who, { expiresOn: '2026-04-01' })
    const { keyId: second } = await made(who)
    await who.client.call('DELETE', `${ownKeys}/${second}`)
    house.now = new Date('2026-04-05T00:00:00Z')
    const { items } = (await who.client.call('GET', ownKeys)).body
    expect(items.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [second, 'revoked'],
      [first, 'expired'],
    ])
    house.now = morning
  })

  test('can be made for the scopes there are, told with the roles they are for', async () => {
    const { client } = await somebody()
    const { body } = await client.call('GET', '/api/v1/account/key-scopes')
    const training = body.scopes.find(({ scope }: { scope: string }) => scope === 'training:read')
    expect(training.actions).toContain('class.read')
    expect(training.roles).toContain('institution')
    expect(body.latestDay).toBe('2027-03-02')
  })
})
