import { describe, expect, test, vi } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { fromBase64Url, toBase64Url, utf8 } from '../../verify/bytes.ts'
import { growingTree, isConsistent, isIncluded, leafHash } from '../../verify/merkle.ts'
import { monitorLog, type SeenHead } from '../../verify/monitor-log.ts'
import { canonicalText, type JsonObject, type JsonValue } from '../../verify/strict-json.ts'
import { signed } from './app/signing.ts'
import { certificateOf, closedClassOf } from './certificate-fixtures.ts'

const house = testHouse()
const get = async (path: string): Promise<JsonValue | undefined> => {
  const reply = await house.anonymous().call('GET', path)
  return reply.status === 200 ? (reply.body as JsonValue) : undefined
}
const keys = () => [house.services.ports.signer.publicJwk]
const bytes = (text: string) => fromBase64Url(text) as Uint8Array<ArrayBuffer>

describe('an empty log', () => {
  test('has a signed head of its own, so that a monitor may come before the first certificate', async () => {
    const report = await monitorLog({ get, keys: keys() })
    expect(report).toMatchObject({
      verdict: 'consistent',
      faults: [],
      entries: { read: 0 },
      seen: { head: { treeSize: 0 } },
    })
    expect((await house.anonymous().call('GET', '/api/v1/log/proof/0')).body.code).toBe('log.index-unknown')
  })
})

