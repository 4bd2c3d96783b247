import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { begin, choose, chosen, safe } from '../exam/at-a-machine.ts'
import { journalOf, staffedRoom, type Candidate } from '../exam/staffed-room.ts'

/** What stands between a candidate and the centre, and what a browser forbids: the exam goes on. */
const { room, machine, candidate, pageAt } = staffedRoom(8)

/** Faults of the pages themselves. */
const crashes: string[] = []
afterEach(() => {
  expect(crashes.splice(0)).toEqual([])
})
const watched = (page: Page): Page => page.on('pageerror', (error) => crashes.push(String(error)))

interface Says {
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}
const problem = (status: number, headers?: Says['headers']): Says => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status, code: 'gate.keeper', title: `闸口说 ${status}。` }),
  ...(headers ? { headers } : {}),
})
const html = (status: number, headers?: Says['headers']): Says => ({
  status,
  contentType: 'text/html',
  body: '<h1>Welcome to our network</h1>',
  ...(headers ? { headers } : {}),
})
const retryAfter = { 'retry-after': '1' }
const portal = { location: 'http://portal.invalid/' }
const broken: Says = { status: 200, contentType: 'application/json', body: '{"acked":' }

const unreached = '现在连不上考试中心'
/** What the candidate reads while this is answered. */
const toldOf = (says: Says): string => {
  if (says.contentType !== 'application/problem+json') return unreached
  return [401, 403, 404].includes(says.status) ? '登录已失效' : `考试中心答复：闸口说 ${says.status}。`
}
const everything: readonly Says[] = [
  ...[200, 302, 400, 403, 404, 413, 429, 502].map((status) => html(status, status === 302 ? portal : {})),
  broken,
  ...[400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map((status) => problem(status)),
  problem(429, retryAfter),
  html(503, retryAfter),
]

const answersOf = async (who: Candidate) =>
  (await journalOf(who)).filter((one) => one.type === 'answer' && one.counts)

describe('between a page and the centre', () => {
  it('scenario 19: whatever answers in place of the centre, the candidate is told what, writes on, and everything is sent afterwards without a press', async () => {
    const who = await candidate(0)
    const page = watched(await pageAt(await machine(), who.client, `/exam/${who.attemptId}`))
    await begin(page)
    await safe(page)
    for (const [round, says] of everything.entries()) {
      const [place, option] = [1 + (round % 4), Math.floor(round / 4) % 2]
      const before = (await answersOf(who)).length
      await page.route('**/api/**', (route) => route.fulfill(says))
      await choose(page, place, option)
      await page.getByText(toldOf(says)).first().waitFor()
      // Told so, the candidate goes on writing.
      const standing = await chosen(page, place)
      expect([says, await page.locator('.saving.safe').count()]).toEqual([says, 0])
      await page.unroute('**/api/**')
      await safe(page)
      await page.getByText(toldOf(says)).waitFor({ state: 'detached' })
      expect([says, await chosen(page, place)]).toEqual([says, standing])
      expect([says, (await answersOf(who)).length]).toEqual([says, before + 1])
    }
    // The cable pulled: no address answers at all.
    room().cut(true)
    await choose(page, 4, 0)
    await page.getByText(unreached).waitFor()
    room().cut(false)
    await safe(page)
  }, 300_000)

  it('scenario 19: leaves alone whoever asks for it, for as long as is asked and no longer than an exam can bear', async () => {
    const who = await candidate(1)
    const page = watched(await pageAt(await machine(), who.client, `/exam/${who.attemptId}`))
    await begin(page)
    await safe(page)
    const asked: number[] = []
    await page.route('**/events', (route) => {
      asked.push(Date.now())
      return route.fulfill(asked.length > 1 ? problem(429) : problem(429, { 'retry-after': '4' }))
    })
    await choose(page, 1, 0)
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    // Writing on is no reason to ask earlier.
    await choose(page, 2, 0)
    await expect.poll(() => asked.length).toBeGreaterThan(1)
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(3900)
    await page.unroute('**/events')
    await safe(page)
  })

  it('scenario 19: a batch too large for somebody arrives in smaller ones', async () => {
    const who = await candidate(1)
    const page = watched(await pageAt(await machine(), who.client, `/exam/${who.attemptId}`))
    await begin(page)
    await safe(page)
    await page.route('**/events', (route) =>
      (route.request().postDataJSON() as { events: unknown[] }).events.length > 1
        ? route.fulfill(html(413))
        : route.continue(),
    )
    room().cut(true)
    for (const place of [1, 2, 3, 4]) await choose(page, place, 1)
    await page.getByText(unreached).waitFor()
    room().cut(false)
    await safe(page)
  })

  it('scenario 19: the start and the handing in pressed once go through by themselves once the way is free', async () => {
    const who = await candidate(2)
    const page = watched(await pageAt(await machine(), who.client, `/exam/${who.attemptId}`))
    const refusals = [
      ...[400, 401, 403, 404, 409, 413, 429, 500, 503].map((status) => problem(status)),
      html(502),
      html(302, portal),
      broken,
    ]
    const gate = { says: refusals[0] }
    await page.route('**/start', (route) => (gate.says ? route.fulfill(gate.says) : route.continue()))
    await page.getByRole('button', { name: '开始作答' }).click()
    for (const says of refusals) {
      gate.says = says
      const told =
        says.contentType.includes('json') && says !== broken ? `闸口说 ${says.status}。` : unreached
      await (says.status === 401
        ? page.getByRole('heading', { name: '进入考试' })
        : page.getByText(told).first()
      ).waitFor()
    }
    gate.says = undefined
    await page.locator('#question-head').waitFor()
    await choose(page, 1, 0)
    await safe(page)
    await page.unroute('**/start')

    await page.route('**/submit', (route) => (gate.says ? route.fulfill(gate.says) : route.continue()))
    gate.says = refusals[0]
    await page.getByRole('button', { name: '检查并交卷' }).click()
    await page.getByRole('button', { name: /仍要交卷/ }).click()
    for (const says of refusals) {
      gate.says = says
      await page
        .getByText(says === broken ? unreached : toldOf(says))
        .first()
        .waitFor()
    }
    gate.says = undefined
    await page.getByRole('heading', { name: '交卷成功' }).waitFor()
    expect(await answersOf(who)).toHaveLength(1)
  }, 240_000)
})

describe('a browser that keeps nothing', () => {
  /** Each is run in the page before anything of it. */
  const forbidden: Readonly<Record<string, () => void>> = {
    'no IndexedDB': () => {
      Object.defineProperty(window, 'indexedDB', { value: undefined })
    },
    'IndexedDB and every other storage forbidden': () => {
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError')
          },
        })
    },
    'an IndexedDB that never opens': () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    },
    'no room for a single record': () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    'room that ends while writing': () => {
      const real = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (...given: Parameters<typeof real>) {
        const request = real.apply(this, given)
        if (this.name === 'event') this.transaction.abort()
        return request
      }
    },
  }

  it('scenario 20: sits the exam with the centre alone, says so in words, and tells the centre once', async () => {
    const at = await machine()
    for (const [round, [name, script]] of Object.entries(forbidden).entries()) {
      const who = await candidate(3 + round)
      const page = watched(await pageAt(at, who.client, '/exam'))
      await page.addInitScript(script)
      await page.goto(`${room().baseUrl}/exam/${who.attemptId}`)
      await begin(page)
      await choose(page, 1, 0)
      await page.getByText('本机无法保存答案').waitFor()
      await page.locator('.saving').getByText('本机未存').waitFor()
      await safe(page)
      expect([name, await chosen(page, 1)]).toEqual([name, [0]])
      const notes = async () =>
        (await journalOf(who)).flatMap(({ type, body }) => (type === 'note' ? [body] : []))
      await expect.poll(notes).toEqual([{ code: 'storage-failed' }])
      if (round === 0) {
        room().cut(true)
        await choose(page, 2, 0)
        await page.getByText('请不要关闭或刷新本页').waitFor()
        expect(await page.getByText('答案都存在本机').count()).toBe(0)
        room().cut(false)
        await safe(page)
      }
      await page.close()
    }
  }, 240_000)
})
