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
const publish = async (key: Key, size: number, known: readonly Key[]) => {
  const entries = Array.from({ length: size }, (_one, index) => ({
    schema: 'zhixin.log-entry/1',
    kind: 'issue',
    certificate: String(index).repeat(43),
    at: `2026-03-0${index + 1}T00:00:00.000Z`,
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
  published.set('/api/v1/log/consistency', { path: leaves.slice(1).map(toBase64Url) })
  published.set('/api/v1/log/entries', { items: entries.map((entry, index) => ({ index, entry })) })
  published.set('/.well-known/jwks.json', { keys: known.map(({ jwk }) => jwk) })
}

const server = createServer((request, reply) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://log')
  const page = published.get(pathname) as { items?: object[] } | undefined
  reply.statusCode = page ? 200 : 404
  reply.end(
    JSON.stringify(page?.items ? { items: page.items.slice(Number(searchParams.get('from'))) } : page),
  )
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

  // Another key, though the site vouches for it: only who is told of the change by the office can tell it from a break-in.
  await publish(changed, 2, [office, changed])
  const unknown = await verify('--from', url, '--since', state)
  expect([unknown.code, unknown.output]).toMatchObject([1, expect.stringContaining('log.key-unknown')])
  expect(unknown.errors).toContain('--key')
  await writeFile(keys, JSON.stringify({ keys: [office.jwk, changed.jwk] }))
  expect((await verify('--from', url, '--since', state, '--key', keys)).code).toBe(0)

  await publish(office, 0, [office])
  const shrunk = await verify('--from', url, '--since', state)
  expect([shrunk.code, shrunk.output]).toMatchObject([1, expect.stringContaining('log.shrunk')])
  published.clear()
  expect((await verify('--from', url, '--since', state)).code).toBe(3)
  await expect(verify('--from', 'ftp://log')).rejects.toThrow('log verify --from URL')
})
