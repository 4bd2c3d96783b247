import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { browsing, openDoor, registering, textedCode } from '../../../test/doors.ts'
import { testHouse, type TestHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered, newIdentityNumber } from '../../../test/setting.ts'

const now = new Date('2026-03-02T02:00:00Z')
const house = testHouse({ now })
/** As of an installation that sends no text messages. */
const quiet = testHouse({ worker: false, now, textMessages: null })

let phones = 0
const newPhone = (): string => `139${String((phones += 1)).padStart(8, '0')}`

const body = (more: object = {}) => ({
  name: '赵六',
  identity: { number: newIdentityNumber() },
  phone: newPhone(),
  password: '锲而不舍，金石可镂 2026',
  ...more,
})

/** Somebody an employer has put on record, with a phone or without. */
const onRecord = async (where: TestHouse, name: string, more: { phone?: string } = {}) => {
  const { office } = await officeOf(where)
  const employerId = await registered(office, 'employer', `用人单位 ${fresh()}`)
  const employer = await where.client([{ role: 'employer', organisationId: employerId }])
  const number = newIdentityNumber()
  const added = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
    name,
    identity: { number },
    ...more,
  })
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  return { employer, office, number, personId: added.body.personId as string }
}

const told = ({ status, body: { code, errors } }: Awaited<ReturnType<typeof registering>>) => [
  status,
  code,
  ...(errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
]

const ask = (where: TestHouse, phone: string) =>
  browsing(where).send('POST', '/api/v1/sent-codes', { purpose: 'register', signIn: phone })

describe('registering alone', () => {
  test('proves the phone, and makes an account that reads its own record and no other', async () => {
    const sent = body({ employerName: `自报单位 ${fresh()}`, post: '测试' })
    const reply = await registering(house, sent)
    expect([reply.status, reply.body]).toEqual([
      201,
      { personId: expect.any(String), signIn: sent.phone, found: false },
    ])
    const browser = browsing(house)
    const session = await browser.signIn(sent.phone, { password: sent.password })
    expect(session.body.account).toMatchObject({ name: '赵六', personId: reply.body.personId })
    const own = await browser.send('GET', `/api/v1/people/${reply.body.personId}`)
    expect(own.body).toMatchObject({
      hasAccount: true,
      phoneProved: true,
      employments: [{ source: 'self', post: '测试' }],
    })
    const { personId } = await onRecord(house, '张三')
    expect((await browser.send('GET', `/api/v1/people/${personId}`)).status).toBe(404)
    const { rows } = await sql<{ data: unknown }>`
      select data from event where name = 'people.personRegistered' and subject_id = ${reply.body.personId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ data: { found: false, phoneProved: true } }])
  })

  test('with an employer that decides itself is a request to it; where nobody could answer, it is recorded', async () => {
    const { office } = await officeOf(house)
    const name = `有人的单位 ${fresh()}`
    const id = await registered(office, 'employer', name)
    const quietName = `无人的单位 ${fresh()}`
    await registered(office, 'employer', quietName)
    const clerk = await house.client([{ role: 'employer', organisationId: id }])
    const register = async (employerName: string) => {
      const reply = await registering(house, body({ employerName, post: '测试' }))
      expect(reply.status, JSON.stringify(reply.body)).toBe(201)
      return reply.body.personId as string
    }
    const [personId, unread] = [await register(name), await register(quietName)]
    const url = `/api/v1/people/${personId}`
    expect((await office.call('GET', url)).body.employments).toEqual([])
    expect((await clerk.call('GET', url)).status).toBe(404)
    const { items } = (await clerk.call('GET', '/api/v1/employment-requests?open=true')).body
    expect(items).toMatchObject([{ personId, personName: '赵六', post: '测试', state: 'waiting' }])
    const accept = `/api/v1/employment-requests/${items[0].id}/accept`
    expect((await clerk.call('POST', accept)).status).toBe(200)
    expect((await clerk.call('GET', url)).body.employments).toMatchObject([{ employerId: id, post: '测试' }])
    expect((await office.call('GET', `/api/v1/people/${unread}`)).body.employments).toMatchObject([
      { employerName: quietName, source: 'self' },
    ])
  })

  test('another phone on the record is not proved by the first', async () => {
    const sent = body()
    const { personId } = (await registering(house, sent)).body
    const browser = browsing(house)
    await browser.signIn(sent.phone, { password: sent.password })
    const save = (phone: string, revision: number) =>
      browser.send('PUT', `/api/v1/people/${personId}/contacts`, { phone, email: '', revision })
    const proved = async () => (await browser.send('GET', `/api/v1/people/${personId}`)).body.phoneProved
    expect([(await save(sent.phone, 1)).status, await proved()]).toEqual([200, true])
    expect([(await save(newPhone(), 2)).status, await proved()]).toEqual([200, false])
  })

  test('needs the code that was sent to this very phone, and takes it once', async () => {
    const sent = body()
    const send = (typed: object) => browsing(house).send('POST', '/api/v1/people', typed)
    expect(told(await send(sent))).toEqual([400, 'request.invalid', '/code sent-code.needed'])
    expect(told(await send({ ...sent, code: '123456' }))).toEqual([
      422,
      'sent-code.wrong',
      '/code sent-code.wrong',
    ])
    const other = newPhone()
    await ask(house, other)
    expect(told(await send({ ...sent, code: await textedCode(house, other) }))[1]).toBe('sent-code.wrong')
    await ask(house, sent.phone)
    const code = await textedCode(house, sent.phone)
    expect((await send({ ...sent, code })).status).toBe(201)
    expect(told(await send({ ...sent, ...body({ phone: sent.phone }), code }))[1]).toBe('sent-code.used')
  })

  test('a code to register with signs nobody in and resets no password, nor the other way round', async () => {
    const phone = newPhone()
    await openDoor(house, `door.${phone}`, { phone })
    await ask(house, phone)
    const code = await textedCode(house, phone)
    const browser = browsing(house)
    const opened = await browser.send('POST', '/api/v1/sessions/by-code', { signIn: phone, code })
    expect(opened.body.code).toBe('sent-code.wrong')
    await browser.send('POST', '/api/v1/sent-codes', { purpose: 'sign-in', signIn: phone })
    const entry = await textedCode(house, phone)
    const reply = await browser.send('POST', '/api/v1/people', { ...body({ phone }), code: entry })
    expect(reply.body.code).toBe('sent-code.wrong')
  })

  test('says that a phone signs somebody in already to its holder alone', async () => {
    const known = newPhone()
    expect((await registering(house, body({ phone: known }))).status).toBe(201)
    const taken = await registering(house, body({ name: '吴二', phone: known }))
    expect([taken.status, taken.body.code]).toEqual([422, 'sent-code.used'])
    house.now = new Date(house.now.getTime() + 61_000)
    const holder = await registering(house, body({ name: '吴二', phone: known }))
    expect([holder.status, holder.body.code]).toEqual([409, 'person.phone-taken'])
    house.now = new Date(house.now.getTime() + 61_000)
    // Whoever does not hold it asks, guesses, and hears what is heard of a phone nobody knows.
    const seen = []
    for (const phone of [known, newPhone()]) {
      const asked = await ask(house, phone)
      const guess = await browsing(house).send('POST', '/api/v1/people', {
        ...body({ phone }),
        code: 'no code',
        codeId: asked.body.codeId,
      })
      seen.push([
        asked.status,
        { ...asked.body, codeId: '', againSeconds: 0 },
        guess.status,
        { ...guess.body, requestId: '' },
      ])
    }
    expect(seen[0]).toEqual(seen[1])
  })

  test('takes over the record a roster or an employer made, when number, name and phone fit', async () => {
    const phone = newPhone()
    const { number, personId } = await onRecord(house, '钱七', { phone })
    const taken = await registering(house, body({ name: '钱 七', identity: { number }, phone }))
    expect(taken.body).toMatchObject({ personId, found: true })
  })

  test('is refused in one way for another name, another phone, and an account already there', async () => {
    const phone = newPhone()
    const { number } = await onRecord(house, '孙八', { phone })
    const first = body({ name: '孙八', identity: { number }, phone })
    const elsewhere = body({ name: '孙八', identity: { number } })
    for (const attempt of [{ ...first, name: '李四' }, elsewhere])
      expect((await registering(house, attempt)).body.code).toBe('person.register-refused')
    // Refused for the name, the code is good for the right one.
    expect((await registering(house, first)).status).toBe(201)
    expect((await registering(house, { ...first, phone: newPhone() })).body.code).toBe(
      'person.register-refused',
    )
  })

  test('lets nobody try one number under name after name, and keeps nobody else waiting', async () => {
    const [number, other] = [newIdentityNumber(), newIdentityNumber()]
    const owner = body({ name: '冯五', identity: { number } })
    expect((await registering(house, owner)).status).toBe(201)
    const stranger = newPhone()
    const codes = new Set<string>()
    for (let guess = 0; guess < 24; guess += 1)
      codes.add(
        (await registering(house, { ...owner, name: `冯${'甲乙丙丁'[guess % 4]}`, phone: stranger })).body
          .code,
      )
    expect([...codes]).toEqual(['person.register-refused', 'person.register-wait'])
    expect(
      (await registering(house, { ...owner, identity: { number: other }, phone: stranger })).status,
    ).toBe(201)
  })

  test('an e-mail address nobody has proved opens no account, and tells nobody that it is known', async () => {
    const email = `taken-${newPhone()}@example.org`
    expect((await registering(house, body({ email }))).status).toBe(201)
    expect((await registering(house, body({ name: '王四', email: email.toUpperCase() }))).status).toBe(201)
    const { rows } = await sql`select from sign_in_name where name = ${email}`.execute(house.services.db)
    expect(rows).toEqual([])
  })

  test('a record without a phone is nobody’s to take over, whatever phone was proved', async () => {
    const { number } = await onRecord(house, '周真人')
    const refused = await registering(house, body({ name: '周真人', identity: { number } }))
    expect(told(refused).slice(0, 2)).toEqual([409, 'person.register-refused'])
  })

  test('of one person twice at the same moment makes one account', async () => {
    const sent = body()
    await ask(house, sent.phone)
    const code = await textedCode(house, sent.phone)
    const replies = await Promise.all(
      [0, 1].map(() => house.anonymous().call('POST', '/api/v1/people', { ...sent, code })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422])
    const { rows } = await sql`select 1 from person where name = '赵六' and phone = ${sent.phone}`.execute(
      house.services.db,
    )
    expect(rows).toHaveLength(1)
  })
})

describe('codes to register with', () => {
  test('are written in the language of the page, and on record without the number', async () => {
    const phone = newPhone()
    await browsing(house).send('POST', '/api/v1/sent-codes', {
      purpose: 'register',
      signIn: phone,
      language: 'en',
    })
    await textedCode(house, phone)
    expect(house.posted.filter(({ to }) => to === phone).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Your Zhixin registration code is \d{6}\./),
    ])
    const { office } = await officeOf(house)
    const { items } = (await office.call('GET', '/api/v1/office/deliveries?limit=1')).body
    expect(items).toMatchObject([
      {
        template: 'registration-code',
        recipientKind: 'registrant',
        recipientName: null,
        hint: `139****${phone.slice(-2)}`,
      },
    ])
    expect(JSON.stringify(items)).not.toContain(phone)
  })

  test('go to phones only', async () => {
    for (const name of ['nobody@zhixin.test', 'a.user.name', '85212345678', '不是号码'])
      expect((await ask(house, name)).body.code).toBe('sent-code.phone-needed')
  })
})

describe('where no text messages are sent', () => {
  const register = (typed: object) => quiet.anonymous().call('POST', '/api/v1/people', typed)

  test('a code is refused at once, and registering goes on with a phone nobody proved', async () => {
    const sent = body()
    expect((await ask(quiet, sent.phone)).body.code).toBe('sent-code.no-messages')
    const reply = await register(sent)
    expect([reply.status, reply.body.found]).toEqual([201, false])
    const self = browsing(quiet)
    await self.signIn(sent.phone, { password: sent.password })
    expect((await self.send('GET', `/api/v1/people/${reply.body.personId}`)).body).toMatchObject({
      phone: sent.phone,
      phoneProved: false,
      hasAccount: true,
    })
  })

  test('a record is not taken over by number and name, but by the phone it bears as well', async () => {
    const [without, phone] = [await onRecord(quiet, '钱七'), newPhone()]
    const bearing = await onRecord(quiet, '孙八', { phone })
    const refused = await register(body({ name: '钱七', identity: { number: without.number } }))
    expect([refused.status, refused.body.code]).toEqual([409, 'person.register-refused'])
    const found = await register(body({ name: '孙八', identity: { number: bearing.number }, phone }))
    expect([found.status, found.body]).toMatchObject([201, { personId: bearing.personId, found: true }])
  })

  test('a phone that is taken is told as anything else that does not fit', async () => {
    const first = body()
    expect((await register(first)).status).toBe(201)
    const { number } = await onRecord(quiet, '周九')
    const answers = []
    for (const typed of [body({ name: '李四', identity: { number } }), body({ phone: first.phone })]) {
      const { status, body: problem } = await register(typed)
      answers.push([status, { ...problem, requestId: '' }])
    }
    expect(answers[0]).toMatchObject([409, { code: 'person.register-refused' }])
    expect(answers[1]).toEqual(answers[0])
  })

  test('nobody tries one phone under number after number', async () => {
    const { phone } = body()
    expect((await register(body({ phone }))).status).toBe(201)
    const codes = new Set<string>()
    for (let guess = 0; guess < 24; guess += 1) codes.add((await register(body({ phone }))).body.code)
    expect([...codes]).toEqual(['person.register-refused', 'person.register-wait'])
  })
})
