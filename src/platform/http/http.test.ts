import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { fresh, officeOf, type Setting, settingOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import type { FieldError } from '../../kernel/result.ts'

const house = testHouse()

/** Sends bytes as they are to the import of questions, one of the two uploads. */
const send = async (setting: Setting, contentType: string | undefined, payload: string | Buffer) => {
  const reply = await house.app.inject({
    method: 'POST',
    url: `/api/v1/programmes/${setting.programmeId}/question-imports`,
    cookies: setting.office.cookies,
    headers: {
      'x-csrf-token': setting.office.csrf,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    payload,
  })
  return [reply.statusCode, reply.json().code]
}

const form = 'multipart/form-data; boundary=line'
const part = (name: string, content: string, filename = 'q.txt') =>
  `--line\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\n${content}\r\n`
const question = '地球是圆的{T}'

describe('an upload', () => {
  test('that is none, is broken off or damaged is refused, never a fault', async () => {
    const setting = await settingOf(house)
    expect(await send(setting, undefined, '')).toEqual([415, 'request.media-type'])
    expect(await send(setting, 'application/json', '{}')).toEqual([415, 'request.media-type'])
    const whole = `${part('file', question)}--line--\r\n`
    for (const [contentType, payload] of [
      ['multipart/form-data', whole],
      [form, whole.slice(0, 90)],
      [form, whole.slice(0, -14)],
      [form, '--line\r\n'],
      [form, 'nothing of the kind'],
    ] as const)
      expect([payload, ...(await send(setting, contentType, payload))]).toEqual([
        payload,
        400,
        'request.upload-broken',
      ])
    expect(await send(setting, form, '--line--\r\n')).toEqual([400, 'question.no-file'])
    expect(await send(setting, form, `${part('__proto__', question)}--line--\r\n`)).toEqual([
      400,
      'request.invalid',
    ])
    expect(await send(setting, form, whole)).toEqual([201, undefined])
  })

  test('of two files is refused, for one would be passed over', async () => {
    const setting = await settingOf(house)
    const two = `${part('file', question)}${part('other', question)}--line--\r\n`
    expect(await send(setting, form, two)).toEqual([400, 'request.too-many-files'])
  })
})

describe('a request', () => {
  test('with an Idempotency-Key that cannot be kept is refused, not carried out without one', async () => {
    const { institution, institutionId } = await settingOf(house)
    const path = `/api/v1/organisations/${institutionId}/rooms`
    const ask = (key: string) =>
      institution.call('POST', path, { name: `教室 ${fresh()}`, seats: 30 }, { 'idempotency-key': key })
    for (const key of ['', 'k'.repeat(201)]) {
      const reply = await ask(key)
      expect([reply.status, reply.body.code, reply.body.params]).toEqual([
        400,
        'idempotency.key-length',
        { limit: 200 },
      ])
    }
    expect((await institution.call('GET', path)).body.items).toEqual([])
    expect((await ask('k'.repeat(200))).status).toBe(201)
  })

  test('whose text holds half a character is refused like any other bad field', async () => {
    const { institution, institutionId } = await settingOf(house)
    const send = (payload: string) =>
      house.app.inject({
        method: 'POST',
        url: `/api/v1/organisations/${institutionId}/rooms`,
        cookies: institution.cookies,
        headers: { 'x-csrf-token': institution.csrf, 'content-type': 'application/json' },
        payload,
      })
    const half = await send(String.raw`{"name":"a\ud842b","seats":3}`)
    expect([half.statusCode, half.json().code]).toEqual([400, 'request.invalid'])
    expect(half.json().errors).toMatchObject([{ pointer: '/name', code: 'text.half' }])
    expect((await send(String.raw`{"name":"\ud842\udfb7","seats":3}`)).statusCode).toBe(201)
  })

  test('whose text holds NUL is told where, in a body as in an address', async () => {
    const { office, programmeId } = await settingOf(house)
    const body = { kind: 'site', name: '考点', address: '一号楼\0' }
    const reply = await office.call('POST', '/api/v1/organisations', body)
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
    expect(reply.body.errors).toMatchObject([{ pointer: '/address', code: 'text.nul' }])
    const asked = await house.anonymous().call('GET', '/api/v1/catalogue?q=%00')
    expect([asked.status, asked.body.errors]).toMatchObject([400, [{ pointer: '/q', code: 'text.nul' }]])
    const path = await office.call('GET', `/api/v1/programmes/${programmeId}%00`)
    expect([path.status, path.body.errors]).toMatchObject([400, [{ pointer: '/programmeId' }]])
  })

  test('is told every bad field by code and sentence in the language of its reader, never in a validator’s words', async () => {
    const { institution, institutionId } = await settingOf(house)
    const path = `/api/v1/organisations/${institutionId}/rooms`
    const ask = (language: string) =>
      institution.call('POST', path, { name: '教'.repeat(81), seats: 0 }, { 'accept-language': language })
    expect((await ask('zh-CN')).body.errors).toEqual([
      {
        pointer: '/name',
        code: 'request.too-long',
        message: '此项不能超过 80 个字符。',
        params: { limit: 80 },
      },
      { pointer: '/seats', code: 'request.too-small', message: '此项不能小于 1。', params: { limit: 1 } },
    ])
    expect((await ask('en-GB')).body.errors).toMatchObject([
      { message: 'This field may have no more than 80 characters.' },
      { message: 'This may not be less than 1.' },
    ])
    const typed = await institution.call('POST', path, { seats: 'many' })
    expect(typed.body.errors).toMatchObject([
      { pointer: '/name', code: 'request.required' },
      { pointer: '/seats', code: 'request.not-integer' },
    ])
    const filed = await institution.call('POST', '/api/v1/classes', {
      institutionId: 'nobody',
      courseVersionId: institutionId,
      mode: 'dreaming',
      capacity: 30,
      sessions: [{ day: 'soon', start: '9', end: '12:00', minutes: 180 }],
    })
    expect(
      filed.body.errors.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).sort(),
    ).toEqual([
      '/institutionId request.not-id',
      '/mode request.not-offered',
      '/sessions/0/day request.not-day',
      '/sessions/0/start request.pattern',
    ])
  })

  test('in JSON is taken as the schema says, not read into something else; an address still is', async () => {
    const { office, institution, institutionId } = await settingOf(house)
    const rooms = `/api/v1/organisations/${institutionId}/rooms`
    const faultsOf = async (asked: ReturnType<typeof office.call>) => {
      const { status, body } = await asked
      return [status, ...(body.errors ?? []).map((one: FieldError) => `${one.pointer} ${one.code}`)]
    }
    for (const name of [true, 7788991122, null, ['甲'], 1e300])
      expect(
        await faultsOf(office.call('POST', '/api/v1/organisations', { kind: 'employer', name })),
      ).toEqual([400, '/name request.not-text'])
    for (const seats of [true, '30', null, [30], '1e2'])
      expect(await faultsOf(institution.call('POST', rooms, { name: `教室 ${fresh()}`, seats }))).toEqual([
        400,
        '/seats request.not-integer',
      ])
    const raw = await house.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      payload: '{"signIn":1e400,"password":true}',
    })
    expect([raw.statusCode, raw.json().errors]).toMatchObject([
      400,
      [
        { pointer: '/signIn', code: 'request.not-text' },
        { pointer: '/password', code: 'request.not-text' },
      ],
    ])
    expect((await office.call('GET', '/api/v1/organisations?limit=1')).body.items).toHaveLength(1)
    expect(await faultsOf(office.call('GET', '/api/v1/organisations?limit=one'))).toEqual([
      400,
      '/limit request.not-integer',
    ])
  })

  test('that names a thing with signs that hide, turn, mark up or run is refused, whatever it names', async () => {
    const { office, institution, institutionId, programmeId, keyAreaId } = await settingOf(house)
    const site = { kind: 'site', notDuplicate: true }
    const course = { programmeId, institutionId, keyAreaId }
    const asks: ((name: string) => Promise<{ status: number; body: { errors: unknown } }>)[] = [
      (name) => office.call('POST', '/api/v1/organisations', { ...site, name }),
      (name) => institution.call('POST', `/api/v1/organisations/${institutionId}/rooms`, { name, seats: 3 }),
      (name) =>
        institution.call('POST', `/api/v1/organisations/${institutionId}/teachers`, { name, title: '' }),
    ]
    for (const ask of asks)
      for (const name of ['甲\u202e乙', '<script>alert(1)</script>', '=1+1', '@SUM(A1)', '甲\u0007'])
        expect([name, await ask(name)]).toMatchObject([
          name,
          { status: 400, body: { errors: [{ pointer: '/name', code: 'text.not-plain' }] } },
        ])
    const titled = await institution.call('POST', '/api/v1/courses', { ...course, title: '=cmd|calc' })
    expect(titled.body.errors).toMatchObject([{ pointer: '/title', code: 'text.not-plain' }])
  })

  test('to an address that is none gets a problem document with its number', async () => {
    const reply = await house.anonymous().call('GET', '/verify/%E0%A4%A')
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(reply.headers['x-request-id']).toBe(reply.body.requestId)
    const { office } = await officeOf(house)
    const long = await office.call('GET', `/api/v1/classes/${newId()}${'0'.repeat(600)}`)
    expect([long.status, long.body.code]).toEqual([400, 'request.invalid'])
  })

  test('of who is nobody here hears that first, whatever is wrong with what it brings', async () => {
    const stranger = house.anonymous()
    const asks = [
      stranger.call('GET', `/api/v1/classes/${newId()}${'0'.repeat(600)}`),
      stranger.call('GET', '/api/v1/people?limit=many'),
      stranger.call('POST', '/api/v1/organisations', { kind: 'none' }),
      stranger.upload(`/api/v1/classes/${newId()}/roster/preview`, 'roster.xlsx', Buffer.alloc(100)),
      house.app
        .inject({
          method: 'POST',
          url: '/api/v1/organisations',
          headers: { 'content-type': 'application/json' },
          payload: '{"no',
        })
        .then((reply) => ({ status: reply.statusCode, body: reply.json() })),
    ]
    for (const { status, body } of await Promise.all(asks))
      expect([status, body.code, body.errors]).toEqual([401, 'access.sign-in', []])
    const { office } = await officeOf(house)
    const forged = await office.call(
      'POST',
      '/api/v1/organisations',
      { kind: 'none' },
      { 'x-csrf-token': 'x' },
    )
    expect([forged.status, forged.body.code]).toEqual([403, 'access.csrf'])
  })
})
