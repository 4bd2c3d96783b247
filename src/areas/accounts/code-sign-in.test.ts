import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Browsing, browsing, codeOf, enrol, eventsOf, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { goodForSeconds, mostTries, secondsBetween } from './domain/sent-code.ts'

const house = testHouse()

const later = (seconds: number): void => {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}

const numbers = { last: 13_800_000_000 }
const freshPhone = (): string => {
  numbers.last += 1
  return String(numbers.last)
}

const ask = (browser: Browsing, phone: string) =>
  browser.send('POST', '/api/v1/sent-codes', { purpose: 'sign-in', signIn: phone })

/** The digits of the latest message to a phone, if there is one. */
const received = async (phone: string): Promise<string | undefined> => {
  await house.drain()
  const latest = house.posted.filter(({ to }) => to === phone).at(-1)
  return latest && /\d{6}/.exec(latest.text)?.[0]
}

/** Asks as a browser does, and reads the phone. */
const asked = async (browser: Browsing, phone: string): Promise<{ code: string; codeId: string }> => {
  const reply = await ask(browser, phone)
  return { code: (await received(phone)) ?? '', codeId: reply.body.codeId }
}

const enter = (browser: Browsing, phone: string, typed: { code: string; codeId?: string; totp?: string }) =>
  browser.send('POST', '/api/v1/sessions/by-code', { signIn: phone, ...typed })

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000')

/** Somebody who signs in with a phone number. */
const holder = async (more: { office?: boolean } = {}) => {
  const phone = freshPhone()
  return { phone, account: await openDoor(house, `p.${phone}`, { ...more, phone }) }
}

