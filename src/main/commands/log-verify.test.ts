import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toBase64Url, utf8 } from '../../verify/bytes.ts'
import { keyIdOf, type PublicKey } from '../../verify/keys.ts'
import { growingTree, leafHash } from '../../verify/merkle.ts'
import { hashOf } from '../../verify/statement.ts'
import { canonicalText, type JsonObject } from '../../verify/strict-json.ts'
import { command } from './log-verify.ts'

interface Key {
  readonly jwk: PublicKey
  readonly secret: KeyObject
}
const newKey = (): Key => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x }, secret: privateKey }
}
const [office, changed] = [newKey(), newKey()]

/** An office's log as its server publishes it: so many entries, and a head signed with that key. */
const published = new Map<string, object>()
const publish = async (key: Key, size: number, known: readonly Key[], backwards?: string) => {
  const entries = Array.from({ length: size }, (_one, index) => ({
    schema: 'zhixin.log-entry/1',
    kind: 'issue',
    certificate: String(index).repeat(43),
    at: backwards ? `${backwards}-${29 - index}T00:00:00.000Z` : `2026-03-0${index + 1}T00:00:00.000Z`,
  }))
  const tree = growingTree()
  const leaves = await Promise.all(entries.map((one) => leafHash(utf8(canonicalText(one) as string))))
  for (const leaf of leaves) await tree.add(leaf)
  const head: JsonObject = {
    schema: 'zhixin.log-head/1',
    treeSize: size,
    rootHash: toBase64Url(await tree.root()),
    at: entries.at(-1)?.at ?? '2026-03-01T00:00:00.000Z',
  }
  const signature = sign(null, (await hashOf(head)) as Uint8Array, key.secret).toString('base64url')
  published.set('/api/v1/log/head', { ...head, keyId: await keyIdOf(key.jwk), signature, publicKey: key.jwk })
  published.set('/api/v1/log/consistency', { items: leaves.map(toBase64Url) })
  published.set('/api/v1/log/entries', { items: entries.map((entry, index) => ({ index, entry })) })
  published.set('/.well-known/jwks.json', { keys: known.map(({ jwk }) => jwk) })
}

/** How an office's key file endorses the key after it; the words name the key before, whoever signs them. */
const endorsement = async (by: Key, next: Key): Promise<object> => {
  const change: JsonObject = {
    schema: 'zhixin.key-change/1',
    purpose: 'certificates-and-log',
    newKeyId: await keyIdOf(next.jwk),
    newKey: { ...next.jwk },
    at: '2026-03-02T00:00:00.000Z',
  }
  const signature = sign(null, (await hashOf(change)) as Uint8Array, by.secret).toString('base64url')
  return { ...change, keyId: await keyIdOf(office.jwk), signature }
}

const server = createServer((request, reply) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://log')
  const page = published.get(pathname) as { items?: object[] } | undefined
  const rest = page?.items?.slice(Number(searchParams.get('from')))
  reply.statusCode = page ? 200 : 404
  // Of so short a log the path from one size to the next is the leaves that came in between.
  reply.end(JSON.stringify(rest ? { [pathname.endsWith('consistency') ? 'path' : 'items']: rest } : page))
})
let folder = ''
let url = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-log-'))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the command in this process, with what it prints and tells kept. */
const verify = async (...args: string[]) => {
  const kept = { output: '', errors: '' }
  const streams = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((kept.output += String(text)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((kept.errors += String(text)), true)),
  ]
  try {
    return { code: await command.run(['verify', ...args]), ...kept }
  } finally {
    for (const stream of streams) stream.mockRestore()
  }
}

test('a monitor keeps what it saw, and holds the next visit to it: key, length and every entry', async () => {
  const [state, keys] = [join(folder, 'state.json'), join(folder, 'keys.json')]
  await publish(office, 1, [office])
  await expect(verify('--from', url, '--since', state)).rejects.toThrow('the first time leave --since out')
  const first = await verify('--from', url, '--json')
  expect([first.code, JSON.parse(first.output)]).toMatchObject([
    0,
    { verdict: 'consistent', entries: { read: 1 } },
  ])
  await writeFile(state, first.output)

  await publish(office, 2, [office])
  const next = await verify('--from', url, '--since', state)
  expect([next.code, next.output]).toMatchObject([
    0,
    expect.stringMatching(/^consistent: 1 entries, 1 issued/),
  ])

  // Another key, though the site vouches for it: without the old one's word nobody can tell a change from a break-in.
  await publish(changed, 2, [office, changed])
  const unknown = await verify('--from', url, '--since', state)
  expect([unknown.code, unknown.output]).toMatchObject([1, expect.stringContaining('log.key-not-endorsed')])
  expect(unknown.errors).toContain('--key')
  await writeFile(keys, JSON.stringify({ keys: [office.jwk, changed.jwk] }))
  expect((await verify('--from', url, '--since', state, '--key', keys)).code).toBe(0)

  // With it the monitor follows, from a key file as from what it kept; a word somebody else gave leads nowhere.
  for (const [by, code] of [
    [changed, 1],
    [office, 0],
  ] as const) {
    published.set('/api/v1/log/key-changes', { items: [await endorsement(by, changed)] })
    await writeFile(keys, JSON.stringify(office.jwk))
    for (const given of [[], ['--key', keys]])
      expect((await verify('--from', url, '--since', state, ...given)).code).toBe(code)
  }
  const followed = await verify('--from', url, '--since', state, '--json')
  expect(JSON.parse(followed.output).keyChanges).toMatchObject([{ to: await keyIdOf(changed.jwk) }])
  expect((await verify('--from', url, '--since', state)).output).toContain(
    'key changed 2026-03-02T00:00:00.000Z',
  )

  await publish(office, 0, [office])
  const shrunk = await verify('--from', url, '--since', state)
  expect([shrunk.code, shrunk.output]).toMatchObject([1, expect.stringContaining('log.shrunk')])
  published.clear()
  expect((await verify('--from', url, '--since', state)).code).toBe(3)
  await expect(verify('--from', 'ftp://log')).rejects.toThrow('log verify --from URL')
})

test('a log full of faults is told of in few lines, at every visit until they are accepted', async () => {
  const state = join(folder, 'faulty.json')
  await publish(office, 9, [office], '2026-01')
  const first = await verify('--from', url)
  expect(first.code).toBe(1)
  expect(first.output.match(/log\.time-backwards/g)).toHaveLength(6)
  expect(first.output).toContain('log.time-backwards: 3 more')
  const kept = await verify('--from', url, '--json')
  await writeFile(state, kept.output)
  const again = await verify('--from', url, '--since', state)
  expect([again.code, again.output]).toEqual([
    1,
    first.output.replace(/: 9 entries, 9 issued/, ': 0 entries, 0 issued'),
  ])
  expect(again.errors).toContain('--accept')
  expect((await verify('--from', url, '--since', state, '--accept')).code).toBe(0)
  await expect(verify('--from', url, '--accept')).rejects.toThrow('log verify --from URL')
})
