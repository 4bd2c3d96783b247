import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, settled } from './looking.ts'

const browser = testBrowser()
const languages = { zh: 'zh-CN', en: 'en' } as const

interface List<T> {
  readonly items: readonly T[]
}

/** Looks at a screen at both widths in both languages, once it has been brought to what is to be seen. */
const looked = async (address: string, name: string, ready: (page: Page) => Promise<void>) => {
  const found: string[] = []
  for (const language of ['zh', 'en'] as const) {
    const page = await browser.openAs('office', address, { language: languages[language] })
    await settled(page)
    await ready(page)
    found.push(...(await faultsAtBothWidths(page, name, language)))
  }
  return found
}

it('a title review gives every year of everybody its reason, and leads to the explanation of that year', async () => {
  const office = await browser.apiAs('office')
  const { items } = await office.get<List<{ id: string }>>('/api/v1/title-reviews')
  const address = `/app/title-reviews/${items[0]?.id}`
  const page = await browser.openAs('office', address)
  await settled(page)
  const years = page.locator('td a[href*="/standing?"]')
  expect(await years.count()).toBeGreaterThan(0)
  const reasons = await years.evaluateAll((links) =>
    links.map((link) => link.parentElement?.querySelector('.hint')?.textContent ?? ''),
  )
  expect(reasons.filter((one) => one === '')).toEqual([])
  await years.first().click()
  await page.waitForURL(/\/people\/[^/]+\/standing\?/)
  expect(await looked(address, 'title-review-reasons', async () => {})).toEqual([])
})

it('a year without a version in force says so, and is no empty promise', async () => {
  const office = await browser.apiAs('office')
  const [{ id: reviewId }] = (await office.get<List<{ id: string }>>('/api/v1/title-reviews')).items as [
    { id: string },
  ]
  const { items } = await office.get<List<{ personId: string | null }>>(
    `/api/v1/title-reviews/${reviewId}/candidates`,
  )
  const personId = items.find((one) => one.personId !== null)?.personId
  const words = {
    zh: /1999年末没有生效的规则版本/,
    en: /No version of the rules is in force at the end of 1999/,
  }
  const found = await looked(`/app/people/${personId}/standing?year=1999`, 'no-version', async (page) => {
    const language = (await page.locator('html').getAttribute('lang'))?.startsWith('en') ? 'en' : 'zh'
    await page.getByText(words[language]).waitFor()
  })
  expect(found).toEqual([])
})

it('the activities of a worked case bear evidence and a chosen period, and requirements their names', async () => {
  const office = await browser.apiAs('office')
  const { draftId } = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
    packId: 'gd-2021',
    from: 'pack',
  })
  const address = `/app/rule-drafts/${draftId}?tab=cases`
  const open = async (page: Page) => {
    await page.locator('.case-head .link').first().click()
    await settled(page)
  }
  expect(await looked(address, 'rule-case', open)).toEqual([])
  const page = await browser.openAs('office', address)
  await settled(page)
  await open(page)
  const row = page.locator('.by-card tbody tr').first()
  await row.getByRole('textbox', { name: /证明/ }).fill('passed=true\nlevel=core')
  await row.getByRole('textbox', { name: /计入哪一年/ }).fill('2020')
  await page.getByText(/已保存/).waitFor()
  const { cases } = await office.get<{
    cases: { facts: { activities: { evidence?: object; chosenPeriod?: string }[] } }[]
  }>(`/api/v1/rule-drafts/${draftId}`)
  expect(cases[0]?.facts.activities[0]).toMatchObject({
    evidence: { passed: true, level: 'core' },
    chosenPeriod: '2020',
  })
  await office.post(`/api/v1/rule-drafts/${draftId}/withdraw`, { reason: '试填' })
})

it('a changed rule of a dry run leads to the list of whom it touches', async () => {
  const office = await browser.apiAs('office')
  const begun = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
    packId: '653-2006',
    from: 'pack',
  })
  const draft = await office.get<{ revision: number; pack: object; cases: object[] }>(
    `/api/v1/rule-drafts/${begun.draftId}`,
  )
  const pack = JSON.parse(JSON.stringify(draft.pack).replaceAll('"atLeast":"72"', '"atLeast":"90"')) as object
  await office.put(`/api/v1/rule-drafts/${begun.draftId}`, {
    revision: draft.revision,
    pack,
    cases: draft.cases,
  })
  const page = await browser.openAs('office', `/app/rule-drafts/${begun.draftId}?tab=publish`)
  await settled(page)
  await page.getByRole('textbox', { name: '期间' }).fill('2007')
  await page.getByRole('button', { name: '开始试运行' }).click()
  await page.waitForURL(/\/app\/rule-dry-runs\//)
  const list = async (on: Page, word: string) => {
    await on.getByRole('button', { name: word }).first().click()
    await on.waitForURL(/rule=require/)
    await settled(on)
  }
  await page.getByRole('heading', { name: '逐条变动的影响' }).waitFor()
  await list(page, '看名单')
  expect(await page.locator('#dry-run-people tbody tr').count()).toBeGreaterThan(0)
  const { pathname } = new URL(page.url())
  const found = await looked(`${pathname}?rule=require%20hours`, 'dry-run-touched', async () => {})
  expect(found).toEqual([])
  await office.post(`/api/v1/rule-drafts/${begun.draftId}/withdraw`, { reason: '试填' })
})
