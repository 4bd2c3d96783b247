import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { publicActor } from '../../access/index.ts'
import { openDatabase } from '../db/database.ts'
import { buildHttp } from './http.ts'

const house = testHouse({ worker: false })

/** A request that is answered when the test says so, and what the server logs. */
const listening = async (options: { drainPatience?: number } = {}) => {
  const logged: string[] = []
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  const app = await buildHttp({
    services: house.services,
    routes: [],
    openapi: {},
    identify: async () => ({ ok: true, value: { actor: publicActor } }),
    ready: async () => true,
    async pages(pages) {
      pages.get('/slow', async () => {
        begun.resolve()
        await finish.promise
        return { done: true }
      })
      pages.get('/nobody', async () => {
        const nobody = openDatabase('postgres://nobody@127.0.0.1:1/none')
        await sql`select 1`.execute(nobody.db).finally(() => nobody.close())
      })
      pages.get('/ended', () => sql`select pg_terminate_backend(pg_backend_pid())`.execute(house.services.db))
      pages.post('/small', { bodyLimit: 1000 }, async () => ({}))
    },
    logTo: { write: (line) => void logged.push(line) },
    ...options,
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { app, port, begun: begun.promise, finish: finish.resolve, log: () => logged.join('') }
}

interface Line {
  readonly socket: Socket
  readonly closed: Promise<void>
  got(): string
}

const lineTo = async (port: number, text = ''): Promise<Line> => {
  const socket = connect(port, '127.0.0.1')
  let got = ''
  socket.on('data', (bytes) => (got += bytes.toString()))
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(text)
  return { socket, closed, got: () => got }
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`

test('a database that is away, or goes away in the midst, is told as such, not as a fault', async () => {
  const { app, port, log } = await listening()
  for (const path of ['/nobody', '/ended']) {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`)
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'server.not-ready' }])
  }
  expect(log()).toContain('"fault"')
  await app.close()
})

test('a body that is too large is refused, and the rest of it read: a proxy would tell of a bad gateway instead', async () => {
  const { app, port } = await listening()
  const head =
    'POST /small HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n'
  const sender = await lineTo(port, head + ' '.repeat(1000))
  await expect.poll(sender.got).toMatch(/^HTTP\/1\.1 413/)
  sender.socket.write(' '.repeat(999_000) + get('/healthz'))
  await expect.poll(sender.got).toMatch(/200 OK/)
  await app.close()
})

describe('a server that is closed', () => {
  test('closes at once what asks nothing: silent connections, idle ones, heads that were never finished', async () => {
    const { app, port, log } = await listening()
    const [silent, idle, half, again] = await Promise.all([
      lineTo(port),
      lineTo(port, get('/healthz')),
      lineTo(port, 'GET /healthz HTTP/1.1\r\nHost: he'),
      lineTo(port, get('/healthz')),
    ])
    await expect.poll(() => idle.got() + again.got()).toMatch(/200 OK[^]*200 OK/)
    again.socket.write('GET /hea')
    await app.close()
    await Promise.all([silent, idle, half, again].map(({ closed }) => closed))
    expect([silent.got(), half.got()]).toEqual(['', ''])
    expect(log()).not.toContain('cut off')
  })

  test('answers what it has begun, and says that it reads no more on that connection', async () => {
    const { app, port, begun, finish, log } = await listening()
    const busy = await lineTo(port, get('/slow'))
    await begun
    const closing = app.close()
    await expect.poll(() => app.server.listening).toBe(false)
    finish()
    await Promise.all([busy.closed, closing])
    expect(busy.got()).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(busy.got().toLowerCase()).toContain('connection: close')
    expect(busy.got()).toContain('{"done":true}')
    expect(log()).not.toContain('cut off')
  })

  test('cuts off who is still sending when the patience is over, and tells how many', async () => {
    const { app, port, log } = await listening({ drainPatience: 20 })
    const sending = await lineTo(
      port,
      'POST /small HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a":',
    )
    await once(app.server, 'request')
    await app.close()
    await sending.closed
    expect(log()).toContain('"connections":1')
  })
})
