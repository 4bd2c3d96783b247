import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, settled, sizes } from './looking.ts'

const browser = testBrowser()

interface Ticket {
  readonly attemptId: string
  readonly name: string
  readonly ticketNumber: string
  readonly code: string
}
interface Enrolling {
  readonly id: string
  readonly programmeId: string
  readonly enrolled: number
}
const world = { sittingId: '', rooms: [] as { id: string; name: string }[], tickets: [] as Ticket[] }

const gift = Array.from(
  { length: 5 },
  (_, at) =>
    `::监考${at + 1}:: 监考台第 ${at + 1} 题：下列哪一项是对的？ {=对的 ${at + 1} ~错的甲 ${at + 1} ~错的乙 ${at + 1}}`,
).join('\n\n')

/** A sitting of thirty people in two rooms of the invigilator's own site. */
beforeAll(async () => {
  const office = await browser.apiAs('office')
  const invigilator = await browser.apiAs('invigilator')
  const { roles } = await invigilator.get<{ roles: { organisationId: string }[] }>('/api/v1/sessions/current')
  const siteId = roles[0]?.organisationId ?? ''
  world.rooms = (
    await office.get<{ items: { id: string; name: string }[] }>(`/api/v1/organisations/${siteId}/rooms`)
  ).items
  const classes = await office.get<{ items: Enrolling[] }>('/api/v1/classes?state=running&limit=50')
  const one = classes.items.find((candidate) => candidate.enrolled >= 30)
  if (!one) throw new Error('the demonstration has no class of thirty')
  const imported = await office.upload<{ questions: { versionId: string }[] }>(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '监考台.gift.txt',
    new TextEncoder().encode(gift),
  )
  const paper = await office.post<{ paperId: string }>(`/api/v1/programmes/${one.programmeId}/papers`, {
    title: '监考台',
    items: imported.questions.map(({ versionId }) => ({ versionId, points: '20' })),
  })
  const { sittingId } = await office.post<{ sittingId: string }>(`/api/v1/classes/${one.id}/sittings`, {
    title: '监考台演练',
    paperId: paper.paperId,
    siteId,
    roomIds: world.rooms.map((room) => room.id),
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + 7_200_000).toISOString(),
    durationMinutes: 60,
  })
  world.sittingId = sittingId
  world.tickets = (await office.get<{ items: Ticket[] }>(`/api/v1/sittings/${sittingId}/tickets`)).items
})

const enter = async (page: Page, ticket: Ticket): Promise<void> => {
  await page.getByLabel('准考证号').fill(ticket.ticketNumber)
  await page.getByLabel('入场验证码').fill(ticket.code)
  await page.getByRole('button', { name: '入场', exact: true }).click()
}
const sit = async (ticket: Ticket): Promise<Page> => {
  const page = await browser.open('/exam')
  await enter(page, ticket)
  await page.getByRole('button', { name: '开始作答' }).click()
  await page.getByRole('heading', { name: /第 1 题/ }).waitFor()
  await page.locator('.option').first().click()
  await page.locator('.saving.safe').waitFor()
  return page
}
interface ToldTime {
  readonly deadline: string
  readonly serverTime: string
  readonly held: { readonly until: string | null } | null
}
/** What the centre tells a page of its time from now on, newest last. */
const timesTold = (page: Page): readonly ToldTime[] => {
  const told: ToldTime[] = []
  page.on('response', async (response) => {
    if (!response.url().endsWith('/events') || response.status() !== 200) return
    const reply = (await response.json().catch(() => null)) as ToldTime | null
    if (reply) told.push(reply)
  })
  return told
}
/** Milliseconds the seat has when it goes on. */
const leftTo = ({ deadline, serverTime, held }: ToldTime): number =>
  Date.parse(deadline) - Date.parse(held?.until ?? serverTime)
const handIn = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: '检查并交卷' }).click()
  await page.getByRole('button', { name: /仍要交卷/ }).click()
  await page.getByRole('heading', { name: '交卷成功' }).waitFor()
  return (await page.locator('.receipt strong').textContent()) ?? ''
}
const receiptShape = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/

