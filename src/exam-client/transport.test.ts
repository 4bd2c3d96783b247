import { describe, expect, it } from 'vitest'
import { httpTransport } from './transport.ts'

const replying = (...replies: (Response | Error)[]) => {
  const asked: { path: string; init: RequestInit }[] = []
  const transport = httpTransport({
    mono: () => 0,
    language: () => 'zh-CN',
    fetch: async (path, init) => {
      asked.push({ path, init })
      const next = replies.shift()
      if (!next || next instanceof Error) throw next ?? new Error('no more replies')
      return next
    },
  })
  return { asked, transport }
}
const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ code, title: code, params: {} }), { status })

describe('what a reply means', () => {
  it("takes the centre's own refusals at their word", async () => {
    const { transport } = replying(problem(409, 'exam.not-open'))
    expect(await transport.send('GET', '/x')).toMatchObject({
      kind: 'refused',
      status: 409,
      code: 'exam.not-open',
    })
  })

  it('scenario 19: takes portals, proxies, overload and broken replies for a missing network, never for an answer', async () => {
    const portal = new Response('<html>Sign in to the hotel network</html>', { status: 200 })
    const proxy = new Response('<h1>502 Bad Gateway</h1>', { status: 502 })
    const blocked = new Response('<h1>Blocked</h1>', { status: 403 })
    for (const reply of [
      portal,
      proxy,
      blocked,
      problem(503, 'server.not-ready'),
      problem(500, 'server.fault'),
      new Response('', { status: 200 }),
      new Error('offline'),
    ]) {
      const { transport } = replying(reply)
      expect(await transport.send('GET', '/x')).toMatchObject({ kind: 'unreachable' })
    }
  })

  it("keeps the centre's own words where it cannot answer now, and the rest it asks for, up to what an exam can bear", async () => {
    const told = async (status: number, body: string, after?: string) => {
      const headers = new Headers(after === undefined ? [] : [['retry-after', after]])
      const { transport } = replying(new Response(body, { status, headers }))
      return transport.send('GET', '/x')
    }
    const busy = JSON.stringify({ code: 'too-many-requests', title: '操作过于频繁' })
    const nobody = { kind: 'unreachable', title: null }
    expect(await told(429, busy, '5')).toEqual({
      kind: 'unreachable',
      title: '操作过于频繁',
      status: 429,
      restMs: 5000,
    })
    expect(await told(429, busy)).toMatchObject({ title: '操作过于频繁', restMs: 0 })
    expect(await told(503, '<h1>busy</h1>', '86400')).toEqual({ ...nobody, status: 503, restMs: 30_000 })
    expect(await told(503, '', 'Wed, 21 Oct 2026 07:28:00 GMT')).toMatchObject({ ...nobody, restMs: 0 })
    expect(await told(413, '<h1>too large</h1>', '9')).toEqual({ ...nobody, status: 413, restMs: 0 })
  })

  it('fetches a fresh token once when a change is refused for the lack of one', async () => {
    const { asked, transport } = replying(
      problem(403, 'access.csrf'),
      new Response('{"csrf":"t"}'),
      new Response('{"acked":1}'),
    )
    expect(await transport.send('POST', '/x', {})).toMatchObject({ kind: 'done', value: { acked: 1 } })
    expect(asked.map(({ path }) => path)).toEqual(['/x', '/api/v1/sessions/current', '/x'])
    expect(new Headers(asked[2]?.init.headers).get('x-csrf-token')).toBe('t')
  })

  it("sends a seat's key and no cookie", async () => {
    const { asked, transport } = replying(new Response('{}'))
    transport.useSeatKey('k')
    await transport.send('GET', '/x')
    expect([new Headers(asked[0]?.init.headers).get('x-exam-key'), asked[0]?.init.credentials]).toEqual([
      'k',
      'omit',
    ])
  })
})
