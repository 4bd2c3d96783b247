import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { settled } from './looking.ts'

const browser = testBrowser()

interface List<T> {
  readonly items: readonly T[]
}

it('an officer works out a year: figures, groups, the list of people short, its file, and from a figure why it is so', async () => {
  const office = await browser.apiAs('office')
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const page = await browser.openAs('office', `/app/programmes/${programme?.id}/register-runs`)
  await settled(page)
  await page.getByRole('button', { name: '开始核算' }).click()
  await page.waitForURL(/\/app\/register-runs\//)
  await page.getByRole('heading', { name: '分组' }).waitFor()
  await page.getByRole('link', { name: '按单位' }).click()
  const group = page.locator('.register-groups tbody tr').first()
  const short = await group.getByRole('button', { name: /未达标 \d+/ }).innerText()
  await group.getByRole('button', { name: /未达标 \d+/ }).click()
  await page.waitForURL(/employer=.*standing=unmet|standing=unmet.*employer=/)
  const rows = page.locator('#register-people tbody tr')
  await expect.poll(() => rows.count()).toBe(Number(short))
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出名单（xlsx）' }).click()
  expect((await file).suggestedFilename()).toMatch(/\.xlsx$/)
  await rows
    .first()
    .getByRole('link', { name: /说明来由/ })
    .first()
    .click()
  await page.waitForURL(/\/standing\?/)
  await page.getByRole('heading', { name: /年度达标情况的来由/ }).waitFor()
})

it('a fault of a draft leads to the very cell, and one that no field holds to its place in the JSON', async () => {
  const page = await browser.openAs('office', '/app/rules/cn-acct-2018')
  await settled(page)
  await page.getByRole('button', { name: '起草修订' }).click()
  await page.waitForURL(/\/app\/rule-drafts\//)
  const caps = page
    .locator('details.rule-part')
    .filter({ has: page.getByRole('heading', { name: '上限', exact: true }) })
    .last()
  if ((await caps.getAttribute('open')) === null) await caps.locator('> summary').click()
  await caps.getByRole('button', { name: '添加上限' }).click()
  const cap = caps.locator('.rule-card').last()
  await cap.getByRole('textbox', { name: '最多计', exact: true }).fill('x')
  await page.locator('.rule-all-faults summary').click()
  await page
    .locator('.rule-all-faults button', { hasText: /atMost$/ })
    .first()
    .click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^最多计/)
  await page.getByRole('link', { name: '原文（JSON）' }).click()
  await page
    .locator('.rule-faults button', { hasText: /atMost$/ })
    .first()
    .click()
  const chosen = await page
    .locator('textarea.rule-json-whole')
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))
  expect(chosen).toBe('"x"')
})
