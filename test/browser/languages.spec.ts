import { describe, expect, it } from 'vitest'
import { namesForReaders, testBrowser } from './browser.ts'

const browser = testBrowser()

/** Words of the demonstration's own organisations, courses and classes; other specs add theirs to the same lists. */
const demonstration = /演示|Java语言|数据仓库|网络攻防|信息系统项目管理|密码技术|数字集成电路|下一代互联网/

it.each([
  ['office', '/app/organisations?kind=employer'],
  ['office', '/app/organisations?kind=institution'],
  ['office', '/app/approvals'],
  ['office', '/app/courses'],
  ['office', '/app/classes'],
  ['office', '/app/exams'],
  ['institution', '/app/classes'],
  ['professional', '/app/my-exams'],
])('%s reads %s of the demonstration in English', async (role, path) => {
  const page = await browser.openAs(role, path, { language: 'en' })
  await page.locator('.table tbody tr, .exam-card').first().waitFor()
  const rows = await page.locator('.table tbody, .exam-cards').allInnerTexts()
  expect(rows.flatMap((text) => text.split('\n')).filter((line) => demonstration.test(line))).toEqual([])
})

describe('what only readers of screens are told', () => {
  it('of choices, calendars, dialogs and passwords is Chinese in Chinese', async () => {
    const page = await browser.openAs('office', '/app/programmes/new')
    const said = () => namesForReaders(page)
    await page.getByRole('combobox').first().waitFor()
    await page.getByRole('combobox', { name: /时区/ }).click()
    await page.locator('.ant-select-item').first().waitFor()
    expect(await said()).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.ant-picker input').first().click()
    await page.locator('.ant-picker-panel').waitFor()
    expect(await said()).toEqual([])
    await page.goto('/app/members')
    await page.getByRole('button', { name: '开设账号' }).click()
    await page.getByRole('dialog').getByLabel('初始密码').waitFor()
    expect(await said()).toEqual([])
    await page.goto('/app/organisations?kind=employer&q=软件')
    await page.locator('[data-row="0"]').waitFor()
    expect(await said()).toEqual([])
    await page.locator('[data-row="0"] a').click()
    await page.getByRole('button', { name: '办理记录' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await said()).toEqual([])
  })
})