test('the code sent to a phone opens an ordinary session under a token of its own', async () => {
  const { phone, account } = await holder()
  const browser = browsing(house, { zhixin_session: 'planted-by-somebody-else' })
  const reply = await ask(browser, ` +86 ${phone.slice(0, 3)}-${phone.slice(3)}`)
  expect([reply.status, reply.body]).toEqual([
    202,
    { codeId: reply.body.codeId, way: 'sms', sent: true, minutes: 10, againSeconds: 60 },
  ])
  const code = (await received(phone)) ?? ''
  const opened = await enter(browser, phone, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
  expect([opened.status, opened.body.account.id]).toEqual([201, account])
  expect(opened.cookies['zhixin_session']).toMatch(/^[\w-]{43}$/)
  expect((await browser.send('GET', '/api/v1/sessions')).body.items).toHaveLength(1)
  const events = await eventsOf(house, account)
  expect(events.map(({ name, data }) => [name, data['by'] ?? data['way']])).toEqual([
    ['accounts.codeSent', 'sms'],
    ['accounts.sessionOpened', 'code'],
  ])
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${phone}|${code}`))
})

test('what is kept of a code is a keyed hash, and the phone is sealed', async () => {
  const { phone } = await holder()
  const { code, codeId } = await asked(browsing(house), phone)
  const { rows } = await sql<{ row: string; hash: string }>`
    select c::text as row, hash from sent_code c where id = ${codeId}`.execute(house.services.db)
  expect(rows[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(rows[0]?.row).not.toMatch(new RegExp(`${phone}|${Buffer.from(phone).toString('hex')}`))
  const jobs = await sql<{ data: string }>`select data::text as data from pgboss.job`.execute(
    house.services.db,
  )
  expect(jobs.rows.filter(({ data }) => data.includes(phone) || data.includes(code))).toEqual([])
})

test('a code is good once', async () => {
  const { phone } = await holder()
  const typed = await asked(browsing(house), phone)
  expect((await enter(browsing(house), phone, typed)).status).toBe(201)
  const replayed = await enter(browsing(house), phone, typed)
  expect([replayed.status, replayed.body.code]).toEqual([422, 'sent-code.used'])
})

test('of many who come with one code at the same moment one gets in', async () => {
  const { phone, account } = await holder()
  const typed = await asked(browsing(house), phone)
  const replies = await Promise.all(Array.from({ length: 6 }, () => enter(browsing(house), phone, typed)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422, 422])
  const opened = (await eventsOf(house, account)).filter(({ name }) => name === 'accounts.sessionOpened')
  expect(opened).toHaveLength(1)
})

test('a code is over after ten minutes', async () => {
  const { phone } = await holder()
  const typed = await asked(browsing(house), phone)
  later(goodForSeconds.sms)
  expect((await enter(browsing(house), phone, typed)).body.code).toBe('sent-code.expired')
  // Not right either, and told alike.
  const wrong = { code: wrongFor(typed.code), codeId: typed.codeId }
  expect((await enter(browsing(house), phone, wrong)).body.code).toBe('sent-code.expired')
})

test('a code is guessed at a few times, then even the right one is refused', async () => {
  const { phone } = await holder()
  const { code, codeId } = await asked(browsing(house), phone)
  const told = []
  for (let guess = 0; guess < mostTries + 2; guess += 1)
    told.push((await enter(browsing(house), phone, { code: wrongFor(code), codeId })).body.code)
  expect(told).toEqual([
    ...Array.from({ length: mostTries }, () => 'sent-code.wrong'),
    'sent-code.spent',
    'sent-code.spent',
  ])
  expect((await enter(browsing(house), phone, { code, codeId })).body.code).toBe('sent-code.spent')
  later(60)
  const next = await asked(browsing(house), phone)
  expect((await enter(browsing(house), phone, next)).status).toBe(201)
})

test('guesses sent all at once are counted one after the other', async () => {
  const { phone } = await holder()
  const { code, codeId } = await asked(browsing(house), phone)
  const guesses = Array.from({ length: 30 }, () =>
    enter(browsing(house), phone, { code: wrongFor(code), codeId }),
  )
  const told = (await Promise.all(guesses)).map(({ body }) => body.code)
  expect(told.filter((one) => one === 'sent-code.wrong')).toHaveLength(mostTries)
  expect(told.filter((one) => one === 'sent-code.spent')).toHaveLength(30 - mostTries)
})

test('a stranger’s guesses spend their own few, and not those of who asked', async () => {
  const { phone } = await holder()
  const { code, codeId } = await asked(browsing(house), phone)
  for (let guess = 0; guess < mostTries; guess += 1)
    await enter(browsing(house), phone, { code: wrongFor(code) })
  expect((await enter(browsing(house), phone, { code })).body.code).toBe('sent-code.spent')
  expect((await enter(browsing(house), phone, { code, codeId })).status).toBe(201)
})

test('a code is none for another name, nor for another purpose', async () => {
  const [mine, other] = [await holder(), await holder()]
  const typed = await asked(browsing(house), mine.phone)
  await asked(browsing(house), other.phone)
  const elsewhere = await enter(browsing(house), other.phone, typed)
  expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'sent-code.wrong'])
  const reset = await browsing(house).send('POST', '/api/v1/password-resets/by-code', {
    signIn: mine.phone,
    ...typed,
    password: 'another long password',
  })
  expect([reset.status, reset.body.code]).toEqual([422, 'sent-code.wrong'])
})

test('the second factor is asked for as after a password, and the code stays good meanwhile', async () => {
  const { phone } = await holder()
  const mine = browsing(house)
  await mine.signIn(`p.${phone}`)
  const { secret } = await enrol(house, mine)
  const stranger = browsing(house)
  const typed = await asked(stranger, phone)
  const half = await enter(stranger, phone, typed)
  expect([half.status, half.body.code, half.cookies['zhixin_session']]).toEqual([
    401,
    'sign-in.totp-needed',
    undefined,
  ])
  expect((await enter(stranger, phone, { ...typed, totp: '000000' })).body.code).toBe('sign-in.totp-wrong')
  const whole = await enter(stranger, phone, { ...typed, totp: codeOf(house, secret, 1) })
  expect(whole.status).toBe(201)
  expect((await enter(stranger, phone, { ...typed, totp: codeOf(house, secret, 2) })).body.code).toBe(
    'sent-code.used',
  )
})

test('an officer without a second factor gets no further than setting it up', async () => {
  const { phone } = await holder({ office: true })
  const browser = browsing(house)
  const opened = await enter(browser, phone, await asked(browser, phone))
  expect([opened.status, opened.body.mustEnrol, opened.body.roles]).toEqual([201, true, []])
  expect((await browser.send('GET', '/api/v1/role-assignments')).body.code).toBe('sign-in.enrol-first')
})

test('an account closed before gets no code, and one closed since is not opened by it', async () => {
  const [before, since] = [await holder(), await holder()]
  const close = (account: string) =>
    sql`update account set status = 'blocked' where id = ${account}`.execute(house.services.db)
  await close(before.account)
  const reply = await ask(browsing(house), before.phone)
  expect([reply.status, await received(before.phone)]).toEqual([202, undefined])
  const typed = await asked(browsing(house), since.phone)
  await close(since.account)
  const refused = await enter(browsing(house), since.phone, typed)
  expect([refused.status, refused.body.code]).toEqual([422, 'sent-code.wrong'])
})

test('asked again too soon nothing is sent, and the code sent before still works', async () => {
  const { phone } = await holder()
  const { code } = await asked(browsing(house), phone)
  later(20)
  const again = await ask(browsing(house), phone)
  expect(again.body).toMatchObject({ sent: false, againSeconds: 40 })
  await house.drain()
  expect(house.posted.filter(({ to }) => to === phone)).toHaveLength(1)
  expect((await enter(browsing(house), phone, { code, codeId: again.body.codeId })).status).toBe(201)
})

test('whoever asks for somebody’s codes all day never keeps the owner from one that works', async () => {
  const { phone } = await holder()
  expect(Math.max(...secondsBetween)).toBeLessThanOrEqual(goodForSeconds.sms)
  const waits: number[] = []
  // Two hours of somebody else asking as often as it is heard.
  for (let spent = 0; spent < 7200; ) {
    const reply = await ask(browsing(house), phone)
    expect(reply.body.sent).toBe(true)
    waits.push(reply.body.againSeconds)
    spent += reply.body.againSeconds
    later(reply.body.againSeconds)
  }
  expect(waits.slice(0, 8)).toEqual([60, 60, 60, 120, 240, 480, 600, 600])
  await ask(browsing(house), phone)
  later(300)
  // The owner is told to wait, and gets in with what is on the phone already.
  const owner = browsing(house)
  expect((await ask(owner, phone)).body).toMatchObject({ sent: false, againSeconds: 300 })
  expect((await enter(owner, phone, { code: (await received(phone)) ?? '' })).status).toBe(201)
  // After an hour without a request it is as if nobody had ever asked.
  later(3601)
  expect((await ask(owner, phone)).body).toMatchObject({ sent: true, againSeconds: 60 })
})

test('three hundred people behind one address ask at once, and each is sent a code', async () => {
  const phones: string[] = []
  for (let seat = 0; seat < 300; seat += 1) phones.push((await holder()).phone)
  const replies = await Promise.all(phones.map((phone) => ask(browsing(house), phone)))
  expect(replies.filter(({ status, body }) => status !== 202 || !body.sent)).toEqual([])
  const waiting = () => {
    const reached = new Set(house.posted.map(({ to }) => to))
    return phones.filter((phone) => !reached.has(phone)).length
  }
  await expect.poll(waiting, { timeout: 150_000, interval: 250 }).toBe(0)
}, 180_000)

test('codes are sent to phones only', async () => {
  await openDoor(house, 'by.mail@zhixin.test')
  for (const [signIn, told] of [
    ['by.mail@zhixin.test', 'sent-code.phone-needed'],
    ['nobody@zhixin.test', 'sent-code.phone-needed'],
    ['a.user.name', 'sent-code.phone-needed'],
    ['不是名字', 'sign-in.name-malformed'],
  ] as const) {
    const reply = await ask(browsing(house), signIn)
    expect([signIn, reply.status, reply.body.code]).toEqual([signIn, 422, told])
  }
})
