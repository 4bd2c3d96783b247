import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { testHouse, type Answer } from '../../../test/house.ts'
import { issueSetupToken } from './index.ts'

const house = testHouse({ worker: false })
const raced = testHouse({ worker: false })
const first = {
  officeName: '市信息653办',
  accountName: '办公室管理员',
  signIn: 'first.officer',
  password: 'a long enough password',
}

test('the first office is made with the token the server printed last, once, and its officer signs in', async () => {
  const older = await issueSetupToken(house.services)
  const token = await issueSetupToken(house.services)
  const nobody = house.anonymous()
  for (const wrong of ['guess', older]) {
    expect((await nobody.call('GET', '/api/v1/setup')).body).toEqual({ done: false })
    const refused = await nobody.call('POST', '/api/v1/setup', { ...first, token: wrong })
    expect([refused.status, refused.body.code]).toEqual([403, 'setup.token'])
  }
  const malformed = await nobody.call('POST', '/api/v1/setup', {
    ...first,
    token,
    signIn: 'no spaces please',
  })
  expect(malformed.body.code).toBe('sign-in.name-malformed')
  const made = await nobody.call('POST', '/api/v1/setup', { ...first, token })
  expect(made.status).toBe(201)
  const session = await nobody.call('POST', '/api/v1/sessions', {
    signIn: first.signIn,
    password: first.password,
  })
  // The office acts with a second factor only: before it is set up the first officer holds no role.
  expect([session.body.mustEnrol, session.body.roles]).toEqual([true, []])
  const cookies = { zhixin_session: cookieOf(session) }
  const csrf = { 'x-csrf-token': session.body.csrf }
  const send = (url: string, payload: object) =>
    house.app.inject({ method: 'POST', url, cookies, headers: csrf, payload })
  const { password } = first
  const begun = await send('/api/v1/account/second-factor', { password })
  const code = new TOTP({ secret: begun.json().secret }).generate({ timestamp: house.now.getTime() })
  const confirmed = await send('/api/v1/account/second-factor/confirm', { code })
  const renewed = confirmed.cookies.find(({ name }) => name === 'zhixin_session')?.value ?? ''
  const strengthened = await house.app.inject({
    url: '/api/v1/sessions/current',
    cookies: { zhixin_session: renewed },
  })
  expect(strengthened.json().roles).toEqual([
    {
      role: 'office',
      organisationId: made.body.organisationId,
      organisationName: '市信息653办',
      organisationNameEn: '',
      delegation: null,
    },
  ])
  expect((await nobody.call('GET', '/api/v1/setup')).body).toEqual({ done: true })
  const again = await nobody.call('POST', '/api/v1/setup', { ...first, token, signIn: 'second.officer' })
  expect([again.status, again.body.code]).toEqual([409, 'setup.done'])
  expect(await issueSetupToken(house.services)).toBeNull()
})

test('of requests that race with one token one makes the office, and a wrong guess beside them burns nothing', async () => {
  const token = await issueSetupToken(raced.services)
  const tries = ['甲', '乙', '丙', '丁'].map((name, index) =>
    raced.anonymous().call('POST', '/api/v1/setup', {
      ...first,
      officeName: `${name}市信息办`,
      signIn: `racing.officer${index}`,
      token: index === 0 ? 'guess' : token,
    }),
  )
  const replies = await Promise.all(tries)
  const told = replies.map(({ status, body }) => (status === 201 ? 'made' : `${status} ${body.code}`))
  expect(told[0]).toBe('403 setup.token')
  expect(told.filter((one) => one === 'made')).toHaveLength(1)
  expect(told.filter((one) => one === '403 setup.token' || one === '409 setup.done')).toHaveLength(3)
  const { rows } = await sql<Record<'offices' | 'accounts' | 'roles' | 'tokens', number>>`
    select (select count(*)::int from organisation) as offices, (select count(*)::int from account) as accounts,
      (select count(*)::int from role_assignment) as roles, (select count(*)::int from setup_token) as tokens`.execute(
    raced.services.db,
  )
  expect(rows).toEqual([{ offices: 1, accounts: 1, roles: 1, tokens: 0 }])
  const late = await raced
    .anonymous()
    .call('POST', '/api/v1/setup', { ...first, token, signIn: 'late.officer' })
  expect([late.status, late.body.code]).toEqual([409, 'setup.done'])
})

const cookieOf = ({ headers }: Answer): string =>
  /zhixin_session=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? ''
