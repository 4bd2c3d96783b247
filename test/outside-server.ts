import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { guardedFetch } from '../src/platform/adapters/guarded-fetch.ts'
import type { OutsideDocuments } from '../src/platform/ports/ports.ts'

const file = (name: string): string =>
  readFileSync(new URL(`fixtures/outside-tls/${name}`, import.meta.url), 'utf8')
export const testAuthority = file('ca.pem')

export interface OutsideServer {
  readonly port: number
  /** What is served, by path; a function answers as it likes. */
  readonly pages: Map<string, string | ((reply: import('node:http').ServerResponse) => void)>
  /** Paths that were asked for. */
  readonly asked: string[]
  /** The guarded fetch, with names of the example domain led to this server: only resolver and authority are the test's. */
  readonly documents: OutsideDocuments
}

/** A server of others: real TLS under an authority of its own, on this machine, under the names of `*.example`. */
export const outsideServer = (): OutsideServer => {
  const pages: OutsideServer['pages'] = new Map()
  const asked: string[] = []
  const server = createServer({ key: file('server.key'), cert: file('server.pem') }, (request, reply) => {
    const path = request.url ?? ''
    asked.push(path)
    const page = pages.get(path)
    if (typeof page === 'function') return page(reply)
    reply.statusCode = page === undefined ? 404 : 200
    reply.end(page ?? '')
  })
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  return {
    get port() {
      return port
    },
    pages,
    asked,
    documents: guardedFetch({
      ca: testAuthority,
      allows: (address) => address === '127.0.0.1',
      lookup: (hostname, done) =>
        hostname.endsWith('.example')
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(new Error('no such name'), []),
      waitMs: 2_000,
    }),
  }
}
