import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { testIdentityProvider } from '../../../test/identity-provider.ts'
import { eventsOf, officeOf } from '../../../test/setting.ts'
import { freePort } from '../../../test/smtp-server.ts'
import { newId } from '../../kernel/id.ts'
import { oidcSignOn, returnPath } from '../../platform/adapters/oidc-sign-on.ts'
import { hashPassword } from './app/password-hash.ts'
import { insertAccount } from './store/accounts.ts'

const publicUrl = 'http://zhixin.test'
const provider = testIdentityProvider(await freePort(), `${publicUrl}${returnPath}`)
const signOn = oidcSignOn({ issuer: provider.issuer, ...provider.client, name: '市统一身份认证' }, publicUrl)
const house = testHouse({ worker: false, signOn })
const password = '一个足够长的口令-2026'
const passwordHash = await hashPassword(password)

/** A browser: keeps cookies, sends the token of its session. */
const browser = () => {
  const jar = new Map<string, string>()
  const state = { csrf: '' }
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) => {
    const reply = await house.app.inject({
      method,
      url,
      cookies: Object.fromEntries(jar),
      headers: { 'x-csrf-token': state.csrf },
      ...(body ? { payload: body } : {}),
    })
    for (const { name, value } of reply.cookies) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const parsed = /json/.test(String(reply.headers['content-type'])) && reply.body ? reply.json() : {}
    if (typeof parsed.csrf === 'string') state.csrf = parsed.csrf
    return { status: reply.statusCode, body: parsed, location: String(reply.headers.location ?? '') }
  }
  return {
    jar,
    send,
    async signIn(signIn: string) {
      return send('POST', '/api/v1/sessions', { signIn, password })
    },
    /** To the provider and back; answers the screen one ends at. */
    async goRound(begun: { body: { address: string } }): Promise<string> {
      const back = await provider.visit(begun.body.address)
      return (await send('GET', `${back.pathname}${back.search}`)).location
    },
  }
}
type Browser = ReturnType<typeof browser>

const account = async (): Promise<{ id: string; name: string }> => {
  const id = newId()
  const name = `u-${id.slice(-12)}`
  const names = [{ name, kind: 'username' as const }]
  await house.services.db
    .transaction()
    .execute((tx) =>
      insertAccount(tx, { id, displayName: '甲', personId: null, names, passwordHash }, house.now),
    )
  return { id, name }
}

const begin = (at: Browser, body: object = {}) => at.send('POST', '/api/v1/sso/sign-in', body)
const signedInAs = async (at: Browser): Promise<string | undefined> =>
  (await at.send('GET', '/api/v1/sessions/current')).body.account?.id

/** An account whose identity at the provider is linked by its owner. */
const linkedAccount = async (subject: string): Promise<{ id: string; name: string; at: Browser }> => {
  provider.person = subject
  const one = await account()
  const at = browser()
  await at.signIn(one.name)
  const begun = await at.send('POST', '/api/v1/account/sso-links', { password })
  expect(await at.goRound(begun)).toBe('/app/account?sso=linked')
  return { ...one, at }
}

beforeEach(async () => {
  await provider.stop()
  await provider.start()
  provider.spoil = undefined
})

