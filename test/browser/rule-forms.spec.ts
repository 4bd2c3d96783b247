import { readdirSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, settled } from './looking.ts'

const browser = testBrowser()
const packs = readdirSync(new URL('../../rulepacks/', import.meta.url))

interface Draft {
  readonly pack: Readonly<Record<string, unknown>>
  readonly revision: number
  readonly faults: readonly unknown[]
}

/** Opens whatever is folded away, until nothing is. */
const openAll = async (page: Page): Promise<void> => {
  for (;;) {
    const shut = await page
      .locator(':is(.rule-part, .rule-card, .rule-more):not([open]) > summary')
      .evaluateAll((summaries) => {
        for (const summary of summaries) (summary as HTMLElement).click()
        return summaries.length
      })
    if (shut === 0) return
  }
}

it.each(packs)(
  'every part of %s opens in a form, and leaving its fields unchanged changes nothing',
  async (packId) => {
    const office = await browser.apiAs('office')
    const { draftId } = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
      packId,
      from: 'pack',
    })
    const before = await office.get<Draft>(`/api/v1/rule-drafts/${draftId}`)
    const page = await browser.openAs('office', `/app/rule-drafts/${draftId}?tab=form`)
    await settled(page)
    const versions = before.pack['versions'] as readonly unknown[]
    for (const place of versions.keys()) {
      await page.goto(`/app/rule-drafts/${draftId}?tab=form&version=${place}`)
      await settled(page)
      await openAll(page)
      expect(await page.locator('.rule-json').count(), 'places that only JSON holds').toBe(0)
      // Every field is entered and left again.
      const fields = await page.locator('main :is(input, textarea)').evaluateAll((all) => {
        for (const field of all) {
          ;(field as HTMLElement).focus()
          ;(field as HTMLElement).blur()
        }
        return all.length
      })
      expect(fields).toBeGreaterThan(50)
    }
    await page.getByRole('link', { name: '算例' }).click()
    await settled(page)
    const after = await office.get<Draft>(`/api/v1/rule-drafts/${draftId}`)
    expect(after).toEqual(before)
    await office.post(`/api/v1/rule-drafts/${draftId}/withdraw`, { reason: '试填' })
  },
)

/** Chooses an entry of a select by what it is called. */
const choose = async (page: Page, select: Locator, option: string): Promise<void> => {
  await select.click()
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
  // A select of many stays open for the next one.
  if (await select.locator('xpath=ancestor-or-self::*[contains(@class, "ant-select-multiple")]').count())
    await page.keyboard.press('Escape')
  // One that is still on its way out is not the next one.
  await expect.poll(() => page.locator('.ant-select-dropdown:visible').count()).toBe(0)
}

