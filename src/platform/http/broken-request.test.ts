import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'

const logged: string[] = []
const house = testHouse({ worker: false, logged })
let port = 0
beforeAll(async () => {
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  port = (house.app.server.address() as AddressInfo).port
})

/** What comes back on a connection of its own until the server ends it. */
const exchange = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    const came: Buffer[] = []
    socket.on('data', (chunk) => came.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(came).toString()))
    socket.write(bytes)
  })

const replyOf = (raw: string) => {
  const [head = '', body = ''] = raw.split('\r\n\r\n')
  const [line = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map((one) => one.split(/: (.*)/s).slice(0, 2)))
  return { line, headers, body: JSON.parse(body), length: Buffer.byteLength(body) }
}

const secret = 'zhixin_session=a-cookie-nobody-may-read'

test.each([
  [
    'headers over the limit',
    `GET /healthz HTTP/1.1\r\nhost: x\r\ncookie: ${secret}; fill=${'f'.repeat(20_000)}\r\n\r\n`,
    'HTTP/1.1 431 Request Header Fields Too Large',
    'request.headers-too-large',
    'HPE_HEADER_OVERFLOW',
  ],
  [
    'what is no HTTP',
    `nothing of the kind ${secret}\r\n\r\n`,
    'HTTP/1.1 400 Bad Request',
    'request.malformed',
    'HPE_INVALID_METHOD',
  ],
  [
    'a header without a name',
    `GET /healthz HTTP/1.1\r\nhost: x\r\n: ${secret}\r\n\r\n`,
    'HTTP/1.1 400 Bad Request',
    'request.malformed',
    'HPE_INVALID_HEADER_TOKEN',
  ],
  [
    'two lengths of one body',
    `POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncookie: ${secret}\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
    'HTTP/1.1 400 Bad Request',
    'request.malformed',
    'HPE_INVALID_TRANSFER_ENCODING',
  ],
])(
  '%s: a problem document with an id that the log knows, and none of the bytes that came',
  async (_what, bytes, line, code, why) => {
    logged.length = 0
    const reply = replyOf(await exchange(bytes))
    const id = reply.headers['x-request-id']
    expect(reply.line).toBe(line)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(reply.body).toMatchObject({
      type: `urn:zhixin:problem:${code}`,
      status: Number(line.split(' ')[1]),
      code,
      requestId: id,
    })
    expect(reply.body.title).toMatch(/请求/)
    expect(reply.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(reply.length),
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    const lines = logged.map((one) => JSON.parse(one))
    expect(lines).toContainEqual(
      expect.objectContaining({ requestId: id, status: reply.body.status, code: why }),
    )
    expect(logged.join('')).not.toContain(secret)
    // Whoever comes next is served.
    expect(await exchange('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 200 /,
    )
  },
)
