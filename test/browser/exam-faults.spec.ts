import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it, type TestContext } from 'vitest'
import { begin, choose, chosen, safe } from '../exam/at-a-machine.ts'
import type { ExamMachine } from '../exam/exam-room.ts'
import { journalOf, staffedRoom, type Candidate } from '../exam/staffed-room.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Ended with SIGKILL in the course of a test. */
    processesKilled?: number
  }
}

/**
 * Real processes: two servers, a PostgreSQL of their own with durable commits, and a Chromium for each machine, with its
 * profile on disk. What is killed is killed with SIGKILL.
 */
const { room: theRoom, machine, candidate, pageAt } = staffedRoom(6)

/** Receipts as pages heard them: per epoch the highest number acknowledged. */
type Receipts = Map<number, number>

/** A page of the candidate at a machine, writing; what it is told is noted down. */
const sit = async (at: ExamMachine, { client, attemptId }: Candidate, receipts: Receipts): Promise<Page> => {
  const page = await pageAt(at, client, '/exam')
  page.on('response', async (response) => {
    if (!response.url().endsWith('/events') || response.status() !== 200) return
    const { epoch } = response.request().postDataJSON() as { epoch: number }
    const told = (await response.json().catch(() => null)) as { acked: number } | null
    if (told) receipts.set(epoch, Math.max(receipts.get(epoch) ?? 0, told.acked))
  })
  await page.goto(`${theRoom().baseUrl}/exam/${attemptId}`)
  await begin(page)
  return page
}

/** Everything a page has a receipt for is there and counts. */
const nothingMissing = async (who: Candidate, receipts: Receipts): Promise<void> => {
  const kept = new Map((await journalOf(who)).map((one) => [`${one.epoch}/${one.seq}`, one.counts]))
  for (const [epoch, acked] of receipts)
    for (let seq = 1; seq <= acked; seq += 1)
      expect([epoch, seq, kept.get(`${epoch}/${seq}`)]).toEqual([epoch, seq, true])
}
const noteKills = (task: TestContext['task'], ...machines: ExamMachine[]): void => {
  task.meta.processesKilled =
    theRoom().killed() - killedBefore.room + machines.reduce((sum, one) => sum + one.killed(), 0)
}
const killedBefore = { room: 0 }
afterEach(() => {
  killedBefore.room = theRoom().killed()
})

