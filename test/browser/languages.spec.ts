import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'

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
