import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, whole } from './looking.ts'

const browser = testBrowser()

interface Ticket {
  readonly attemptId: string
  readonly ticketNumber: string
  readonly code: string
}
interface Enrolling {
  readonly id: string
  readonly programmeId: string
  readonly enrolled: number
  readonly nameEn: string
}
const world: { tickets: Ticket[]; ofItsClass: Ticket[]; classNameEn: string } = {
  tickets: [],
  ofItsClass: [],
  classNameEn: '',
}

const gift = Array.from(
  { length: 6 },
  (_, at) =>
    `::题${at + 1}:: 浏览器考试第 ${at + 1} 题：下列哪一项是对的？ {=对的 ${at + 1} ~错的甲 ${at + 1} ~错的乙 ${at + 1}}`,
).join('\n\n')

/** A sitting of its own for a class of the demonstration, arranged over the API as the office does. */
beforeAll(async () => {
  const office = await browser.apiAs('office')
  const classes = await office.get<{ items: Enrolling[] }>('/api/v1/classes?state=enrolling&limit=50')
  const one = classes.items.find((candidate) => candidate.enrolled >= 6)
  if (!one) throw new Error('the demonstration has no class with six people to sit an exam')
  const imported = await office.upload<{ questions: { versionId: string }[] }>(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '题目.gift.txt',
    new TextEncoder().encode(gift),
  )
  const items = imported.questions.map(({ versionId }) => ({ versionId, points: '10' }))
  const paper = await office.post<{ paperId: string }>(`/api/v1/programmes/${one.programmeId}/papers`, {
    title: '浏览器考试',
    items,
  })
  const now = Date.now()
  const arranged = async (named: object): Promise<Ticket[]> => {
    const { sittingId } = await office.post<{ sittingId: string }>(`/api/v1/classes/${one.id}/sittings`, {
      paperId: paper.paperId,
      opensAt: new Date(now - 60_000).toISOString(),
      closesAt: new Date(now + 7_200_000).toISOString(),
      durationMinutes: 60,
      ...named,
    })
    return (await office.get<{ items: Ticket[] }>(`/api/v1/sittings/${sittingId}/tickets`)).items
  }
  world.tickets = await arranged({ title: '浏览器考试' })
  world.ofItsClass = await arranged({})
  world.classNameEn = one.nameEn
})

