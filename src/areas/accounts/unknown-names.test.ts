import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browsing, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { sendCode } from './app/send-code.ts'

// Nobody works the jobs off: what is seen here is all that a request itself does.
const house = testHouse({ worker: false })

const ask = (purpose: string, signIn: string) =>
  browsing(house).send('POST', '/api/v1/sent-codes', { purpose, signIn })

/** Everything in the database that a request may have touched, without what differs by chance. */
const traces = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select purpose, asked, account_id, hash, expires_at - asked_at as good_for, tries, strangers_tries, used_at,
      length(name) as sealed, (select count(*) from pgboss.job j where j.data->'data'->>'id' = c.id::text) as jobs
    from sent_code c order by asked_at desc, c.id desc limit 1`.execute(house.services.db)
  const counts = await sql<Record<string, number>>`
    select (select count(*)::int from delivery) as deliveries, (select count(*)::int from event) as events,
      (select count(*)::int from sign_in_attempt) as attempts`.execute(house.services.db)
  return { row: rows[0], ...counts.rows[0] }
}

test('a request for a name that is nobody’s is answered, and does, what one for an account does', async () => {
  await openDoor(house, 'somebody@zhixin.test', { phone: '13912345601' })
  await openDoor(house, 'closed@zhixin.test', { phone: '13912345602' })
  await sql`update account set status = 'blocked' where id in (select account_id from sign_in_name where name = 'closed@zhixin.test')`.execute(
    house.services.db,
  )
  for (const [purpose, ...names] of [
    ['sign-in', '13912345601', '13912345602', '13912345603'],
    ['password-reset', '13912345601', '13912345602', '13912345603'],
    ['register', '13912345601', '13912345602', '13912345603'],
    ['password-reset', 'somebody@zhixin.test', 'closed@zhixin.test', 'somenone@zhixin.test'],
  ] as const) {
    const seen = []
    for (const name of names) {
      house.now = new Date(house.now.getTime() + 1000)
      const reply = await ask(purpose, name)
      const again = await ask(purpose, name)
      const { codeId, ...told } = reply.body
      const { codeId: _dud, ...toldAgain } = again.body
      expect(codeId).toMatch(/^[0-9a-f-]{36}$/)
      const { row, ...counts } = await traces()
      const sealed = Number(row?.['sealed']) - name.length
      seen.push({ status: reply.status, told, toldAgain, row: { ...row, sealed }, counts })
    }
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
    expect(seen[0]?.row).toMatchObject({ accountId: null, hash: null, jobs: 1 })
    expect(seen[0]?.counts).toEqual({ deliveries: 0, events: 0, attempts: 0 })
  }
})

test('guesses at a name that is nobody’s are counted and told as those at an account', async () => {
  await openDoor(house, 'guessed.at', { phone: '13912345611' })
  const told = async (purpose: 'sign-in' | 'password-reset', phone: string) => {
    const { codeId } = (await ask(purpose, phone)).body
    await sendCode(house.services, { id: codeId })
    const url = purpose === 'sign-in' ? '/api/v1/sessions/by-code' : '/api/v1/password-resets/by-code'
    const more = purpose === 'sign-in' ? {} : { password: 'long enough 653' }
    const replies = []
    for (let guess = 0; guess < 7; guess += 1) {
      const reply = await browsing(house).send('POST', url, {
        signIn: phone,
        code: 'no code',
        codeId,
        ...more,
      })
      replies.push([reply.status, { ...reply.body, requestId: '' }])
    }
    house.now = new Date(house.now.getTime() + 601_000)
    const late = await browsing(house).send('POST', url, { signIn: phone, code: 'no code', codeId, ...more })
    return [...replies, [late.status, late.body.code]]
  }
  for (const purpose of ['sign-in', 'password-reset'] as const) {
    const [known, unknown] = [await told(purpose, '13912345611'), await told(purpose, '13912345619')]
    expect(unknown).toEqual(known)
    expect(known.at(-1)).toEqual([422, 'sent-code.expired'])
  }
})

test('a request whose turn comes too late is not answered any more, and one answered is not answered again', async () => {
  await openDoor(house, 'late.job', { phone: '13912345621' })
  const told = async () => {
    const { rows } = await sql<{ told: number }>`
      select count(*)::int as told from delivery d join sign_in_name n on n.account_id = d.recipient_id where n.name = 'late.job'`.execute(
      house.services.db,
    )
    return rows[0]?.told
  }
  const late = (await ask('sign-in', '13912345621')).body.codeId
  house.now = new Date(house.now.getTime() + 600_000)
  await sendCode(house.services, { id: late })
  expect(await told()).toBe(0)
  const inTime = (await ask('sign-in', '13912345621')).body.codeId
  for (let delivered = 0; delivered < 3; delivered += 1) await sendCode(house.services, { id: inTime })
  expect(await told()).toBe(1)
  // Overtaken by another request meanwhile.
  await sendCode(house.services, { id: late })
  expect(await told()).toBe(1)
})

test('a name nobody ever asked for is refused as a wrong code is', async () => {
  const reply = await browsing(house).send('POST', '/api/v1/sessions/by-code', {
    signIn: '13912345699',
    code: '123456',
  })
  expect([reply.status, reply.body.code]).toEqual([422, 'sent-code.wrong'])
})

test('requests for made-up names do not stay', async () => {
  const before = house.now
  for (let made = 0; made < 15; made += 1) await ask('sign-in', `138123456${String(made).padStart(2, '0')}`)
  house.now = new Date(before.getTime() + 2 * 86_400_000)
  for (const phone of ['13712345600', '13712345601']) await ask('sign-in', phone)
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from sent_code where asked_at < ${new Date(house.now.getTime() - 86_400_000)}`.execute(
    house.services.db,
  )
  expect(rows[0]?.left).toBe(0)
})
