import { describe, expect, test } from 'vitest'
import { outsideServer, testAuthority } from '../../../test/outside-server.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

const outside = outsideServer()
const at = (path: string, host = 'issuer.example'): string => `https://${host}:${outside.port}${path}`
const read = (address: string) => outside.documents.read(address)
/** Names lead where the test says; what may be connected to is judged as ever. */
const led = (...answers: string[]) =>
  guardedFetch({
    ca: testAuthority,
    lookup: (_hostname, done) =>
      done(
        null,
        answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    waitMs: 1_000,
  })
const refused = { read: false, reason: 'address-refused' }

describe('reading a document of somebody else', () => {
  test('gives its bytes', async () => {
    outside.pages.set('/one', '{"one":1}')
    const found = await read(at('/one'))
    expect(found.read && new TextDecoder().decode(found.bytes)).toBe('{"one":1}')
  })

  test.each([
    'http://issuer.example/x',
    'file:///etc/passwd',
    'ftp://issuer.example/x',
    'https://user:word@issuer.example/x',
    'not an address',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[fe80::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/x',
    // Other spellings of 127.0.0.1, which URL puts straight.
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://127.1/x',
  ])('asks nobody at %s', async (address) => {
    expect(await guardedFetch().read(address)).toEqual(refused)
  })

  test('asks nobody under a name that leads into a private network, though only one of its addresses does', async () => {
    expect(await led('127.0.0.1').read(at('/one'))).toEqual(refused)
    expect(await led('192.168.1.7').read(at('/one'))).toEqual(refused)
    expect(await led('93.184.216.34', '10.0.0.1').read(at('/one'))).toEqual(refused)
    expect(await led('fd00::1').read(at('/one'))).toEqual(refused)
    expect(await led('::ffff:10.0.0.1').read(at('/one'))).toEqual(refused)
  })

  test('gains a name nothing that changes its answer: what was judged is what is connected to', async () => {
    let times = 0
    const rebinding = guardedFetch({
      ca: testAuthority,
      lookup: (_hostname, done) => {
        times += 1
        // Public when it is judged; a second question would be told the inside.
        done(null, [{ address: times === 1 ? '203.0.114.1' : '127.0.0.1', family: 4 }])
      },
      waitMs: 300,
    })
    const before = outside.asked.length
    expect((await rebinding.read(at('/one'))).read).toBe(false)
    expect([times, outside.asked.length]).toEqual([1, before])
  })

  test.each([
    ['https://127.0.0.1/x', 'address-refused'],
    ['http://issuer.example/x', 'address-refused'],
    ['https://inside.invalid/x', 'unreachable'],
  ])('follows a redirect to %s no further', async (location, reason) => {
    outside.pages.set('/moved', (reply) => void reply.writeHead(302, { location }).end())
    const away = guardedFetch({
      ca: testAuthority,
      // This server is let in under its name, and an address by itself is judged as ever.
      allows: (address) => address === '127.0.0.1' && location !== 'https://127.0.0.1/x',
      lookup: (hostname, done) =>
        hostname === 'issuer.example'
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(new Error('none'), []),
    })
    expect(await (location === 'https://127.0.0.1/x' ? redirectedInside() : away.read(at('/moved')))).toEqual(
      {
        read: false,
        reason,
      },
    )
  })

  /** The first step is allowed, and what it leads to is not. */
  const redirectedInside = () => {
    let steps = 0
    return guardedFetch({
      ca: testAuthority,
      allows: () => (steps += 1) <= 2,
      lookup: (_hostname, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    }).read(at('/moved'))
  }

  test('follows a few redirects and not many', async () => {
    outside.pages.set('/a', (reply) => void reply.writeHead(301, { location: '/one' }).end())
    expect((await read(at('/a'))).read).toBe(true)
    outside.pages.set('/round', (reply) => void reply.writeHead(302, { location: '/round' }).end())
    expect(await read(at('/round'))).toEqual({ read: false, reason: 'redirects' })
  })

  test('ends at a size and at a time', async () => {
    outside.pages.set('/big', 'x'.repeat(1024 * 1024 + 1))
    expect(await read(at('/big'))).toEqual({ read: false, reason: 'too-large' })
    outside.pages.set('/slow', (reply) => void reply.writeHead(200).write('{'))
    expect(await read(at('/slow'))).toEqual({ read: false, reason: 'too-slow' })
  })

  test('believes no certificate but one of an authority it trusts, and for the name that was asked', async () => {
    expect(await read(at('/one', 'stranger.example'))).toEqual({ read: false, reason: 'unreachable' })
    const trusting = guardedFetch({
      allows: () => true,
      lookup: (_hostname, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    expect(await trusting.read(at('/one'))).toEqual({ read: false, reason: 'unreachable' })
    expect(await read(at('/nothing-here'))).toEqual({ read: false, reason: 'status' })
  })
})

describe('an address of the public internet', () => {
  test.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fc00::1',
    'fe80::1',
    'fe80::1%eth0',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