describe('an exam room under faults', () => {
  it('scenario 1: browser, server and database killed at odd moments: nothing acknowledged is ever missing, nor what stood on the machine', async ({
    task,
  }) => {
    const [who, seat, receipts] = [await candidate(0), await machine(), new Map() as Receipts]
    let page = await sit(seat, who, receipts)
    const victims = ['browser', 'server', 'browser', 'postgres', 'server', 'browser'] as const
    for (const [round, victim] of victims.entries()) {
      const place = 1 + (round % 4)
      await choose(page, place, (round + Math.floor(round / 4)) % 2)
      const before = await chosen(page, place)
      // At odd moments of a flush: before it, in it, after it. A second at most is on nobody's disk.
      await page.waitForTimeout([1000, 480, 1400, 520, 900, 2300][round] ?? 1000)
      if (victim === 'browser') {
        await seat.kill()
        page = await sit(seat, who, receipts)
      } else if (victim === 'server') await theRoom().killServer()
      else await theRoom().killPostgres()
      await safe(page)
      expect([round, await chosen(page, place)]).toEqual([round, before])
      await nothingMissing(who, receipts)
    }
    noteKills(task, seat)
    expect(receipts.size).toBeGreaterThanOrEqual(2)
    await page.getByRole('button', { name: '检查并交卷' }).click()
    await page.getByRole('button', { name: /交卷/ }).last().click()
    await page.getByRole('heading', { name: '交卷成功' }).waitFor()
  }, 240_000)

  it('scenario 2: ten saves fail, the page is reloaded: every answer reaches the centre with no act of the candidate', async () => {
    const [who, seat, receipts] = [await candidate(1), await machine(), new Map() as Receipts]
    const page = await sit(seat, who, receipts)
    await safe(page)
    let failed = 0
    await page.route('**/events', (route) => {
      failed += 1
      return route.fulfill({ status: 503, contentType: 'text/html', body: 'busy' })
    })
    for (const place of [1, 2, 3, 4]) await choose(page, place, 0)
    for (let round = 0; failed < 10; round += 1) {
      await choose(page, 1 + (round % 4), round % 2)
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await page.waitForTimeout(60)
    }
    const shown = []
    for (const place of [1, 2, 3, 4]) shown.push(await chosen(page, place))
    // Every act is put on the machine at once; the page says when the disk has the last of them.
    await page.locator('.saving li').first().and(page.locator('.reached')).waitFor()
    await page.unroute('**/events')
    await page.reload()
    await begin(page)
    await page.locator('.saving.safe').waitFor({ timeout: 5000 })
    for (const [at, options] of shown.entries()) expect(await chosen(page, at + 1)).toEqual(options)
    expect(failed).toBeGreaterThanOrEqual(10)
    await nothingMissing(who, receipts)
  })

  it('scenario 3: of two tabs and two machines the newest writes; the others say so and change nothing', async () => {
    const [who, first, second, receipts] = [
      await candidate(2),
      await machine(),
      await machine(),
      new Map() as Receipts,
    ]
    const old = await sit(first, who, receipts)
    await choose(old, 1, 0)
    await safe(old)
    const newer = await sit(second, who, receipts)
    expect(await chosen(newer, 1)).toEqual([0])
    await choose(newer, 1, 1)
    await safe(newer)
    const stands = await chosen(newer, 1)
    // The machine left behind does not know yet: it answers, is told, and what it wrote does not count.
    await old.locator('.option').first().waitFor()
    await choose(old, 1, 1).catch(() => undefined)
    await old.getByRole('heading', { name: /另一个页面/ }).waitFor()
    const tab = await (await second.browser()).newPage()
    await tab.goto(newer.url())
    await tab.getByRole('heading', { name: /另一个页面/ }).waitFor()
    await tab.getByRole('button', { name: '在此继续' }).click()
    await tab.locator('#question-head').waitFor()
    await newer.getByRole('heading', { name: /另一个页面/ }).waitFor()
    expect(await chosen(tab, 1)).toEqual(stands)
    await safe(tab)
    await nothingMissing(who, receipts)
  })

  it('scenario 8: a machine whose date is a day off, either way, shows the right time left and sits the exam', async () => {
    for (const [index, off] of [-86_400_000, 86_400_000].entries()) {
      const [who, seat] = [await candidate(3 + index), await machine()]
      await (await seat.browser()).addInitScript((shift) => {
        const now = (
          (real) => () =>
            real() + shift
        )(Date.now)
        globalThis.Date = new Proxy(Date, {
          construct: (real, given: number[]) =>
            new real(...((given.length === 0 ? [now()] : given) as [number])),
          get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
        })
      }, off)
      const page = await sit(seat, who, new Map())
      const started = Date.now()
      await choose(page, 1, 0)
      await safe(page)
      const parts = ((await page.getByRole('timer').textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
      const left = parts.reduce((sum, part) => sum * 60 + part, 0)
      const info = await who.client.call('GET', `/api/v1/attempts/${who.attemptId}`)
      expect(Math.abs(Date.parse(info.body.deadline) - Date.now() - left * 1000)).toBeLessThan(2500)
      expect(Date.now() - started).toBeLessThan(60_000)
    }
  })

  it('scenario 9: the clock of one server’s machine is set by thirty seconds either way: no deadline moves, answers count, it is told', async () => {
    const [who, seat, receipts] = [await candidate(5), await machine(), new Map() as Receipts]
    const room = theRoom()
    const began = Date.now()
    const page = await sit(seat, who, receipts)
    const deadline = async (): Promise<number> => {
      const { body } = await who.client.call('GET', `/api/v1/attempts/${who.attemptId}`)
      return Date.parse(body.deadline)
    }
    const before = await deadline()
    for (const off of [30_000, -30_000]) {
      await room.setClock(off)
      room.turnTo(1)
      await choose(page, 2, off > 0 ? 0 : 1)
      await safe(page)
      const left = await page.evaluate(
        () => document.querySelector('[role=timer]')?.textContent?.match(/\d+/g)?.map(Number) ?? [],
      )
      const seconds = left.reduce((sum, part) => sum * 60 + part, 0)
      expect(Math.abs(before - Date.now() - seconds * 1000)).toBeLessThan(2500)
      // Told at the next comparison; that it is told again when the clock is set once more is the clock's own test.
      if (off > 0)
        await expect.poll(() => room.printed(1), { timeout: 25_000 }).toContain('"code":"clock.stepped"')
      room.turnTo(0)
    }
    await room.setClock(0)
    expect(await deadline()).toBe(before)
    await nothingMissing(who, receipts)
    for (const { receivedAt } of await journalOf(who)) {
      expect(Date.parse(receivedAt)).toBeGreaterThan(began - 2000)
      expect(Date.parse(receivedAt)).toBeLessThan(Date.now() + 2000)
    }
  }, 180_000)
})
