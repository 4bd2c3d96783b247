import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths } from './looking.ts'

const browser = testBrowser()

interface Ticket {
  readonly attemptId: string
  readonly ticketNumber: string
  readonly code: string
}
const world: { tickets: Ticket[] } = { tickets: [] }

const essay = {
  kind: 'essay',
  title: '论述',
  stem: '结合本职工作，谈谈您对终身学习的理解。（不少于 200 字）',
}

/** A sitting with a question of every kind, arranged over the API as the office does. */
beforeAll(async () => {
  const office = await browser.apiAs('office')
  const classes = await office.get<{ items: { id: string; programmeId: string; enrolled: number }[] }>(
    '/api/v1/classes?state=enrolling&limit=50',
  )
  const one = classes.items.find((candidate) => candidate.enrolled >= 4)
  if (!one) throw new Error('the demonstration has no class with four people to sit an exam')
  const file = await readFile(new URL('../../src/main/demo/demo-questions.json', import.meta.url), 'utf8')
  const { questions } = JSON.parse(file) as { questions: object[] }
  const picture = await office.upload<{ hash: string; type: string }>(
    `/api/v1/programmes/${one.programmeId}/exam-media`,
    '机房.png',
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  )
  const shown = { ...essay, media: [{ ...picture, text: '示意图：终身学习的四个阶段' }] }
  const imported = await office.upload<{ questions: { versionId: string }[] }>(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '各种题型.json',
    new TextEncoder().encode(JSON.stringify({ questions: [...questions, shown] })),
  )
  const paper = await office.post<{ paperId: string }>(`/api/v1/programmes/${one.programmeId}/papers`, {
    title: '各种题型',
    items: imported.questions.map(({ versionId }) => ({ versionId, points: '10' })),
  })
  const { sittingId } = await office.post<{ sittingId: string }>(`/api/v1/classes/${one.id}/sittings`, {
    paperId: paper.paperId,
    title: '各种题型',
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + 7_200_000).toISOString(),
    durationMinutes: 60,
  })
  world.tickets = (await office.get<{ items: Ticket[] }>(`/api/v1/sittings/${sittingId}/tickets`)).items
})

const begin = async (page: Page, at: number): Promise<void> => {
  const ticket = world.tickets[at]
  if (!ticket) throw new Error('too few candidates')
  await page.getByLabel(/^(准考证号|Ticket number)/).fill(ticket.ticketNumber)
  await page.getByLabel(/^(入场验证码|Entry code)/).fill(ticket.code)
  await page.getByRole('button', { name: /^(入场|Enter)$/ }).click()
  await page.getByRole('button', { name: /^(开始作答|Start)/ }).click()
  await page.locator('#question-head').waitFor()
}
const safe = (page: Page) => page.locator('.saving.safe').waitFor()

/** Goes to the question of a kind, wherever this candidate has it. */
const goTo = async (page: Page, kind: RegExp): Promise<void> => {
  for (let place = 0; place < world.tickets.length + 10; place += 1) {
    await page.locator('.palette li button').nth(place).click()
    await page.waitForFunction(
      (number) => document.querySelector('#question-head')?.textContent?.match(/\d+/)?.[0] === String(number),
      place + 1,
    )
    if (kind.test((await page.locator('#question-head .kind').textContent()) ?? '')) return
  }
  throw new Error(`no question ${kind}`)
}

const answerEverything = async (page: Page): Promise<void> => {
  await goTo(page, /填空|blanks/)
  const blanks = page.locator('.blanks input')
  await blanks.nth(0).fill('90')
  await blanks.nth(1).fill('三分之二')
  await goTo(page, /排序|order/)
  await page.locator('.ordering li').first().getByRole('button').nth(1).focus()
  await page.keyboard.press('Enter')
  await goTo(page, /匹配|Match/)
  for (const [row, port] of [
    ['HTTPS', '443'],
    ['SSH', '22'],
    ['PostgreSQL', '5432'],
  ] as const)
    await page.getByLabel(row).selectOption({ label: port })
  await goTo(page, /数值|number/)
  await page.locator('.field input').fill('99.9')
  await goTo(page, /案例|case/)
  await page.locator('.case fieldset').nth(0).locator('.option').first().click()
  await page.locator('.case fieldset').nth(1).locator('input').fill('6')
  await page.locator('.case fieldset').nth(2).locator('.option').first().click()
  await goTo(page, /论述|text/)
  await page.locator('textarea').fill('学习是一生的事。'.repeat(40))
}

