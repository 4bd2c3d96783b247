import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browsing, codeOf, doorPassword, enrol, eventsOf, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'

const house = testHouse({ worker: false })
const own = '/api/v1/account/second-factor'
const names = async (account: string): Promise<string[]> =>
  (await eventsOf(house, account)).map((event) => event.name)

test('setting it up takes the password, renews the token of the session in hand and ends all others', async () => {
  const account = await openDoor(house, 'enrols')
  const [here, elsewhere] = [browsing(house), browsing(house)]
  await elsewhere.signIn('enrols')
  await here.signIn('enrols')
  const guessed = await here.send('POST', own, { password: 'not the password' })
  expect([guessed.status, guessed.body.code]).toEqual([422, 'password.wrong'])
  const begun = await here.send('POST', own, { password: doorPassword })
  expect(begun.body.uri).toContain('otpauth://totp/')
  expect(begun.body.qr).toMatch(/^data:image\/svg\+xml;base64,/)
  const wrong = await here.send('POST', `${own}/confirm`, { code: '000000' })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'second-factor.wrong'])
  const before = here.cookies['zhixin_session'] ?? ''
  const confirmed = await here.send('POST', `${own}/confirm`, { code: codeOf(house, begun.body.secret) })
  expect(new Set(confirmed.body.recoveryCodes).size).toBe(10)
  expect(confirmed.cookies['zhixin_session']).not.toBe(before)
  const planted = browsing(house, { zhixin_session: before })
  expect((await planted.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  expect((await elsewhere.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  expect((await here.send('GET', own)).body).toMatchObject({ on: true, recoveryCodesLeft: 10 })
  expect(await names(account)).toContain('accounts.secondFactorOn')
  const again = await here.send('POST', own, { password: doorPassword })
  expect([again.status, again.body.code]).toEqual([409, 'second-factor.on'])
  const kept = await sql<{
    found: boolean
  }>`select position(${begun.body.secret} in encode(secret, 'escape')) > 0 as found
    from second_factor where account_id = ${account}`.execute(house.services.db)
  expect(kept.rows).toEqual([{ found: false }])
})

test('a token the browser brought along is never the one a session is opened under', async () => {
  await openDoor(house, 'fixed')
  const planted = 'a'.repeat(43)
  const victim = browsing(house, { zhixin_session: planted })
  const opened = await victim.signIn('fixed')
  expect(opened.cookies['zhixin_session']).toMatch(/^[\w-]{43}$/)
  expect(opened.cookies['zhixin_session']).not.toBe(planted)
  const attacker = browsing(house, { zhixin_session: planted })
  expect((await attacker.send('GET', '/api/v1/sessions/current')).status).toBe(401)
})

test('a code is asked for after the right password only, and good once', async () => {
  await openDoor(house, 'has.factor')
  await openDoor(house, 'has.none')
  const mine = browsing(house)
  await mine.signIn('has.factor')
  const { secret } = await enrol(house, mine)
  const refusals = []
  for (const [name, totp] of [
    ['has.factor', undefined],
    ['has.factor', '123456'],
    ['has.none', undefined],
    ['is.nobody', '123456'],
  ] as const)
    refusals.push((await browsing(house).signIn(name, { password: 'wrong', ...(totp ? { totp } : {}) })).body)
  expect(new Set(refusals.map(({ code, title, status }) => `${status} ${code} ${title}`)).size).toBe(1)
  expect(refusals[0].code).toBe('sign-in.refused')

  expect((await browsing(house).signIn('has.factor')).body.code).toBe('sign-in.totp-needed')
  // The code that turned it on was used by that.
  const replayed = await browsing(house).signIn('has.factor', { totp: codeOf(house, secret) })
  expect([replayed.status, replayed.body.code]).toEqual([401, 'sign-in.totp-used'])
  const next = { totp: codeOf(house, secret, 1) }
  expect((await browsing(house).signIn('has.factor', next)).status).toBe(201)
  expect((await browsing(house).signIn('has.factor', next)).body.code).toBe('sign-in.totp-used')
  const early = await browsing(house).signIn('has.factor', { totp: codeOf(house, secret, 2) })
  expect(early.body.code).toBe('sign-in.totp-wrong')
})

test('two sign-ins with one code at the same moment open one session', async () => {
  await openDoor(house, 'at.once')
  const mine = browsing(house)
  await mine.signIn('at.once')
  const { secret } = await enrol(house, mine)
  const totp = codeOf(house, secret, 1)
  const replies = await Promise.all([1, 2, 3].map(() => browsing(house).signIn('at.once', { totp })))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 401, 401])
})