describe('the log', () => {
  test('proves every entry, and every earlier head as the beginning of every later one, to anybody', async () => {
    const heads: JsonObject[] = []
    for (const names of [['甲一'], ['甲二', '甲三', '甲四'], ['甲五', '甲六']]) {
      await closedClassOf(house, names)
      heads.push((await get('/api/v1/log/head')) as JsonObject)
    }
    const newest = heads.at(-1) as JsonObject
    expect(newest['treeSize']).toBe(6)
    for (let index = 0; index < 6; index += 1) {
      const { body } = await house.anonymous().call('GET', `/api/v1/log/proof/${index}`)
      const leaf = await leafHash(utf8(canonicalText(body.entry) as string))
      expect(
        await isIncluded({
          index,
          size: body.treeSize,
          leaf,
          path: body.path.map(bytes),
          root: bytes(body.head.rootHash),
        }),
      ).toBe(true)
    }
    for (const [from, to] of [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 2],
    ] as const) {
      const [a, b] = [heads[from] as JsonObject, heads[to] as JsonObject]
      const { body } = await house
        .anonymous()
        .call('GET', `/api/v1/log/consistency?from=${a['treeSize']}&to=${b['treeSize']}`)
      const proof = {
        from: body.from,
        to: body.to,
        path: body.path.map(bytes),
        fromRoot: bytes(a['rootHash'] as string),
        toRoot: bytes(b['rootHash'] as string),
      }
      expect(await isConsistent(proof)).toBe(true)
    }
  })

  test('reads what a proof needs in one statement: head, key, entry and the nodes of its path', async () => {
    // Queue and jobs of the house ask on their own, now and then beside it.
    await vi.waitFor(
      async () => {
        const asked = await statementsOf(() => get('/api/v1/log/proof/3'))
        const statements = asked.filter((text) => !text.includes('pgboss'))
        expect(statements).toEqual([expect.stringMatching(/certificate_log_node[^]*certificate_log_head/)])
      },
      { timeout: 20_000 },
    )
  })

  test('names certificates by salted hashes alone: no number, no name, no course', async () => {
    const { number } = await certificateOf(house, '不在日志')
    const text = JSON.stringify((await house.anonymous().call('GET', '/api/v1/log/entries')).body)
    for (const word of [number, '不在日志', '移动终端']) expect(text).not.toContain(word)
  })

  test('feeds its heads to whoever keeps what was published, the newest first', async () => {
    const { body: newest } = await house.anonymous().call('GET', '/api/v1/log/head')
    const reply = await house.anonymous().call('GET', '/api/v1/log/heads.atom')
    expect(reply.headers['content-type']).toContain('application/atom+xml')
    const heads = [...String(reply.raw).matchAll(/<content type="application\/json">(.*?)<\/content>/g)].map(
      ([, content]) =>
        JSON.parse((content ?? '').replace(/&#(\d+);/g, (_sign, code) => String.fromCodePoint(Number(code)))),
    )
    const { publicKey: _key, ...head } = newest
    expect(heads[0]).toEqual(head)
    const sizes = heads.map(({ treeSize }) => treeSize)
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })

  test('is followed by an outsider from head to head, reading only what is new', async () => {
    const first = await monitorLog({ get, keys: keys() })
    expect(first.verdict).toBe('consistent')
    const { school, number } = await certificateOf(house, '乙一')
    await school.office.call('POST', `/api/v1/certificates/${number}/revoke`, {
      cause: 'other',
      confirm: number,
      reason: '测试撤销',
    })
    const second = await monitorLog({ get, keys: keys(), since: first.seen })
    expect(second).toMatchObject({ verdict: 'consistent', entries: { read: 2, issued: 1, revoked: 1 } })
    const whole = await monitorLog({ get, keys: keys() })
    expect(whole.seen).toEqual(second.seen)
  })

  test('refuses ranges it does not have, and gives long ones in pieces', async () => {
    const { body: head } = await house.anonymous().call('GET', '/api/v1/log/head')
    for (const path of [`consistency?from=3&to=2`, `consistency?from=0&to=${head.treeSize + 1}`]) {
      const reply = await house.anonymous().call('GET', `/api/v1/log/${path}`)
      expect([reply.status, reply.body.code]).toEqual([422, 'log.range'])
    }
    const proof = await house.anonymous().call('GET', `/api/v1/log/proof/2?size=2`)
    expect([proof.status, proof.body.code]).toEqual([422, 'log.range'])
    expect((await house.anonymous().call('GET', '/api/v1/log/proof/-1')).status).toBe(400)
    const part = await house.anonymous().call('GET', '/api/v1/log/entries?from=1&to=3')
    expect(part.body.items.map((one: { index: number }) => one.index)).toEqual([1, 2])
    expect((await house.anonymous().call('GET', '/api/v1/log/entries?from=100000')).body.items).toEqual([])
  })
})

describe('a log that deceives', () => {
  /** The true log as an outsider would see it through somebody who changes answers. */
  const through =
    (change: (path: string, answer: JsonValue | undefined) => JsonValue | undefined) =>
    async (path: string) =>
      change(path, await get(path))
  const faultsOf = async (
    change: (path: string, answer: JsonValue | undefined) => JsonValue | undefined,
    since = undefined as Awaited<ReturnType<typeof monitorLog>>['seen'],
  ) => {
    const report = await monitorLog({ get: through(change), keys: keys(), since })
    return [report.verdict, report.faults.map((fault) => fault.code)]
  }
  const items = (answer: JsonValue | undefined) =>
    ((answer as JsonObject)['items'] as JsonObject[]).map(
      (item) => structuredClone(item) as { index: number; entry: Record<string, string> },
    )
  const onEntries =
    (change: (all: ReturnType<typeof items>) => ReturnType<typeof items>) =>
    (path: string, answer: JsonValue | undefined) =>
      path.startsWith('/api/v1/log/entries')
        ? ({ items: change(items(answer)) } as unknown as JsonValue)
        : answer

  test('is found out, whatever it changes', async () => {
    const seen = (await monitorLog({ get, keys: keys() })).seen
    expect(
      await faultsOf(
        onEntries((all) =>
          all.with(1, {
            ...(all[1] as never as object),
            entry: { ...all[1]?.entry, at: '2020-01-01T00:00:00.000Z' },
          } as never),
        ),
      ),
    ).toEqual(['inconsistent', ['log.time-backwards', 'log.root-mismatch']])
    expect(
      await faultsOf(
        onEntries((all) =>
          all.with(0, { index: 0, entry: { ...all[0]?.entry, certificate: 'A'.repeat(43) } }),
        ),
      ),
    ).toEqual(['inconsistent', ['log.root-mismatch']])
    expect(await faultsOf(onEntries((all) => all.slice(0, -1)))).toEqual([
      'inconsistent',
      ['log.entry-missing'],
    ])
    expect(await faultsOf(onEntries((all) => all.filter((one) => one.index !== 2)))).toEqual([
      'inconsistent',
      ['log.entry-missing'],
    ])
    const head =
      (change: (head: JsonObject) => JsonObject) => (path: string, answer: JsonValue | undefined) =>
        path === '/api/v1/log/head' ? change(answer as JsonObject) : answer
    expect(await faultsOf(head((one) => ({ ...one, treeSize: 1 })))).toEqual([
      'inconsistent',
      ['log.head-unsigned', 'log.root-mismatch'],
    ])
    expect(
      await faultsOf(
        head((one) => ({ ...one, treeSize: 1 })),
        seen,
      ),
    ).toEqual(['inconsistent', ['log.head-unsigned', 'log.shrunk', 'log.root-mismatch']])
    expect(
      await faultsOf(
        (path, answer) => (path.startsWith('/api/v1/log/consistency') ? { path: ['A'.repeat(43)] } : answer),
        { ...seen, head: { ...(seen as { head: JsonObject }).head, treeSize: 3 } },
      ),
    ).toEqual(['inconsistent', ['log.head-unsigned', 'log.rewritten']])
  })

  test('is found out by whoever was there before, when it dates what it logs afterwards back, under a head it signed', async () => {
    /** A log of one or two entries logged at these times, whose head is rightly signed. */
    const logOf = async (headAt: string, ...times: string[]) => {
      const entries = times.map((at, index) => ({
        index,
        entry: { schema: 'zhixin.log-entry/1', kind: 'issue', certificate: String(index).repeat(43), at },
      }))
      const tree = growingTree()
      const leaves = await Promise.all(
        entries.map((one) => leafHash(utf8(canonicalText(one.entry) as string))),
      )
      for (const leaf of leaves) await tree.add(leaf)
      const head = {
        schema: 'zhixin.log-head/1',
        treeSize: times.length,
        rootHash: toBase64Url(await tree.root()),
        at: headAt,
      }
      const { keyId, signature } = await signed(house.services.ports.signer, head)
      return async (path: string): Promise<JsonValue> => {
        const { pathname, searchParams } = new URL(path, 'http://log')
        if (pathname.endsWith('head')) return { ...head, keyId, signature: signature.toString('base64url') }
        if (pathname.endsWith('consistency'))
          return { path: leaves.slice(Number(searchParams.get('from'))).map(toBase64Url) }
        return { items: entries.slice(Number(searchParams.get('from'))) }
      }
    }
    const [first, later, long] = [
      '2026-03-01T01:00:00.000Z',
      '2026-03-02T01:00:00.000Z',
      '2020-01-01T00:00:00.000Z',
    ]
    const visit = async (get: Awaited<ReturnType<typeof logOf>>, since?: SeenHead) =>
      monitorLog({ get, keys: keys(), since })
    const { seen } = await visit(await logOf(first, first))
    const honest = await visit(await logOf(later, first, later), seen)
    expect([honest.verdict, honest.entries.read]).toEqual(['consistent', 1])
    const dated = await visit(await logOf(later, first, long), seen)
    expect([dated.verdict, dated.faults]).toEqual([
      'inconsistent',
      [{ code: 'log.time-backwards', params: { index: 1 } }],
    ])
    // Nothing new on the next visits: what was found is told again, once each time, until whoever watches accepts it.
    for (const since of [dated.seen, JSON.parse(JSON.stringify(dated.seen)) as SeenHead]) {
      const again = await visit(await logOf(later, first, long), since)
      expect([again.entries.read, again.verdict, again.faults]).toEqual([0, 'inconsistent', dated.faults])
      expect(again.seen).toEqual(dated.seen)
    }
    const accepted = await monitorLog({
      get: await logOf(later, first, long),
      keys: keys(),
      since: dated.seen,
      accept: true,
    })
    expect([accepted.verdict, accepted.seen?.faults]).toEqual(['consistent', undefined])
    // What cannot be followed leaves what was kept as it was, with all that was found.
    const gone = await monitorLog({ get: async () => undefined, keys: keys(), since: dated.seen })
    expect([gone.verdict, gone.seen]).toEqual(['inconsistent', dated.seen])
  })

  test('is not called consistent when it cannot be reached or its key is not known', async () => {
    expect(await faultsOf(() => undefined)).toEqual(['cannot-check', ['log.unreachable']])
    const report = await monitorLog({ get, keys: [] })
    expect([report.verdict, report.faults[0]?.code]).toEqual(['cannot-check', 'log.key-unknown'])
  })
})
