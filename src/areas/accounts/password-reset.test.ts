import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browsing, codeOf, doorPassword, enrol, eventsOf, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { dayInZone } from '../../kernel/calendar.ts'
import { goodForSeconds, mostTries } from './domain/sent-code.ts'

const house = testHouse()
const fresh = '全新的一个长口令 2026'
const base = '/api/v1/password-resets'

const later = (seconds: number): void => {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}

const post = (url: string, body: object) => browsing(house).send('POST', url, body)
const ask = (signIn: string) => post('/api/v1/sent-codes', { purpose: 'password-reset', signIn })
const messagesTo = async (to: string): Promise<string[]> => {
  await house.drain()
  return house.posted.filter((one) => one.to === to).map(({ text }) => text)
}
const tokenIn = (text: string | undefined): string => /reset-password#(\S+)/.exec(text ?? '')?.[1] ?? ''
const linkFor = async (signIn: string, address = signIn): Promise<string> => {
  await ask(signIn)
  return tokenIn((await messagesTo(address)).at(-1))
}
const byLink = (token: string, password = fresh) => post(`${base}/by-link`, { token, password })

test('a link in a mail sets a new password, once, and puts everybody out who was in', async () => {
  const mail = 'forgetful@zhixin.test'
  const account = await openDoor(house, mail, { phone: '13712340001' })
  const [desk, phone] = [browsing(house), browsing(house)]
  for (const device of [desk, phone]) await device.signIn(mail)
  const reply = await ask(mail.toUpperCase())
  expect(reply.body).toMatchObject({ way: 'email', sent: true, minutes: 30 })
  const [text] = await messagesTo(mail)
  const token = tokenIn(text)
  expect(text).toContain(`http://zhixin.test/app/reset-password#${token}`)

  expect((await post(`${base}/read`, { token })).body).toEqual({ signIn: mail })
  const done = await byLink(token)
  expect([done.status, done.cookies['zhixin_session']]).toEqual([204, undefined])
  for (const device of [desk, phone])
    expect((await device.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  const known = await sql`select from known_device where account_id = ${account}`.execute(house.services.db)
  expect(known.rows).toEqual([])
  expect((await browsing(house).signIn(mail)).body.code).toBe('sign-in.refused')
  expect((await browsing(house).signIn(mail, { password: fresh })).status).toBe(201)

  for (const [url, body] of [
    [`${base}/read`, { token }],
    [`${base}/by-link`, { token, password: fresh }],
  ] as const) {
    const again = await post(url, body)
    expect([again.status, again.body.code]).toEqual([409, 'reset-link.used'])
  }
})

test('whoever made a key in the account gets no further with it', async () => {
  const mail = 'keyed@zhixin.test'
  const account = await openDoor(house, mail, { office: true })
  const desk = browsing(house)
  await desk.signIn(mail)
  await enrol(house, desk)
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from role_assignment where account_id = ${account}`.execute(
    house.services.db,
  )
  const made = await desk.send('POST', '/api/v1/account/keys', {
    name: '统计',
    role: 'office',
    organisationId: rows[0]?.id,
    scopes: ['organisations:read'],
    expiresOn: dayInZone(house.now, 'Asia/Shanghai'),
    password: doorPassword,
  })
  expect([made.status, made.body.code]).toEqual([201, undefined])
  const by = house.keyed(made.body.key)
  expect((await by.call('GET', '/api/v1/organisations')).status).toBe(200)
  await byLink(await linkFor(mail))
  expect((await by.call('GET', '/api/v1/organisations')).status).toBe(401)
  expect((await eventsOf(house, account)).at(-1)?.data).toMatchObject({ keys: 1 })
})

test('the owner is told at every address, and the trail holds nothing personal', async () => {
  const [mail, phone] = ['told@zhixin.test', '13712340002']
  const account = await openDoor(house, mail, { phone })
  await browsing(house).signIn(mail)
  const token = await linkFor(mail)
  await byLink(token)
  expect((await messagesTo(mail)).at(-1)).toContain('重新设置了密码')
  expect(await messagesTo(phone)).toEqual([expect.stringContaining('如非本人操作')])
  const events = await eventsOf(house, account)
  expect(events.map(({ name, data }) => [name, data]).slice(1)).toEqual([
    ['accounts.codeSent', { purpose: 'password-reset', way: 'email' }],
    ['accounts.passwordReset', { way: 'link', signedOut: 1, keys: 0, devices: 1 }],
  ])
  const trail = await sql<{ data: string }>`select data::text as data from event`.execute(house.services.db)
  const told = trail.rows.map(({ data }) => data).join('\n')
  for (const secret of [mail, phone, token, token.split('.')[1] ?? '']) expect(told).not.toContain(secret)
})

test('a code on the phone does the same where a phone is what one signs in with', async () => {
  const phone = '13712340003'
  const account = await openDoor(house, 'by.phone', { phone })
  const device = browsing(house)
  await device.signIn('by.phone')
  const { codeId } = (await ask(phone)).body
  const code = /\d{6}/.exec((await messagesTo(phone)).at(-1) ?? '')?.[0] ?? ''
  const typed = { signIn: phone, code, codeId, password: fresh }
  const both = await Promise.all([post(`${base}/by-code`, typed), post(`${base}/by-code`, typed)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([204, 422])
  expect((await post(`${base}/by-code`, typed)).body.code).toBe('sent-code.used')
  expect((await device.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  expect((await browsing(house).signIn('by.phone', { password: fresh })).status).toBe(201)
  const resets = (await eventsOf(house, account)).filter(({ name }) => name === 'accounts.passwordReset')
  expect(resets.map(({ data }) => data['way'])).toEqual(['code'])
})

test('a code for a new password is over in ten minutes, and after a few guesses', async () => {
  const phone = '13712340004'
  await openDoor(house, 'guessed.reset', { phone })
  const codeFor = async () => {
    const { codeId } = (await ask(phone)).body
    const code = /\d{6}/.exec((await messagesTo(phone)).at(-1) ?? '')?.[0] ?? ''
    return { signIn: phone, code, codeId, password: fresh }
  }
  const first = await codeFor()
  later(goodForSeconds.sms)
  expect((await post(`${base}/by-code`, first)).body.code).toBe('sent-code.expired')
  const second = await codeFor()
  const wrong = { ...second, code: second.code === '111111' ? '111112' : '111111' }
  for (let guess = 0; guess < mostTries; guess += 1)
    expect((await post(`${base}/by-code`, wrong)).body.code).toBe('sent-code.wrong')
  expect((await post(`${base}/by-code`, second)).body.code).toBe('sent-code.spent')
  expect((await browsing(house).signIn('guessed.reset')).status).toBe(201)
})

test('two who follow one link at the same moment set one password', async () => {
  const mail = 'at.once@zhixin.test'
  const account = await openDoor(house, mail)
  const token = await linkFor(mail)
  const tries = ['password of the one', 'password of the other']
  const replies = await Promise.all(tries.map((password) => byLink(token, password)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409])
  const won = tries[replies.findIndex(({ status }) => status === 204)] ?? ''
  expect((await browsing(house).signIn(mail, { password: won })).status).toBe(201)
  const resets = (await eventsOf(house, account)).filter(({ name }) => name === 'accounts.passwordReset')
  expect(resets).toHaveLength(1)
})

test('a link is over after half an hour, when a newer one was asked for, and when a piece of it is missing', async () => {
  const mail = 'late@zhixin.test'
  await openDoor(house, mail)
  const first = await linkFor(mail)
  later(60)
  const second = await linkFor(mail)
  expect(second).not.toBe(first)
  for (const token of [first, second.slice(0, -1), second.split('.')[0] ?? '', 'nothing', `${second}x`]) {
    const refused = await byLink(token)
    expect([token, refused.status, refused.body.code]).toEqual([token, 404, 'reset-link.unknown'])
  }
  later(goodForSeconds.email)
  const expired = await byLink(second)
  expect([expired.status, expired.body.code]).toEqual([409, 'reset-link.expired'])
  expect((await browsing(house).signIn(mail)).status).toBe(201)
})

test('a code cannot be guessed where links are followed, nor a link be spoiled by guesses at a code', async () => {
  const [mail, phone] = ['crossed@zhixin.test', '13712340005']
  await openDoor(house, mail, { phone })
  const { codeId } = (await ask(phone)).body
  const code = /\d{6}/.exec((await messagesTo(phone)).at(-1) ?? '')?.[0] ?? ''
  for (const token of [
    `${codeId}.${code}`,
    `${codeId}.${code.padEnd(43, ' ')}`,
    `${codeId}.${code.padStart(43, '-')}`,
  ])
    expect((await byLink(token)).body.code).toBe('reset-link.unknown')
  const mailed = (await ask(mail)).body.codeId
  const token = tokenIn((await messagesTo(mail)).at(-1))
  for (let guess = 0; guess <= mostTries; guess += 1) {
    const guessed = { signIn: mail, code: '123456', codeId: mailed, password: fresh }
    expect((await post(`${base}/by-code`, guessed)).body.code).toBe('sent-code.wrong')
  }
  expect((await byLink(token)).status).toBe(204)
})

test('a reset leaves the second factor as it was', async () => {
  const mail = 'officer@zhixin.test'
  const account = await openDoor(house, mail, { office: true })
  const mine = browsing(house)
  await mine.signIn(mail)
  const { secret } = await enrol(house, mine)
  await byLink(await linkFor(mail))
  const half = await browsing(house).signIn(mail, { password: fresh })
  expect([half.status, half.body.code]).toEqual([401, 'sign-in.totp-needed'])
  const whole = await browsing(house).signIn(mail, { password: fresh, totp: codeOf(house, secret, 1) })
  expect([whole.status, whole.body.mustEnrol]).toEqual([201, false])
  expect((await eventsOf(house, account)).map(({ name }) => name)).not.toContain('accounts.secondFactorOff')
})

test('an officer who never set a second factor up still has to', async () => {
  const mail = 'newcomer@zhixin.test'
  await openDoor(house, mail, { office: true })
  await byLink(await linkFor(mail))
  const opened = await browsing(house).signIn(mail, { password: fresh })
  expect([opened.status, opened.body.mustEnrol, opened.body.roles]).toEqual([201, true, []])
})

test('a new password obeys the rule of registering, and one refused leaves the link good', async () => {
  const mail = 'short@zhixin.test'
  await openDoor(house, mail)
  const token = await linkFor(mail)
  const registering = await post('/api/v1/people', {
    name: '甲',
    identity: { number: '11010519491231002X' },
    phone: '13712340099',
    password: 'too short',
  })
  const resetting = await byLink(token, 'too short')
  expect([resetting.status, resetting.body.code, resetting.body.errors]).toEqual([
    registering.status,
    registering.body.code,
    registering.body.errors,
  ])
  expect(resetting.body.errors[0].pointer).toBe('/password')
  expect((await byLink(token)).status).toBe(204)
})

test('an account closed before is sent nothing, and one closed since keeps its password', async () => {
  const close = (account: string) =>
    sql`update account set status = 'blocked' where id = ${account}`.execute(house.services.db)
  const [before, since] = ['closed@zhixin.test', 'closing@zhixin.test']
  await close(await openDoor(house, before))
  expect((await ask(before)).status).toBe(202)
  expect(await messagesTo(before)).toEqual([])
  const account = await openDoor(house, since)
  const token = await linkFor(since)
  await close(account)
  const refused = await byLink(token)
  expect([refused.status, refused.body.code]).toEqual([404, 'reset-link.unknown'])
  const events = (await eventsOf(house, account)).map(({ name }) => name)
  expect(events).toEqual(['accounts.codeSent'])
})

test('who forgot the password after many slips is not kept waiting for them', async () => {
  const mail = 'slips@zhixin.test'
  await openDoor(house, mail)
  const machine = browsing(house, { zhixin_device: 'the-one-at-home' })
  for (let slip = 0; slip < 9; slip += 1) await machine.signIn(mail, { password: `slip ${slip}` })
  expect((await machine.signIn(mail)).body.code).toBe('sign-in.wait')
  await byLink(await linkFor(mail))
  expect((await machine.signIn(mail, { password: fresh })).status).toBe(201)
})

test('a reset ends every other code and link of the account', async () => {
  const [mail, phone] = ['several@zhixin.test', '13712340006']
  await openDoor(house, mail, { phone })
  const { codeId } = (await post('/api/v1/sent-codes', { purpose: 'sign-in', signIn: phone })).body
  const code = /\d{6}/.exec((await messagesTo(phone)).at(-1) ?? '')?.[0] ?? ''
  await byLink(await linkFor(mail))
  const late = await post('/api/v1/sessions/by-code', { signIn: phone, code, codeId })
  expect(late.body.code).toBe('sent-code.used')
})

test('asked for by user name, the link goes to the e-mail the account signs in with, or nowhere', async () => {
  const account = await openDoor(house, 'plain.user', { phone: '13712340007' })
  expect((await ask('plain.user')).body).toMatchObject({ way: 'email', sent: true })
  await house.drain()
  const before = house.posted.length
  await sql`insert into sign_in_name (name, kind, account_id) values ('plain@zhixin.test', 'email', ${account})`.execute(
    house.services.db,
  )
  later(60)
  const token = await linkFor('plain.user', 'plain@zhixin.test')
  expect(house.posted.length).toBe(before + 1)
  expect((await post(`${base}/read`, { token })).body).toEqual({ signIn: 'plain.user' })
  expect((await byLink(token)).status).toBe(204)
  expect((await browsing(house).signIn('plain.user', { password: fresh })).status).toBe(201)
})

test('the password before is no longer right anywhere', async () => {
  const mail = 'everywhere@zhixin.test'
  await openDoor(house, mail)
  const here = browsing(house)
  await here.signIn(mail)
  await byLink(await linkFor(mail))
  expect((await here.signIn(mail, { password: doorPassword })).body.code).toBe('sign-in.refused')
})

test('a page of a session left open cannot have it reset without the page’s token', async () => {
  const mail = 'session.open@zhixin.test'
  await openDoor(house, mail)
  const signedIn = browsing(house)
  await signedIn.signIn(mail)
  const token = await linkFor(mail)
  const forged = await house.app.inject({
    method: 'POST',
    url: `${base}/by-link`,
    cookies: signedIn.cookies,
    payload: { token, password: fresh },
  })
  expect([forged.statusCode, forged.json().code]).toEqual([403, 'access.csrf'])
  expect((await signedIn.send('POST', `${base}/by-link`, { token, password: fresh })).status).toBe(204)
})