describe('questions of every kind in the browser', () => {
  it('are answered, saved as they are typed, and stand again after a reload', async () => {
    const page = await browser.open('/exam')
    await begin(page, 0)
    await answerEverything(page)
    await page.getByText('320 字').waitFor()
    await page.locator('figure img').waitFor()
    expect(await page.locator('figure img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await safe(page)
    const shown = await page.locator('.palette .place.answered').count()
    expect(shown).toBe(6)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.locator('#question-head').waitFor()
    await page.locator('.palette .place.answered').nth(5).waitFor()
    await goTo(page, /填空/)
    expect(await page.locator('.blanks input').nth(1).inputValue()).toBe('三分之二')
    await goTo(page, /论述/)
    expect(await page.locator('textarea').inputValue()).toHaveLength(320)
    await goTo(page, /匹配/)
    expect(await page.getByLabel('SSH').locator('option:checked').textContent()).toBe('22')
    await goTo(page, /案例/)
    expect(await page.locator('.case fieldset').nth(0).locator('input:checked').count()).toBe(1)
  })

  it('are answered with the keyboard alone', async () => {
    const page = await browser.open('/exam')
    await begin(page, 1)
    await goTo(page, /排序/)
    const words = () => page.locator('.ordering .words').allTextContents()
    const [first, second] = await words()
    await page.locator('.ordering li').first().getByRole('button').nth(1).focus()
    await page.keyboard.press('Space')
    expect((await words()).slice(0, 2)).toEqual([second, first])
    // The focus went with it: once more, and it is third.
    await page.waitForFunction(
      () => document.activeElement?.closest('li')?.querySelector('.letter')?.textContent === '2',
    )
    await page.keyboard.press('Space')
    expect((await words())[2]).toBe(first)
    expect(await page.getByRole('status').filter({ hasText: '现在第 3 位' }).count()).toBe(1)
    await goTo(page, /匹配/)
    await page.getByLabel('SSH').focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.getByLabel('SSH').inputValue()).not.toBe('')
    await goTo(page, /案例/)
    await page.locator('.case fieldset').nth(2).locator('input').first().focus()
    await page.keyboard.press('b')
    expect(await page.locator('.case fieldset').nth(2).locator('input').nth(1).isChecked()).toBe(true)
    expect(await page.locator('.case fieldset').nth(0).locator('input:checked').count()).toBe(0)
    await safe(page)
  })

  it('keep what was typed a moment before handing in', async () => {
    const page = await browser.open('/exam', { size: 'phone' })
    await begin(page, 2)
    // The first tap after typing goes where it was aimed: writing the answer down moves nothing under the finger.
    await goTo(page, /数值/)
    await page.locator('.field input').fill('99.9')
    const places = page.locator('.palette li button')
    const here = await places.evaluateAll((all) => all.findIndex((one) => one.hasAttribute('aria-current')))
    const there = here === 0 ? 1 : 0
    await places.nth(there).click()
    await page.getByRole('heading', { name: new RegExp(`^第 ${there + 1} 题`) }).waitFor({ timeout: 5000 })
    await goTo(page, /论述/)
    await page.locator('textarea').fill('最后一句话')
    await page.getByRole('button', { name: '检查并交卷' }).click()
    await page.getByRole('button', { name: '还有 4 题未答，仍要交卷' }).click()
    await page.getByRole('heading', { name: '交卷成功' }).waitFor()
    await page.getByText(/已答 2 \/ 6/).waitFor()
  })

  for (const [language, locale] of [
    ['zh', 'zh-CN'],
    ['en', 'en'],
  ] as const) {
    it(`are practised beforehand in the same page, and nothing of it leaves the machine (${language})`, async () => {
      const page = await browser.open('/exam', { language: locale })
      await page.getByRole('link', { name: /^(先练一练|Practise first)$/ }).click()
      const asked: string[] = []
      page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()))
      await page.getByRole('button', { name: /^(开始作答|Start)$/ }).click()
      await page.locator('#question-head').waitFor()
      await page.locator('.option').first().click()
      await safe(page)
      const faults = await faultsAtBothWidths(page, 'exam-practice', language)
      expect(faults).toEqual([])
      await goTo(page, /论述|text/)
      await page.locator('textarea').fill('练习')
      await page.getByRole('button', { name: /^(检查并交卷|Review and hand in)$/ }).click()
      await page.getByRole('button', { name: /仍要交卷|^Hand in with/ }).click()
      await page.getByRole('heading', { name: /^(练习结束|The practice is over)$/ }).waitFor()
      expect(asked).toEqual([])
      expect(await faultsAtBothWidths(page, 'exam-practice-over', language)).toEqual([])
    })
  }

  for (const [language, locale, at] of [
    ['zh', 'zh-CN', 3],
    ['en', 'en', 3],
  ] as const) {
    it(`are whole at both widths (${language})`, async () => {
      const page = await browser.open('/exam', { language: locale })
      if (language === 'en') {
        await page.getByLabel(/^Ticket number/).waitFor()
      }
      const ticket = world.tickets[at]
      await page.getByLabel(/^(准考证号|Ticket number)/).fill(ticket?.ticketNumber ?? '')
      await page.getByLabel(/^(入场验证码|Entry code)/).fill(ticket?.code ?? '')
      await page.getByRole('button', { name: /^(入场|Enter)$/ }).click()
      await page
        .getByRole('button', { name: /^(开始作答|Start)/ })
        .or(page.locator('#question-head'))
        .first()
        .waitFor()
      if ((await page.locator('#question-head').count()) === 0)
        await page.getByRole('button', { name: /^(开始作答|Start)/ }).click()
      await page.locator('#question-head').waitFor()
      await answerEverything(page)
      const faults: string[] = []
      for (const [name, kind] of [
        ['gap', /填空|blanks/],
        ['ordering', /排序|order/],
        ['matching', /匹配|Match/],
        ['numeric', /数值|number/],
        ['case', /案例|case/],
        ['essay', /论述|text/],
      ] as const) {
        await goTo(page, kind)
        faults.push(...(await faultsAtBothWidths(page, `exam-kind-${name}`, language)))
      }
      expect(faults).toEqual([])
    })
  }
})