const ticketAt = (at: number, of = world.tickets): Ticket => {
  const ticket = of[at]
  if (!ticket) throw new Error('too few candidates')
  return ticket
}
const enter = async (page: Page, at: number, of = world.tickets): Promise<void> => {
  const ticket = ticketAt(at, of)
  await page.getByLabel(/^(准考证号|Ticket number)/).fill(ticket.ticketNumber)
  await page.getByLabel(/^(入场验证码|Entry code)/).fill(ticket.code)
  await page.getByRole('button', { name: /^(入场|Enter)$/ }).click()
}
const begin = async (page: Page, at: number, of = world.tickets): Promise<void> => {
  await enter(page, at, of)
  await page.getByRole('button', { name: '开始作答' }).click()
  await page.getByRole('heading', { name: /第 1 题/ }).waitFor()
}
const choose = async (page: Page, place: number): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^第 ${place} 题`) }).click()
  await page.locator('.option').first().click()
}
/** Between the page and the centre stands a hotel's sign-in page, which answers everything with 200. */
const portal = (page: Page) =>
  page.route('**/api/**', (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }),
  )
const safe = (page: Page) => page.locator('.saving.safe').waitFor()

describe('an exam in the browser', () => {
  it('survives a dead network and a killed page, and ends with a receipt that can be checked', async () => {
    const page = await browser.open('/exam')
    await begin(page, 0)
    await choose(page, 1)
    await safe(page)
    await portal(page)
    await choose(page, 2)
    await choose(page, 3)
    await page.getByText('现在连不上考试中心').waitFor()
    await page.getByText('条等待送达').first().waitFor()
    const address = page.url()
    const context = page.context()
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto(address)
    await enter(again, 0)
    await again.getByRole('heading', { name: /第 3 题/ }).waitFor()
    await safe(again)
    for (const place of [1, 2, 3])
      expect(await again.getByRole('button', { name: `第 ${place} 题，已答` }).count()).toBe(1)
    await again.getByRole('button', { name: '标记此题' }).click()
    await again.getByRole('button', { name: '检查并交卷' }).click()
    await again.getByText('已答 3 题，未答 3 题，标记 1 题。').waitFor()
    await again.getByRole('button', { name: '还有 3 题未答，仍要交卷' }).click()
    await again.getByRole('heading', { name: '交卷成功' }).waitFor()
    const receipt = (await again.locator('.receipt strong').textContent()) ?? ''
    expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    await again.goto(`/exam?receipt=${receipt}`)
    await again.getByText('回执有效').waitFor()
    await again.getByText('已答 3 / 6 题').waitFor()
    await again.getByRole('link', { name: '回到首页' }).waitFor()
    await again.goBack()
    await again.getByRole('button', { name: '离开本机，换下一位考生' }).click()
    await again.getByLabel('准考证号').waitFor()
    expect(await again.getByLabel('准考证号').inputValue()).toBe('')
  })

  it('lets one tab write: the second asks before it takes over, and the first then stops', async () => {
    const first = await browser.open('/exam')
    await begin(first, 1)
    await choose(first, 1)
    await safe(first)
    const second = await first.context().newPage()
    await second.goto(first.url())
    await enter(second, 1)
    await second.getByRole('heading', { name: /另一个页面/ }).waitFor()
    await second.getByRole('button', { name: '在此继续' }).click()
    await second.getByRole('button', { name: '第 1 题，已答' }).waitFor()
    await first.getByRole('heading', { name: /另一个页面/ }).waitFor()
  })

  it('is sat with the keyboard alone', async () => {
    const page = await browser.open('/exam')
    await enter(page, 2)
    // Which keys there are is said before the clock runs.
    await page.getByText(/Page Up、Page Down 换题/).waitFor()
    const menu = page.locator('details.display')
    await menu.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await menu.getByLabel('200%').isVisible()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await menu.getByLabel('200%').isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await page.getByRole('button', { name: '开始作答' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /第 1 题/ }).waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'question-head')
    await page.keyboard.press('b')
    expect(await page.locator('.option').nth(1).locator('input').isChecked()).toBe(true)
    await page.keyboard.press('PageDown')
    await page.getByRole('heading', { name: /第 2 题/ }).waitFor()
    await page.waitForFunction(() =>
      document.querySelector('#question-head')?.textContent?.includes('第 2 题'),
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.locator('.option').first().locator('input').isChecked()).toBe(true)
    await page.keyboard.press('PageUp')
    await page.getByRole('heading', { name: /第 1 题/ }).waitFor()
    expect(await page.locator('.option').nth(1).locator('input').isChecked()).toBe(true)
  })

  it('refuses a wrong code in words and lets nobody in', async () => {
    const page = await browser.open('/exam')
    await page.getByLabel('准考证号').fill(ticketAt(3).ticketNumber)
    await page.getByLabel('入场验证码').fill('AAAA-AAAA')
    await page.getByRole('button', { name: '入场', exact: true }).click()
    await page.getByRole('alert').getByText('准考证号或验证码不正确').waitFor()
  })
})

describe('the exam page for everybody', () => {
  const walks = [
    ['zh', 'zh-CN', 3],
    ['en', 'en', 5],
  ] as const
  for (const [language, locale, at] of walks) {
    it(`is whole at both widths from the door to the receipt (${language})`, async () => {
      const page = await browser.open('/exam', { language: locale })
      const looksRight = async (step: string): Promise<void> =>
        expect(await faultsAtBothWidths(page, `exam-${step}`, language)).toEqual([])
      await page.getByRole('button', { name: /^(入场|Enter)$/ }).click()
      await page.getByRole('alert').waitFor()
      await looksRight('refused')
      await enter(page, at)
      const start = page.getByRole('button', { name: /^(开始作答|Start)$/ })
      await start.waitFor()
      await looksRight('ready')
      await start.click()
      await page.locator('.option').first().click()
      await safe(page)
      await looksRight('question')
      await portal(page)
      await page.locator('.option').nth(1).click()
      await page.locator('.waiting').waitFor()
      await looksRight('offline')
      await page.unroute('**/api/**')
      await safe(page)
      await page.getByRole('button', { name: /^(检查并交卷|Review and hand in)$/ }).click()
      await page.getByRole('heading', { name: /^(交卷前检查|Before you hand in)$/ }).waitFor()
      await looksRight('review')
      await page
        .getByRole('button', { name: /^(还有 5 题未答，仍要交卷|Hand in with 5 unanswered)$/ })
        .click()
      await page.getByRole('heading', { name: /^(交卷成功|Handed in)$/ }).waitFor()
      await looksRight('handed-in')
    })
  }

  it('fits 375 pixels at 200 % type, in high contrast, and everything around the paper is English', async () => {
    const page = await browser.open('/exam', { size: 'phone' })
    await begin(page, 4)
    await page.locator('.option').first().click()
    await page.locator('.display summary').click()
    await page.getByLabel('200%').check()
    await page.getByLabel('高对比').check()
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('.display summary').click()
    await page.getByRole('heading', { name: /Question 1/ }).waitFor()
    // Controls the browser draws follow the contrast: on black a white disc would look chosen.
    const scheme = await page
      .locator('.option input')
      .last()
      .evaluate((input) => getComputedStyle(input).colorScheme)
    expect(scheme).toBe('dark')
    await whole(page, 'exam-large-question-375-en')
    // The paper stays in the language it was set in; everything around it is English.
    const around = await page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement
      for (const own of copy.querySelectorAll(
        '.stem, .option .words, .who, script, noscript, .display-panel',
      ))
        own.remove()
      return copy.textContent ?? ''
    })
    expect(around).not.toMatch(/[\u3400-\u9fff]/)
    await page.getByRole('button', { name: 'Review and hand in' }).click()
    await page.getByRole('heading', { name: 'Before you hand in' }).waitFor()
    await whole(page, 'exam-large-review-375-en')
    await page.getByRole('button', { name: 'Hand in with 5 unanswered' }).click()
    await page.getByRole('heading', { name: 'Handed in' }).waitFor()
    await whole(page, 'exam-large-receipt-375-en')
  })

  it('bears the English name of its class from the door to the receipt', async () => {
    const page = await browser.open('/exam', { size: 'phone', language: 'en' })
    const [ticket] = world.ofItsClass
    await page.getByLabel('Ticket number').fill(ticket?.ticketNumber ?? '')
    await page.getByLabel('Entry code').fill(ticket?.code ?? '')
    await page.getByRole('button', { name: 'Enter', exact: true }).click()
    await page.getByRole('heading', { name: world.classNameEn }).waitFor()
    expect(await page.title()).toBe('Exam · Zhixin')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.locator('.who').getByText(world.classNameEn).waitFor()
    await page.getByRole('button', { name: 'Review and hand in' }).click()
    await page.getByRole('button', { name: 'Hand in with 6 unanswered' }).click()
    await page.getByText(world.classNameEn).waitFor()
    const receipt = (await page.locator('.receipt strong').textContent()) ?? ''
    await page.goto(`/exam?receipt=${receipt}`)
    await page.getByText(world.classNameEn).waitFor()
    await whole(page, 'exam-receipt-of-class-375-en')
  })

  it('asks for every answer to be on the disk before the machine says that it has it', async () => {
    const page = await browser.open('/exam')
    await page.addInitScript(() => {
      const asked: string[] = []
      Object.assign(window, { asked })
      const { transaction } = IDBDatabase.prototype
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (mode === 'readwrite') asked.push(`${[stores].flat().join()} ${options?.durability}`)
        return transaction.call(this, stores, mode, options)
      }
    })
    await page.reload()
    await begin(page, 1, world.ofItsClass)
    await page.locator('.option').first().click()
    await safe(page)
    const asked = await page.evaluate(() => (window as unknown as { asked: string[] }).asked)
    expect(asked.filter((one) => one.startsWith('event'))).not.toEqual([])
    expect(asked.filter((one) => !one.endsWith(' strict'))).toEqual([])
  })

  it('loads at most 100 kB by gzip and no component library', async () => {
    const page = await browser.open('/exam')
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const assets = loaded.filter((name) => name.includes('/assets/'))
    expect(assets.length).toBeGreaterThan(0)
    const sizes = await Promise.all(
      assets.map(async (name) => {
        const { headers } = await fetch(name, { headers: { 'accept-encoding': 'gzip' } })
        return Number(headers.get('content-length') ?? Number.NaN)
      }),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000)
    expect(assets.filter((name) => /antd|spine/.test(name))).toEqual([])
  })
})