/** A candidate whose page nobody looks at here: enters, begins and hands in over the API, with the ticket alone. */
const sitElsewhere = async ({ ticketNumber, code, attemptId }: Ticket): Promise<string> => {
  const post = async <T>(path: string, body: object, key = ''): Promise<T> => {
    const reply = await fetch(`${browser.baseUrl}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { 'x-exam-key': key } : {}) },
      body: JSON.stringify(body),
    })
    return (await reply.json()) as T
  }
  const { key } = await post<{ key: string }>('exam-entries', { ticketNumber, code })
  const start = { machine: `machine-${ticketNumber}`, writer: `writer-${ticketNumber}` }
  const { epoch } = await post<{ epoch: number }>(`attempts/${attemptId}/start`, start, key)
  const { receipt } = await post<{ receipt: string }>(`attempts/${attemptId}/submit`, { epoch, seq: 0 }, key)
  return receipt
}

/** Chinese buttons of two characters are set with a space. */
const button = (scope: Page | ReturnType<Page['locator']>, word: string) =>
  scope.getByRole('button', { name: new RegExp(`^${word.split('').join('\\s?')}$`) })
const openSeat = async (console: Page, ticket: Ticket) => {
  await console.locator('.seat-open', { hasText: ticket.name }).first().click()
  return console.locator('.ant-drawer')
}
const confirm = (console: Page, word: string) => button(console.locator('.ant-modal'), word).click()
const ticketAt = (at: number): Ticket => {
  const ticket = world.tickets[at]
  if (!ticket) throw new Error('too few candidates')
  return ticket
}

describe('the invigilator’s console', () => {
  it('holds one seat and lets it go on, moves another, and ends with a record signed by two', async () => {
    const [first, second] = [ticketAt(0), ticketAt(1)]
    const console = await browser.openAs('invigilator', `/app/exams/${world.sittingId}`)
    await console.getByText('考生 30 人').waitFor()
    expect(await console.locator('.seat').count()).toBe(30)
    const [one, two] = [await sit(first), await sit(second)]

    const told = timesTold(one)
    // Held: a calm page in place of the questions, the clock standing still.
    const seat = await openSeat(console, first)
    await button(seat, '暂停').click()
    await confirm(console, '暂停')
    await one.getByRole('heading', { name: '考场暂停，请稍候' }).waitFor()
    const clock = one.getByRole('timer')
    const stood = await clock.textContent()
    await one.waitForTimeout(2500)
    expect(await clock.textContent()).toBe(stood)
    expect(await one.locator('.option').count()).toBe(0)
    expect(await two.getByRole('heading', { name: /第 1 题/ }).count()).toBe(1)
    await console.locator('.seat', { hasText: first.name }).getByText('已暂停').waitFor()
    await button(seat, '恢复').click()
    await confirm(console, '恢复')
    await one.getByText(/秒后继续作答/).waitFor()
    await one.getByRole('heading', { name: /第 1 题/ }).waitFor()
    // Not a second was lost, however late a busy page shows it.
    const standing = told.filter(({ held }) => held).map(leftTo)
    expect(told.some(({ held }) => held?.until)).toBe(true)
    expect(Math.max(...standing) - Math.min(...standing)).toBeLessThanOrEqual(2)

    // Moved in three presses; the old page stops, the new machine goes on with what had arrived.
    await console.keyboard.press('Escape')
    await two.context().setOffline(true)
    await two.getByRole('button', { name: /^第 2 题/ }).click()
    await two.locator('.option').first().click()
    await button(await openSeat(console, second), '换座').click()
    await confirm(console, '换座')
    await console.locator('.ant-modal').waitFor({ state: 'hidden' })
    const next = await browser.open('/exam')
    await enter(next, second)
    await next.getByRole('button', { name: '第 1 题，已答' }).waitFor()
    await next.context().close()
    await two.context().setOffline(false)
    await two.getByRole('heading', { name: '您已换座' }).waitFor()
    await two.getByText(/新座位：/).waitFor()
    const elsewhere = await browser.open('/exam')
    await enter(elsewhere, second)
    await elsewhere.getByRole('button', { name: '第 1 题，已答' }).waitFor()
    await console.locator('.seat', { hasText: second.name }).getByText('已换座').waitFor()
    // What was left behind at the old machine is asked about in a box whose button stands inside it, on a phone too.
    const behind = console.locator('.ant-drawer section', { hasText: '原机滞留 1 条答案' })
    await behind.waitFor()
    for (const size of [sizes.phone, sizes.desk]) {
      await console.setViewportSize(size)
      await settled(console)
      const [box, act] = [await behind.boundingBox(), await behind.getByRole('button').boundingBox()]
      if (!box || !act) throw new Error('the box of what was left behind is not shown')
      expect(act.x + act.width).toBeLessThanOrEqual(box.x + box.width)
      expect((await behind.locator('p').first().boundingBox())?.width).toBeGreaterThan(box.width / 2)
    }
    await console.keyboard.press('Escape')

    // Told something, until it is confirmed.
    await button(console.locator('.console-acts').first(), '通知').click()
    await console.getByLabel('通知内容').fill('还剩半小时，请合理安排时间。')
    await confirm(console, '发送')
    await elsewhere.getByText('还剩半小时').waitFor()
    await elsewhere.getByRole('button', { name: '知道了' }).click()
    await elsewhere.getByText('还剩半小时').waitFor({ state: 'detached' })

    // A window is killed and comes back where it was; the lost time is given back.
    const [third, fourth] = [ticketAt(2), ticketAt(3)]
    const killed = await sit(third)
    const context = killed.context()
    await killed.close({ runBeforeUnload: false })
    const back = await context.newPage()
    await back.goto('/exam')
    await enter(back, third)
    await back.getByRole('button', { name: '第 1 题，已答' }).waitFor()
    await button(await openSeat(console, third), '补时').click()
    await console.locator('.ant-modal').getByText('30 分钟').click()
    await confirm(console, '补时')
    await back.waitForFunction(() =>
      /^1:2\d:/.test(document.querySelector('[role=timer]')?.textContent ?? ''),
    )
    await console.keyboard.press('Escape')

    // One writes on while the network is cut, and everything arrives afterwards.
    const cut = await sit(fourth)
    await cut.route('**/api/**', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }),
    )
    await cut.getByRole('button', { name: /^第 2 题/ }).click()
    await cut.locator('.option').first().click()
    await cut.getByText('现在连不上考试中心').waitFor()
    await cut.unroute('**/api/**')
    await cut.locator('.saving.safe').waitFor()

    // Everybody hands in and keeps a receipt; the record is signed by two people.
    for (const ticket of world.tickets.slice(4)) expect(await sitElsewhere(ticket)).toMatch(receiptShape)
    for (const page of [one, elsewhere, back, cut]) expect(await handIn(page)).toMatch(receiptShape)
    const office = await browser.apiAs('office')
    await office.post(`/api/v1/sittings/${world.sittingId}/end`, { reason: '演练结束' })
    await console.goto(`/app/exams/${world.sittingId}?tab=record`)
    await button(console.locator('.record'), '签署').click()
    await console.getByText('您已签署，请另一位监考人员登录后签第二个名。').waitFor()
    const chief = await browser.openAs('office', `/app/exams/${world.sittingId}?tab=record`)
    await button(chief.locator('.record'), '签署').click()
    await chief.locator('.record').getByText('考场记录已由两人签署。').waitFor()
    expect(await chief.locator('.record').getByText('邵怀瑾').count()).toBeGreaterThan(0)
    const seats = await chief.locator('.record tbody td:nth-child(2)').allTextContents()
    expect(seats.map(Number)).toEqual(seats.map(Number).toSorted((a, b) => a - b))
    expect(await faultsAtBothWidths(chief, 'exam-record', 'zh')).toEqual([])
  }, 300_000)

  it('is gone through with the keyboard: arrows from seat to seat, Enter opens, Escape closes', async () => {
    const console = await browser.openAs('invigilator', `/app/exams/${world.sittingId}?tab=room`)
    await console.locator('.seat-open').first().focus()
    await console.keyboard.press('ArrowRight')
    const second = await console.locator('.seat-open').nth(1).locator('strong').textContent()
    expect(await console.evaluate(() => document.activeElement?.querySelector('strong')?.textContent)).toBe(
      second,
    )
    await console.keyboard.press('Enter')
    const drawer = console.locator('.ant-drawer')
    await drawer
      .getByText(second ?? '')
      .first()
      .waitFor()
    const word = await console.locator('.seat-open').nth(1).locator('.status').first().textContent()
    expect(await drawer.locator('.status').first().textContent()).toBe(word)
    await console.keyboard.press('Escape')
    expect(await faultsAtBothWidths(console, 'exam-console', 'zh')).toEqual([])
  })
})
