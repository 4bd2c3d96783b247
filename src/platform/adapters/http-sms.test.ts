import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpSms } from './http-sms.ts'

let status = 200
const taken: { headers: IncomingHttpHeaders; body: string; url: string }[] = []
const gateway = createServer((request, reply) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
  request.on('end', () => {
    taken.push({ headers: request.headers, body, url: request.url ?? '' })
    reply.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('13800138000')
  })
})
let address = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  address = `http://zhixin:p%40ss@127.0.0.1:${(gateway.address() as AddressInfo).port}/send?app=1`
})
afterAll(() => new Promise((resolve) => gateway.close(resolve)))

const message = { id: 'm-1', to: '13800138000', text: '验证码是 123456', language: 'zh' } as const

test('hands a message to the gateway, its name and password as authorisation only', async () => {
  expect(await httpSms(address).send(message)).toEqual({ posted: 'sent' })
  expect(taken[0]).toMatchObject({
    url: '/send?app=1',
    headers: { authorization: `Basic ${Buffer.from('zhixin:p@ss').toString('base64')}` },
  })
  expect(JSON.parse(taken[0]?.body ?? '')).toEqual(message)
})

test.each([
  [429, 'not-now', true],
  [503, 'not-now', true],
  [401, 'sign-in', true],
  [400, 'refused', false],
] as const)('a gateway that answers %i: %s, tried again: %s', async (answered, reason, again) => {
  status = answered
  expect(await httpSms(address).send(message)).toEqual({
    posted: 'failed',
    reason,
    again,
    replyCode: answered,
  })
})

test('does not carry a message where the gateway points elsewhere, nor fail when there is none', async () => {
  status = 302
  const before = taken.length
  expect(await httpSms(address).send(message)).toEqual({
    posted: 'failed',
    reason: 'unreachable',
    again: true,
  })
  expect(taken).toHaveLength(before + 1)
  expect(await httpSms('http://127.0.0.1:9/').send(message)).toMatchObject({
    reason: 'unreachable',
    again: true,
  })
})

test('refuses a number that would begin another line', async () => {
  expect(await httpSms(address).send({ ...message, to: '13800138000\r\nX: 1' })).toMatchObject({
    reason: 'malformed',
  })
})
