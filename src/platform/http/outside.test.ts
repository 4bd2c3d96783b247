import { describe, expect, test } from 'vitest'
import { browsing, doorPassword, openDoor, registering } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered } from '../../../test/setting.ts'
import { residentCheckDigit } from '../../kernel/identity-number.ts'

const logged: string[] = []
const house = testHouse({ now: new Date('2026-03-02T02:00:00Z'), logged })

describe('what a browser is told', () => {
  test.each(['/', '/healthz', '/api/v1/demo', '/nowhere', '/api/v1/sessions/current', '/%'])(
    'of %s: to run and to draw nothing that stands in the page itself',
    async (url) => {
      const reply = await house.app.inject({ url })
      const policy = String(reply.headers['content-security-policy'])
      const directives = new Map(
        policy.split('; ').map((one) => one.split(/ (.*)/s).slice(0, 2) as [string, string]),
      )
      expect(policy).not.toMatch(/unsafe-|\*/)
      expect(directives.get('default-src')).toBe("'self'")
      expect(directives.get('script-src')).toBe("'self'")
      expect(directives.get('object-src')).toBe("'none'")
      // Of a page that makes styles at run time, those alone that bear its nonce.
      expect(directives.get('style-src')).toMatch(/^'self'(?: 'nonce-[\w+/=-]{16,}')?$/)
      expect(reply.headers['x-content-type-options']).toBe('nosniff')
      // Of what was refused, that the next one may be answered otherwise: a 404 may be kept by whoever stands between.
      if (reply.statusCode >= 400) expect(reply.headers['cache-control']).toBe('no-store')
    },
  )

  test('the cookie of a session leaves over https alone where the door before the house speaks https', async () => {
    const name = `cookie.${fresh()}`
    await openDoor(house, name)
    const flags = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
      const reply = await house.app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        headers,
        remoteAddress,
        payload: { signIn: name, password: doorPassword },
      })
      expect(reply.statusCode).toBe(201)
      return reply.cookies.map((one) => [one.name, one.secure ?? false, one.httpOnly, one.sameSite])
    }
    const kept = (secure: boolean) =>
      expect.arrayContaining([
        ['zhixin_session', secure, true, 'Lax'],
        ['zhixin_device', secure, true, 'Lax'],
      ])
    expect(await flags({ 'x-forwarded-proto': 'https' })).toEqual(kept(true))
    expect(await flags({ 'x-forwarded-proto': 'http' })).toEqual(kept(false))
    expect(await flags({})).toEqual(kept(false))
    // Only the machine's own door is believed.
    expect(await flags({ 'x-forwarded-proto': 'https' }, '192.0.2.9')).toEqual(kept(false))
  })
})

test('/metrics counts each request by route and status, in a counter and in its histogram', async () => {
  const read = async () => {
    const reply = await house.app.inject({ url: '/metrics' })
    expect(reply.headers['content-type']).toContain('version=0.0.4')
    return new Map(
      reply.body
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    )
  }
  const of = (status: number) => `{method="GET",route="/api/v1/classes/:classId",status="${status}"`
  const before = await read()
  const number = '00000000-0000-7000-8000-00000000abcd'
  for (let n = 0; n < 3; n += 1) await house.app.inject({ url: `/api/v1/classes/${number}` })
  const { statusCode } = await house.app.inject({ url: `/api/v1/classes/${number}` })
  const after = await read()
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  expect(grown(`http_request_duration_seconds_count${of(statusCode)}}`)).toBe(4)
  expect(grown(`http_request_duration_seconds_bucket${of(statusCode)},le="+Inf"}`)).toBe(4)
  expect(after.get(`http_request_duration_seconds_sum${of(statusCode)}}`)).toBeGreaterThan(0)
  // Never by address, which may hold a number.
  expect([...after.keys()].join('\n')).not.toContain(number)
})

test('the log of a busy day bears the id of each request, and no name, phone or number of anybody', async () => {
  const { office } = await officeOf(house)
  const employerId = await registered(office, 'employer', `用人单位 ${fresh()}`)
  const employer = await house.client([{ role: 'employer', organisationId: employerId }])
  const numbers = ['31000019860317301', '31000019860317302'].map((first) => first + residentCheckDigit(first))
  const [phone, password, name, colleague] = [
    '13987650001',
    '锲而不舍，金石可镂 2026',
    '欧阳修远',
    '司马相如之',
  ]
  logged.length = 0
  const ids: string[] = []
  const seen = (headers: Record<string, unknown>) => ids.push(String(headers['x-request-id']))
  const added = await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
    name: colleague,
    identity: { number: numbers[1] },
  })
  expect(added.status).toBe(201)
  seen(added.headers)
  const came = await registering(house, {
    name,
    identity: { number: numbers[0] },
    phone,
    password,
  } as { phone: string })
  expect(came.status).toBe(201)
  const browser = browsing(house)
  expect((await browser.signIn(phone, { password: 'wrong 口令 of somebody' })).status).toBe(401)
  expect((await browser.signIn(phone, { password })).status).toBe(201)
  expect((await browser.send('GET', `/api/v1/people/${came.body.personId}`)).status).toBe(200)
  for (const reply of [
    // Refused at its shape, at its meaning, and as an address.
    await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: colleague,
      identity: numbers[1],
    }),
    await employer.call('POST', `/api/v1/employers/${employerId}/staff`, {
      name: colleague,
      identity: { number: numbers[1] },
    }),
    await office.call('GET', `/api/v1/people?q=${encodeURIComponent(name)}`),
    await office.call('GET', `/api/v1/people?q=${numbers[0]}`),
    await office.call('GET', `/api/v1/nowhere/${numbers[0]}`),
  ])
    seen(reply.headers)
  await house.drain()
  const lines = logged.map((line) => JSON.parse(line))
  const requests = lines.filter(({ msg }) => msg === 'request')
  expect(requests.length).toBeGreaterThanOrEqual(11)
  for (const line of requests)
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: expect.any(String),
      route: expect.any(String),
      status: expect.any(Number),
      ms: expect.any(Number),
      msg: 'request',
    })
  const logIds = requests.map(({ requestId }) => requestId)
  expect(new Set(logIds).size).toBe(logIds.length)
  expect(logIds).toEqual(expect.arrayContaining(ids))
  expect(requests.map(({ route }) => route)).toEqual(
    expect.arrayContaining(['/api/v1/sessions', '/api/v1/people', '/api/v1/employers/:employerId/staff']),
  )
  const all = logged.join('')
  for (const secret of [...numbers, phone, password, name, colleague, encodeURIComponent(name), 'wrong 口令'])
    expect(all.includes(secret), secret).toBe(false)
})
