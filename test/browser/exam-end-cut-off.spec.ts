import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { begin, choose, safe } from '../exam/at-a-machine.ts'
import { journalOf, staffedRoom, type Candidate } from '../exam/staffed-room.ts'
import type { Client } from '../house.ts'
import { faultsAtBothWidths, sizes } from './looking.ts'

/** A room whose network is cut over the end of an exam: real servers, a real Chromium, a cable that is really out. */
const { room, office, sittingId, machine, candidate, pageAt } = staffedRoom(2)
const read = async (who: Client, path: string) => (await who.call('GET', path)).body
const sittingPath = (): string => `/api/v1/sittings/${sittingId()}`

/** Leaves a candidate who is writing so many seconds. */
const leave = async ({ client, attemptId }: Candidate, seconds: number): Promise<number> => {
  const { deadline } = await read(client, `/api/v1/attempts/${attemptId}`)
  const taken = await office().call('POST', `${sittingPath()}/time-adjustments`, {
    attemptIds: [attemptId],
    seconds: Math.round((Date.now() - Date.parse(deadline)) / 1000) + seconds,
    cause: 'other',
    reason: '演练：提前结束',
  })
  expect(taken.status, JSON.stringify(taken.body)).toBe(201)
  return Date.parse(taken.body.attempts[0].deadline)
}
/** Answers one question in time, one behind the cut, and lets the end and its ten seconds pass. */
const writeOverTheEnd = async (page: Page, who: Candidate, cutOff: () => Promise<void>): Promise<void> => {
  await begin(page)
  await choose(page, 1, 0)
  await safe(page)
  const deadline = await leave(who, 25)
  await choose(page, 2, 0)
  await safe(page)
  await page.waitForFunction(() =>
    /^0:[012]\d$/.test(document.querySelector('[role=timer]')?.textContent?.match(/\d+:\d\d/)?.[0] ?? ''),
  )
  room().cut(true)
  await choose(page, 3, 0)
  await page.getByText('现在连不上考试中心').waitFor()
  await cutOff()
  await expect.poll(() => Date.now() > deadline + 11_000, { timeout: 60_000 }).toBe(true)
}
const answersCounting = async (who: Candidate): Promise<number> =>
  (await journalOf(who)).filter((one) => one.type === 'answer' && one.counts).length
/** Looked at in both languages and widths. */
const look = async (page: Page, name: string): Promise<void> => {
  await page.setViewportSize(sizes.desk)
  for (const language of ['zh', 'en'] as const) {
    expect(await faultsAtBothWidths(page, name, language)).toEqual([])
    const menu = page.locator('details.display summary')
    await menu.click()
    await page.locator('details.display button').click()
    await menu.click()
  }
}

describe('the network cut over the end', () => {
  it('scenario 15: answers of before the end are kept on the machine, delivered after it, and count; the candidate is told and gets a receipt', async () => {
    const who = await candidate(0)
    const page = await pageAt(await machine(), who.client, `/exam/${who.attemptId}`)
    await writeOverTheEnd(page, who, async () => undefined)
    await page.getByText('您在结束前作的答案都保存在这台电脑上').waitFor()
    await look(page, 'exam-end-cut-off')
    // Nobody has handed in for the seat: the office sees that it is waited for.
    expect((await read(who.client, `/api/v1/attempts/${who.attemptId}`)).submission).toBeNull()
    expect(await answersCounting(who)).toBe(2)
    const seats = (await read(office(), `${sittingPath()}/console`)).items
    expect(seats.find((one: { attemptId: string }) => one.attemptId === who.attemptId)).toMatchObject({
      awaited: true,
    })
    room().cut(false)
    await page.getByRole('heading', { name: '时间到，已自动交卷' }).waitFor({ timeout: 30_000 })
    await page.getByText('1 题的答案在结束后才送达，计入成绩').waitFor()
    await look(page, 'exam-late-receipt')
    expect(await answersCounting(who)).toBe(3)
    expect((await read(office(), `${sittingPath()}/verification`)).faults).toEqual([])
  }, 180_000)

  it('scenario 15: with every server started anew in between and the browser killed, the answers arrive by themselves and somebody decides about them', async ({
    task,
  }) => {
    const [who, seat] = [await candidate(1), await machine()]
    const page = await pageAt(seat, who.client, `/exam/${who.attemptId}`)
    await writeOverTheEnd(page, who, async () => {
      await page.waitForTimeout(1500)
      await seat.kill()
      await room().killServer()
      await room().killServer()
    })
    room().cut(false)
    const second = await pageAt(seat, who.client, `/exam/${who.attemptId}`)
    await second.getByRole('heading', { name: '时间到，已自动交卷' }).waitFor({ timeout: 30_000 })
    await second.getByText('是否计入由监考人员裁定').waitFor()
    expect(await answersCounting(who)).toBe(2)
    task.meta.processesKilled = room().killed() + seat.killed()
    const desk = await pageAt(await machine(), office(), `/app/exams/${sittingId()}?tab=room`)
    const item = desk.getByRole('region', { name: '迟到答案，等待裁定' })
    await item.waitFor()
    await desk.setViewportSize(sizes.desk)
    expect(await faultsAtBothWidths(desk, 'exam-late-answers', 'zh')).toEqual([])
    await desk.setViewportSize(sizes.desk)
    await desk.getByRole('button', { name: 'English', exact: true }).click()
    await desk.getByRole('region', { name: 'Late answers to decide about' }).waitFor()
    expect(await faultsAtBothWidths(desk, 'exam-late-answers', 'en')).toEqual([])
    await desk.setViewportSize(sizes.desk)
    await desk.getByRole('button', { name: '中文', exact: true }).click()
    // The desk reads the room as it was before the last answer came in, and decides about that.
    const consolePath = `**${sittingPath()}/console`
    await desk.route(consolePath, async (route) => {
      const reply = await route.fetch()
      const read = await reply.json()
      for (const { late } of read.items) for (const one of late) one.through -= 1
      await route.fulfill({ response: reply, json: read })
    })
    await desk.reload()
    await item.getByRole('button', { name: /^计\s?入$/ }).click()
    const reason = desk.getByLabel('说明（记录在案）')
    await reason.fill('交换机断电，监考在场')
    await desk.unroute(consolePath)
    const asked = desk.waitForResponse((reply) => reply.url().endsWith('/late-decisions'))
    const modal = desk.locator('.ant-modal')
    const count = modal.getByRole('button', { name: /^计\s?入$/ })
    await count.click()
    expect(await (await asked).text()).toContain('exam.late-changed')
    // Refused, it shows what is so now, with every word still there.
    await modal.getByText(/又有答案送达/).waitFor()
    expect(await reason.inputValue()).toBe('交换机断电，监考在场')
    expect(await faultsAtBothWidths(desk, 'exam-late-changed', 'zh')).toEqual([])
    await desk.setViewportSize(sizes.desk)
    const decided = desk.waitForResponse((reply) => reply.url().endsWith('/late-decisions'))
    await count.click()
    expect(await (await decided).text()).toContain('"accepted":true')
    await item.waitFor({ state: 'detached' })
    await modal.waitFor({ state: 'hidden' })
    expect(await answersCounting(who)).toBe(3)
    expect((await read(office(), `${sittingPath()}/verification`)).faults).toEqual([])
  }, 240_000)
})
