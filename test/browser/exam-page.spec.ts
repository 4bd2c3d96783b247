import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'

const browser = testBrowser()

interface Ticket {
  readonly attemptId: string
  readonly ticketNumber: string
  readonly code: string
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
  const { signIn, password } = await browser.signInOf('office')
  const ask = async (method: string, path: string, body?: object | FormData, cookie = '', csrf = '') => {
    const json = body && !(body instanceof FormData)
    const reply = await fetch(`${browser.baseUrl}${path}`, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, ...(json ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: json ? JSON.stringify(body) : body } : {}),
    })
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
    return {
      body: await reply.json(),
      cookie: reply.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    }
  }
  const session = await ask('POST', '/api/v1/sessions', { signIn, password })
  const office = (method: string, path: string, body?: object | FormData) =>
    ask(method, path, body, session.cookie, session.body.csrf)
  const classes = (await office('GET', '/api/v1/classes?limit=50')).body.items
  const one = classes.find(
    (candidate: { state: string; enrolled: number }) =>
      candidate.state === 'enrolling' && candidate.enrolled >= 6,
  )
  const form = new FormData()
  form.append('file', new Blob([gift]), '题目.gift.txt')
  const imported = (await office('POST', `/api/v1/programmes/${one.programmeId}/question-imports`, form)).body
  const items = imported.questions.map((question: { versionId: string }) => ({
    versionId: question.versionId,
    points: '10',
  }))
  const paper = (
    await office('POST', `/api/v1/programmes/${one.programmeId}/papers`, { title: '浏览器考试', items })
  ).body
  const now = Date.now()
  const arranged = async (named: object): Promise<Ticket[]> => {
    const { body } = await office('POST', `/api/v1/classes/${one.id}/sittings`, {
      paperId: paper.paperId,
      opensAt: new Date(now - 60_000).toISOString(),
      closesAt: new Date(now + 7_200_000).toISOString(),
      durationMinutes: 60,
      ...named,
    })
    return (await office('GET', `/api/v1/sittings/${body.sittingId}/tickets`)).body.items
  }
  world.tickets = await arranged({ title: '浏览器考试' })
  world.ofItsClass = await arranged({})
  world.classNameEn = one.nameEn
})

const ticketAt = (at: number): Ticket => {
  const ticket = world.tickets[at]
  if (!ticket) throw new Error('too few candidates')
  return ticket
}
const enter = async (page: Page, at: number): Promise<void> => {
  await page.getByLabel('准考证号').fill(ticketAt(at).ticketNumber)
  await page.getByLabel('入场验证码').fill(ticketAt(at).code)
  await page.getByRole('button', { name: '入场', exact: true }).click()
}
const begin = async (page: Page, at: number): Promise<void> => {
  await enter(page, at)
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
  const faultsOf = async (page: Page): Promise<unknown[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])
  }
  const fits = (page: Page): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

  it('has no accessibility faults and fits 375 pixels at 200 % type, in high contrast and in English', async () => {
    const page = await browser.open('/exam', { size: 'phone' })
    expect(await faultsOf(page)).toEqual([])
    await enter(page, 4)
    await page.getByRole('button', { name: '开始作答' }).waitFor()
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
    await page.getByRole('button', { name: '开始作答' }).click()
    await page.getByRole('heading', { name: /第 1 题/ }).waitFor()
    await page.locator('.option').first().click()
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
    await page.locator('.display summary').click()
    await page.getByLabel('200%').check()
    await page.getByLabel('高对比').check()
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('.display summary').click()
    await page.getByRole('heading', { name: /Question 1/ }).waitFor()
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
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
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
    await page.getByRole('button', { name: 'Hand in with 5 unanswered' }).click()
    await page.getByRole('heading', { name: 'Handed in' }).waitFor()
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
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
    expect([await faultsOf(page), await fits(page)]).toEqual([[], true])
  })

  it('loads at most 100 kB and no component library', async () => {
    const page = await browser.open('/exam')
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => ({ name: entry.name, size: (entry as PerformanceResourceTiming).encodedBodySize })),
    )
    const assets = loaded.filter(({ name }) => name.includes('/assets/'))
    expect(assets.length).toBeGreaterThan(0)
    expect(assets.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(100_000)
    expect(assets.filter(({ name }) => /antd|spine/.test(name))).toEqual([])
  })
})