it('an officer writes k-of, a floor, a make-up, an allocation and a decaying rank in forms, and a case agrees', async () => {
  const office = await browser.apiAs('office')
  const { draftId } = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
    packId: 'forms-walk',
    from: 'empty',
  })
  const page = await browser.openAs('office', `/app/rule-drafts/${draftId}?tab=form`)
  await settled(page)
  const part = (name: string): Locator =>
    page.locator('details.rule-part').filter({ has: page.getByRole('heading', { name, exact: true }) })
  const open = async (name: string): Promise<Locator> => {
    const found = part(name)
    if ((await found.getAttribute('open')) === null) await found.locator('> summary').click()
    return found
  }
  const group = (within: Locator, name: string): Locator => within.getByRole('group', { name, exact: true })
  const input = (within: Locator, name: string): Locator => group(within, name).getByRole('textbox').first()

  // The document and the clause that everything rests on.
  const document = page.locator('.rule-card').first()
  await document.locator('> summary').click()
  await input(document, '文号').fill('示例〔2026〕1号')
  await group(document, '发文机关').getByRole('textbox').nth(0).fill('示例市')
  await group(document, '发文机关').getByRole('textbox').nth(1).fill('Example City')
  await page.getByLabel('条款原文 1 中文').fill('三年一周期')
  await page.getByLabel('条款原文 1 英文').fill('a cycle of three years')

  const period = await open('周期')
  await choose(page, period.getByRole('combobox', { name: '周期', exact: true }), '多年周期')

  const require = await open('要求')
  const addRequirement = (within: Locator): Locator =>
    within.getByRole('combobox', { name: '添加要求', exact: true })
  await choose(page, addRequirement(require), '周期内每年不少于')
  await input(require.getByRole('group', { name: '要求 line-1' }), '每年不少于').fill('10')
  await choose(page, addRequirement(require), '至少达到其中几项')
  const some = require.getByRole('group', { name: '要求 line-2' })
  await group(some, '至少几项').getByRole('spinbutton').fill('1')
  const addMember = some.getByRole('combobox', { name: '添加其中各项', exact: true })
  await choose(page, addMember, '不少于')
  await input(some.getByRole('group', { name: '其中各项 line-1' }), '代号').fill('much')
  await input(some.getByRole('group', { name: '其中各项 line-1' }), '代号').press('Enter')
  await input(some.getByRole('group', { name: '其中各项 much' }), '不少于').fill('30')
  await choose(page, addMember, '不少于')
  const last = some.getByRole('group', { name: '其中各项 line-1' })
  await input(last, '代号').fill('more')
  await input(last, '代号').press('Enter')
  await input(some.getByRole('group', { name: '其中各项 more' }), '不少于').fill('300')

  const convert = await open('折算')
  await convert.getByRole('button', { name: '添加折算' }).click()
  const rule = convert.getByRole('group', { name: '折算 k-1' })
  await choose(page, group(rule, '适用于').getByRole('combobox').first(), '活动种类')
  await choose(page, group(rule, '适用于').getByRole('combobox', { name: /活动种类$/ }), '论文')
  await page.keyboard.press('Escape')
  // The two steps a new conversion comes with give way to the table.
  for (const _step of [1, 2]) {
    const card = rule.locator('.rule-card').first()
    await card.locator('> summary').click()
    await card
      .getByRole('button', { name: /: 删除$/ })
      .last()
      .click()
  }
  await choose(page, rule.getByRole('combobox', { name: '添加步骤', exact: true }), '按名次')
  const rank = rule.getByRole('group', { name: '步骤 1', exact: true })
  await group(rank, '表外的名次递减').getByRole('checkbox').click()
  await input(rank, '每后一名减').fill('1')
  await input(rank, '最低计').fill('2')
  await convert.getByRole('button', { name: '折算 k-1: 上移' }).click()
  await convert.getByRole('button', { name: '折算 k-1: 上移' }).click()

  const allocate = await open('计入哪一期')
  await choose(page, allocate.getByRole('combobox', { name: '添加计入哪一期' }), '先补最早的不足')
  // The new rule always applies: the one it came with gives way.
  await allocate.locator('.rule-card').first().locator('> summary').click()
  await allocate.getByRole('button', { name: '计入哪一期 p-done: 删除' }).click()

  const makeUp = await open('补学')
  await makeUp.getByRole('checkbox', { name: '规定了补学' }).click()
  await page.getByText(/已保存/).waitFor()
  const written = await office.get<Draft>(`/api/v1/rule-drafts/${draftId}`)
  expect(written.faults).toEqual([])
  const [version] = written.pack['versions'] as readonly { obligations: readonly Record<string, unknown>[] }[]
  expect(version?.obligations[0]).toMatchObject({
    period: { kind: 'cycle', years: 3 },
    require: {
      allOf: [
        { id: 'total' },
        { id: 'line-1', floor: '10' },
        {
          kOf: 1,
          of: [
            { id: 'much', atLeast: '30' },
            { id: 'more', atLeast: '300' },
          ],
        },
      ],
    },
    convert: {
      hours: [
        { id: 'k-1', steps: [{ rank: { list: ['12', '8', '4'], beyond: { less: '1', floor: '2' } } }] },
        {},
        {},
      ],
    },
    allocate: [{ by: 'shortageFirst', lookback: 1 }],
    makeUp: { until: { monthDay: '12-15', yearsAfter: 1 } },
  })
  expect(await faultsAtBothWidths(page, 'rule-forms', 'zh')).toEqual([])

  // A paper by the sixth author is 4 less 3, and no less than 2.
  await office.put(`/api/v1/rule-drafts/${draftId}`, {
    revision: written.revision,
    pack: written.pack,
    cases: [
      {
        name: '第六作者',
        facts: {
          schema: 'zhixin.facts/1',
          ask: { on: '2026-12-31' },
          person: { id: 'p-1', facts: {} },
          activities: [
            {
              id: 'a1',
              kind: 'paper',
              category: 'professional',
              from: '2026-05-06',
              to: '2026-05-06',
              evidence: { authorRank: 6 },
            },
          ],
        },
        expect: { standing: 'unmet', activities: [{ id: 'a1', status: 'counted', rule: 'k-1' }] },
      },
    ],
  })
  await page.reload()
  await page.getByRole('link', { name: '算例' }).click()
  await page.getByText('1 个通过，0 个不符').waitFor()
  await office.post(`/api/v1/rule-drafts/${draftId}/withdraw`, { reason: '试填' })
})