describe('single sign-on', () => {
  test('signs in whoever has linked their identity, and leads on to where they wanted to go', async () => {
    const { id } = await linkedAccount(`s-${newId()}`)
    const at = browser()
    expect(await at.goRound(await begin(at, { next: '/classes?state=running' }))).toBe(
      '/app/classes?state=running',
    )
    expect(await signedInAs(at)).toBe(id)
    expect(at.jar.has('zhixin_sso')).toBe(false)
    expect((await eventsOf(house, id)).slice(-2)).toEqual(['accounts.signOnLinked', 'accounts.sessionOpened'])
  })

  test('leads nowhere outside, whatever was asked', async () => {
    await linkedAccount(`s-${newId()}`)
    const at = browser()
    expect(await at.goRound(await begin(at, { next: '//evil.example/' }))).toBe('/app/')
  })

  test('does not know somebody by their e-mail address, nor by anything but the linked identity', async () => {
    const subject = `${newId()}@example.test`
    const id = newId()
    await house.services.db
      .transaction()
      .execute((tx) =>
        insertAccount(
          tx,
          { id, displayName: '乙', personId: null, names: [{ name: subject, kind: 'email' }], passwordHash },
          house.now,
        ),
      )
    provider.person = subject
    const at = browser()
    expect(await at.goRound(await begin(at))).toBe('/app/sign-in?sso=sso.unknown')
    expect(await signedInAs(at)).toBeUndefined()
  })

  test('signs nobody in whose account is blocked', async () => {
    const { id } = await linkedAccount(`s-${newId()}`)
    await sql`update account set status = 'blocked' where id = ${id}`.execute(house.services.db)
    const at = browser()
    expect(await at.goRound(await begin(at))).toBe('/app/sign-in?sso=sso.unknown')
  })

  const spoilt: [string, NonNullable<typeof provider.spoil>][] = [
    ['a nonce of another sign-in', { claims: (claims) => ({ ...claims, nonce: 'of-another' }) }],
    ['no nonce', { claims: ({ nonce: _nonce, ...claims }) => claims }],
    ['another audience', { claims: (claims) => ({ ...claims, aud: 'somebody-else' }) }],
    ['another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
    ['an end that is past', { claims: (claims) => ({ ...claims, iat: 1_700_000_000, exp: 1_700_000_600 }) }],
    ['a signature by another key of the same name', { foreignKey: true }],
  ]
  test.each(spoilt)('refuses a token with %s', async (_what, spoil) => {
    const { id } = await linkedAccount(`s-${newId()}`)
    const at = browser()
    const begun = await begin(at)
    provider.spoil = spoil
    expect(await at.goRound(begun)).toBe('/app/sign-in?sso=sso.refused')
    expect(await signedInAs(at)).toBeUndefined()
    expect((await eventsOf(house, id)).at(-1)).toBe('accounts.signOnLinked')
  })

  test('refuses an answer with another state, one brought by another browser, one that is late, and one brought twice', async () => {
    await linkedAccount(`s-${newId()}`)
    const at = browser()
    const back = await provider.visit((await begin(at)).body.address)
    const other = new URL(back)
    other.searchParams.set('state', 'another')
    const flow = at.jar.get('zhixin_sso') ?? ''
    expect((await at.send('GET', `${other.pathname}${other.search}`)).location).toBe(
      '/app/sign-in?sso=sso.refused',
    )
    expect((await browser().send('GET', `${back.pathname}${back.search}`)).location).toBe(
      '/app/sign-in?sso=sso.stale',
    )
    const late = browser()
    const began = await begin(late)
    const was = house.now
    house.now = new Date(was.getTime() + 11 * 60_000)
    expect(await late.goRound(began)).toBe('/app/sign-in?sso=sso.stale')
    house.now = was
    at.jar.set('zhixin_sso', flow)
    const address = `${back.pathname}${back.search}`
    expect((await at.send('GET', address)).location).toBe('/app/')
    at.jar.set('zhixin_sso', flow)
    expect((await at.send('GET', address)).location).toBe('/app/sign-in?sso=sso.refused')
  })

  test('goes on when the provider has changed its key', async () => {
    const { id } = await linkedAccount(`s-${newId()}`)
    const first = browser()
    expect(await first.goRound(await begin(first))).toBe('/app/')
    await provider.stop()
    await provider.start()
    const second = browser()
    expect(await second.goRound(await begin(second))).toBe('/app/')
    expect(await signedInAs(second)).toBe(id)
  })

  test('says so when the person declined at the provider', async () => {
    provider.person = null
    const at = browser()
    expect(await at.goRound(await begin(at))).toBe('/app/sign-in?sso=sso.declined')
  })

  test('is asked for the second factor like a password is', async () => {
    const { id, at: owner } = await linkedAccount(`s-${newId()}`)
    const { body } = await owner.send('POST', '/api/v1/account/second-factor', { password })
    const { TOTP } = await import('otpauth')
    const totp = new TOTP({ secret: body.secret })
    const codeAt = (ms: number) => totp.generate({ timestamp: house.now.getTime() + ms })
    await owner.send('POST', '/api/v1/account/second-factor/confirm', { code: codeAt(0) })
    const at = browser()
    expect(await at.goRound(await begin(at, { next: '/exams' }))).toBe('/app/sign-in?sso=code&next=%2Fexams')
    expect(await signedInAs(at)).toBeUndefined()
    expect((await at.send('POST', '/api/v1/sso/code', { totp: '000000' })).body.code).toBe(
      'sign-in.totp-wrong',
    )
    house.now = new Date(house.now.getTime() + 30_000)
    expect((await at.send('POST', '/api/v1/sso/code', { totp: codeAt(0) })).status).toBe(201)
    expect(await signedInAs(at)).toBe(id)
    const stranger = browser()
    expect((await stranger.send('POST', '/api/v1/sso/code', { totp: codeAt(30_000) })).body.code).toBe(
      'sso.stale',
    )
  })
})

describe('linking', () => {
  test('asks for the password, and gives an identity to one account only', async () => {
    const subject = `s-${newId()}`
    await linkedAccount(subject)
    const second = await account()
    const at = browser()
    await at.signIn(second.name)
    const refused = await at.send('POST', '/api/v1/account/sso-links', { password: 'not the password' })
    expect(refused.body.code).toBe('password.wrong')
    const begun = await at.send('POST', '/api/v1/account/sso-links', { password })
    expect(await at.goRound(begun)).toBe('/app/account?sso=sso.linked-elsewhere')
    expect((await at.send('GET', '/api/v1/account/sso-links')).body.items).toEqual([])
  })

  test('is done for the account that set out, not for one signed in to meanwhile', async () => {
    provider.person = `s-${newId()}`
    const [first, second] = [await account(), await account()]
    const at = browser()
    await at.signIn(first.name)
    const begun = await at.send('POST', '/api/v1/account/sso-links', { password })
    await at.send('DELETE', '/api/v1/sessions/current')
    await at.signIn(second.name)
    expect(await at.goRound(begun)).toBe('/app/account?sso=sso.stale')
  })

  test('is undone by the owner alone; the identity then signs nobody in', async () => {
    const { at } = await linkedAccount(`s-${newId()}`)
    const { items } = (await at.send('GET', '/api/v1/account/sso-links')).body
    expect(items).toMatchObject([{ provider: '市统一身份认证', current: true, lastUsedAt: null }])
    const stranger = browser()
    await stranger.signIn((await account()).name)
    expect((await stranger.send('DELETE', `/api/v1/account/sso-links/${items[0].id}`)).status).toBe(404)
    expect((await at.send('DELETE', `/api/v1/account/sso-links/${items[0].id}`)).status).toBe(204)
    const again = browser()
    expect(await again.goRound(await begin(again))).toBe('/app/sign-in?sso=sso.unknown')
  })
})

describe('an invitation of the office', () => {
  const invited = async (accountId: string): Promise<string> => {
    const { office } = await officeOf(house)
    const reply = await office.call('POST', `/api/v1/accounts/${accountId}/sso-invitation`, {})
    expect(reply.status).toBe(201)
    return reply.body.link.split('#')[1]
  }

  test('links whoever follows it and signs them in, once', async () => {
    const { id } = await account()
    const invitation = await invited(id)
    provider.person = `s-${newId()}`
    const at = browser()
    expect(await at.goRound(await begin(at, { invitation }))).toBe('/app/')
    expect(await signedInAs(at)).toBe(id)
    provider.person = `s-${newId()}`
    const second = browser()
    expect(await second.goRound(await begin(second, { invitation }))).toBe(
      '/app/sign-in?sso=sso.invitation-over',
    )
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
      where subject_id = ${id} and data::text like ${`%${invitation}%`}`.execute(house.services.db)
    expect(rows[0]?.n).toBe(0)
  })

  test('ends after a week, and when a later one takes its place', async () => {
    const { id } = await account()
    const [first, second] = [await invited(id), await invited(id)]
    provider.person = `s-${newId()}`
    const at = browser()
    expect(await at.goRound(await begin(at, { invitation: first }))).toBe(
      '/app/sign-in?sso=sso.invitation-over',
    )
    const was = house.now
    house.now = new Date(was.getTime() + 7 * 86_400_000 + 1000)
    expect(await at.goRound(await begin(at, { invitation: second }))).toBe(
      '/app/sign-in?sso=sso.invitation-over',
    )
    house.now = was
  })

  test('is the office’s to give', async () => {
    const { id, name } = await account()
    const at = browser()
    await at.signIn(name)
    expect((await at.send('POST', `/api/v1/accounts/${id}/sso-invitation`, {})).status).toBe(404)
  })
})

describe('a provider that is down', () => {
  test('at the start and later keeps nobody from signing in by password, and is found when it is back', async () => {
    await provider.stop()
    const fresh = oidcSignOn({ issuer: provider.issuer, ...provider.client, name: 'x' }, publicUrl)
    expect(await fresh.begin()).toMatchObject({ begun: false, reason: 'unreachable' })
    const { name } = await account()
    const at = browser()
    const refused = await begin(at)
    expect(refused).toMatchObject({ status: 503, body: { code: 'sso.unreachable' } })
    expect(refused.body.title).toContain('密码')
    expect((await at.signIn(name)).status).toBe(201)
    await provider.start()
    expect(await fresh.begin()).toMatchObject({ begun: true })
    expect((await begin(browser())).status).toBe(200)
  })

  test('between setting out and coming back is said to be so', async () => {
    const { at } = await linkedAccount(`s-${newId()}`)
    const out = browser()
    const back = await provider.visit((await begin(out)).body.address)
    await provider.stop()
    expect((await out.send('GET', `${back.pathname}${back.search}`)).location).toBe(
      '/app/sign-in?sso=sso.unreachable',
    )
    expect(await signedInAs(at)).toBeDefined()
  })
})
