import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, settled } from './looking.ts'

const browser = testBrowser()

interface List<T> {
  readonly items: readonly T[]
}

it('an officer amends rules in forms, proves and dry runs them; a second officer approves, and the text in force is the new one', async () => {
  const office = await browser.apiAs('office')
  const page = await browser.openAs('office', '/app/rules/nasba-2024')
  await settled(page)
  await page.getByRole('button', { name: '起草修订' }).click()
  await page.waitForURL(/\/app\/rule-drafts\//)
  const draftId = new URL(page.url()).pathname.split('/').at(-1) as string

  // A slip is kept and named with its place and a sentence; it goes when it is put right.
  const minutes = page.getByRole('spinbutton', { name: '一个单位是多少分钟' })
  const before = await minutes.inputValue()
  await minutes.fill('')
  await page.getByText(/已保存/).waitFor()
  await page.getByText('1 处错误').first().waitFor()
  await minutes.fill(before)
  await page.getByText('1 处错误').first().waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: '名称（中文）' }).waitFor()
  await page.getByRole('textbox', { name: '名称（中文）' }).fill('NASBA 注册会计师继续职业教育（修订）')
  await page.getByText(/已保存/).waitFor()

  await page.getByRole('link', { name: '算例' }).click()
  await page.getByText(/\d+ 个通过，0 个不符/).waitFor()
  await page.getByRole('link', { name: '合并条文' }).click()
  await page
    .getByRole('cell', { name: /not less than|at least/ })
    .first()
    .waitFor()

  await page.getByRole('link', { name: '试运行与发布' }).click()
  await page.getByText('还没有对现在的文本试运行').waitFor()
  await page.getByRole('textbox', { name: '期间' }).fill('2007')
  await page.getByRole('button', { name: '开始试运行' }).click()
  await page.waitForURL(/\/app\/rule-dry-runs\//)
  await page.getByText('现行规则与草案对照').waitFor()
  const total = await page.locator('.matrix').first().locator('tr').last().locator('td').last().innerText()
  expect(Number(total.replace(',', ''))).toBeGreaterThan(10)
  await page.getByRole('heading', { name: '逐条变动的影响' }).waitFor()
  const english = await browser.openAs('office', new URL(page.url()).pathname, { language: 'en' })
  await english.getByRole('heading', { name: 'What each changed rule does' }).waitFor()
  expect(await faultsAtBothWidths(english, 'dry-run-report', 'en')).toEqual([])

  await page.getByRole('link', { name: '返回草案' }).click()
  await page.getByRole('link', { name: '试运行与发布' }).click()
  await page.getByText('手续已齐。').waitFor()
  await page.getByRole('button', { name: '提请发布' }).click()
  const note = page.getByRole('dialog')
  await note.getByRole('textbox').fill('名称更正')
  await note.getByRole('button', { name: '提请发布' }).click()
  await page.getByText('您参与过起草，请由另一位经办人批准。').first().waitFor()
  expect(await page.getByRole('button', { name: '批准并发布' }).isDisabled()).toBe(true)

  const second = await browser.openAs('second officer', '/app/')
  await settled(second)
  await second.getByRole('link', { name: 'NASBA 注册会计师继续职业教育（修订）' }).click()
  await second.getByRole('button', { name: '批准并发布' }).click()
  const dialog = second.getByRole('dialog')
  await dialog.getByRole('textbox').fill('nasba-2024')
  await dialog.getByRole('button', { name: '批准并发布' }).click()
  await second.getByText('已发布', { exact: true }).first().waitFor()

  const { title } = await office.get<{ title: { zh: string } }>('/api/v1/rules/nasba-2024')
  expect(title.zh).toBe('NASBA 注册会计师继续职业教育（修订）')
  const { items } = await office.get<List<{ id: string }>>('/api/v1/rule-drafts')
  expect(items.map(({ id }) => id)).not.toContain(draftId)
})

it('a case proves in fields that maternity leave halves what is asked, and an amount that is emptied is absent', async () => {
  const office = await browser.apiAs('office')
  const { draftId } = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
    packId: 'gd-2021',
    from: 'pack',
  })
  const path = `/api/v1/rule-drafts/${draftId}`
  const kept = async () => (await office.get<{ cases: Record<string, never>[] }>(path)).cases.at(-1)
  const page = await browser.openAs('office', `/app/rule-drafts/${draftId}?tab=cases`)
  await settled(page)
  await page.getByRole('button', { name: '新增算例' }).click()
  await page.getByRole('button', { name: '添加 · 学习活动' }).click()
  await page.getByRole('spinbutton', { name: '学习活动 1 数量' }).fill('')
  await page.getByRole('spinbutton', { name: '学习活动 1 数量' }).blur()
  await page.getByRole('button', { name: '添加 · 减免' }).click()
  await page.getByRole('combobox', { name: '减免 1 事由' }).fill('产假')
  await page.getByRole('combobox', { name: '减免 1 减免多少' }).click()
  await page.locator('.ant-select-item-option', { hasText: '各项要求按比例' }).click()
  await page.getByText(/已保存/).waitFor()
  await expect
    .poll(async () => ((await kept())?.['facts'] as unknown as Facts | undefined)?.exemptions)
    .toMatchObject([{ reason: '产假', extent: { share: '1/2' } }])
  const facts = (await kept())?.['facts'] as unknown as Facts
  expect(facts.activities[0]).not.toHaveProperty('quantity')
  expect(await faultsAtBothWidths(page, 'case-exemptions', 'zh')).toEqual([])
  await office.post(`${path}/withdraw`, { reason: '试填' })
})

interface Facts {
  readonly activities: readonly object[]
  readonly exemptions?: readonly object[]
}
