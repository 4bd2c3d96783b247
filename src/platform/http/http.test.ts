import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { fresh, type Setting, settingOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'

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
    expect((await send(String.raw`{"name":"\ud842\udfb7","seats":3}`)).statusCode).toBe(201)
  })

  test('to an address that is none gets a problem document with its number', async () => {
    const reply = await house.anonymous().call('GET', '/verify/%E0%A4%A')
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(reply.headers['x-request-id']).toBe(reply.body.requestId)
    const long = await house.anonymous().call('GET', `/api/v1/classes/${newId()}${'0'.repeat(600)}`)
    expect([long.status, long.body.code]).toEqual([400, 'request.invalid'])
  })
})