test('a recovery code stands in for the phone once, and is on record', async () => {
  const account = await openDoor(house, 'lost.phone')
  const mine = browsing(house)
  await mine.signIn('lost.phone')
  const { recoveryCodes, secret } = await enrol(house, mine)
  const typed = recoveryCodes[3]?.toUpperCase().replace('-', ' ') ?? ''
  expect((await browsing(house).signIn('lost.phone', { totp: typed })).status).toBe(201)
  const second = await browsing(house).signIn('lost.phone', { totp: typed })
  expect([second.status, second.body.code]).toEqual([401, 'sign-in.recovery-wrong'])
  const used = (await eventsOf(house, account)).find(({ name }) => name === 'accounts.recoveryCodeUsed')
  expect(used?.data).toEqual({ left: 9 })

  const renewed = await mine.send('POST', `${own}/recovery-codes`, {
    password: doorPassword,
    code: codeOf(house, secret, 1),
  })
  expect(renewed.status).toBe(200)
  const old = await browsing(house).signIn('lost.phone', { totp: recoveryCodes[4] ?? '' })
  expect(old.body.code).toBe('sign-in.recovery-wrong')
  const fresh = await browsing(house).signIn('lost.phone', { totp: renewed.body.recoveryCodes[0] })
  expect(fresh.status).toBe(201)
})

test('codes are few guesses even for who knows the password, from one device or from many', async () => {
  await openDoor(house, 'guessed.at')
  const mine = browsing(house)
  await mine.signIn('guessed.at')
  const { secret } = await enrol(house, mine)
  for (let guess = 0; guess < 5; guess += 1) {
    // Each from a device of its own.
    const reply = await browsing(house).signIn('guessed.at', { totp: '000000' })
    expect(reply.body.code).toBe('sign-in.totp-wrong')
  }
  const stranger = await browsing(house).signIn('guessed.at', { totp: codeOf(house, secret, 1) })
  expect([stranger.status, stranger.body.code]).toEqual([429, 'sign-in.wait'])

  // The owner's own device is not kept waiting by them.
  const owner = browsing(house, { zhixin_device: mine.cookies['zhixin_device'] ?? '' })
  expect((await owner.signIn('guessed.at', { totp: codeOf(house, secret, 1) })).status).toBe(201)
})

test('turning it off takes password and code, and weakens the session', async () => {
  const account = await openDoor(house, 'turns.off')
  const mine = browsing(house)
  await mine.signIn('turns.off')
  const { secret } = await enrol(house, mine)
  const wrong = await mine.send('POST', `${own}/off`, { password: doorPassword, code: '000000' })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'second-factor.wrong'])
  const off = await mine.send('POST', `${own}/off`, {
    password: doorPassword,
    code: codeOf(house, secret, 1),
  })
  expect(off.status).toBe(204)
  expect((await browsing(house).signIn('turns.off')).status).toBe(201)
  expect(await names(account)).toContain('accounts.secondFactorOff')
})

test('an office role is acted in with a second factor only, and the session may do nothing but set it up', async () => {
  await openDoor(house, 'office.new', { office: true })
  const mine = browsing(house)
  const opened = await mine.signIn('office.new')
  expect([opened.status, opened.body.mustEnrol, opened.body.roles]).toEqual([201, true, []])
  for (const url of ['/api/v1/role-assignments', '/api/v1/sessions', '/api/v1/people']) {
    const refused = await mine.send('GET', url)
    expect([url, refused.status, refused.body.code]).toEqual([url, 403, 'sign-in.enrol-first'])
  }
  await enrol(house, mine)
  expect((await mine.send('GET', '/api/v1/role-assignments')).status).toBe(200)
  const now = await mine.send('GET', '/api/v1/sessions/current')
  expect([now.body.mustEnrol, now.body.roles[0].role]).toEqual([false, 'office'])
})

test('a demonstration offers the second factor and does not ask for it', async () => {
  await openDoor(house, 'office.demo', { office: true })
  const mine = browsing(house)
  await mine.signIn('office.demo')
  const { db } = house.services
  await sql`insert into demo_sign_in (position, role, name, sign_in, password, told)
    values (0, 'office', '办', 'office', 'x', true)`.execute(db)
  const shown = await mine.send('GET', '/api/v1/sessions/current')
  await sql`delete from demo_sign_in`.execute(db)
  expect([shown.body.mustEnrol, shown.body.roles[0].role]).toEqual([false, 'office'])
})

test('a colleague officer resets it with a reason that stays on record; nobody resets their own', async () => {
  const colleague = await openDoor(house, 'office.helps', { office: true })
  const locked = await openDoor(house, 'office.locked', { office: true })
  const [helper, helped] = [browsing(house), browsing(house)]
  await helper.signIn('office.helps')
  await enrol(house, helper)
  await helped.signIn('office.locked')
  await enrol(house, helped)
  const reset = (browser: typeof helper, account: string) =>
    browser.send('POST', `/api/v1/accounts/${account}/second-factor/reset`, {
      reason: '手机丢失，已当面核实',
    })
  expect((await reset(helped, locked)).body.code).toBe('second-factor.own-reset')
  const outsider = await house.client([])
  const refused = await outsider.call('POST', `/api/v1/accounts/${locked}/second-factor/reset`, {
    reason: '试试看',
  })
  expect(refused.status).toBe(404)
  expect((await reset(helper, locked)).status).toBe(204)
  expect((await helped.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  const record = (await eventsOf(house, locked)).find(({ name }) => name === 'accounts.secondFactorReset')
  expect(record).toMatchObject({ actor: colleague, data: { reason: '手机丢失，已当面核实' } })
  expect((await browsing(house).signIn('office.locked')).body.mustEnrol).toBe(true)
  expect((await reset(helper, locked)).body.code).toBe('second-factor.off')
})
