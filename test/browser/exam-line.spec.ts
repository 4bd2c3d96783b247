import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

const gift = [
  '::一:: 第一题 {=对的 ~错的 ~也错的}',
  '::二:: 第二题 {~%50%对的甲 ~%50%对的乙 ~%-100%错的}',
  '::三:: 第三题 {T}',
  '::坏题:: 没有选项的题 {=只有答案}',
].join('\n\n')

it('walks an exam from the question file to the released result, each step by the right role', async () => {
  const office = await browser.openAs('office', '/app/exams/new')
  await office.locator('tr', { hasText: '报名中' }).last().getByRole('link').click()
  await office.getByRole('heading', { name: /^安排考试/ }).waitFor()
  await office
    .locator('input[type=file]')
    .setInputFiles({ name: '试题.txt', mimeType: 'text/plain', buffer: Buffer.from(gift) })
  await office.getByText('1 题未收').waitFor()
  expect(await office.locator('.exam-report').first().innerText()).toContain('坏题')
  await office.getByText('已选 3 题', { exact: true }).waitFor()
  await office.getByLabel('单选每题分值').fill('20')
  await office.getByLabel('多选每题分值').fill('50')
  await office.getByLabel('判断每题分值').fill('30')
  await office.getByText('满分 100 分').waitFor()
  await office.getByLabel('考试名称').fill('浏览器走一遍')
  await office.getByRole('combobox', { name: /^考点/ }).click()
  await office.getByTitle(/浦东考点/).click()
  await office.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
  await whole(office, 'exam-to-seal-1440-zh')
  await office.getByRole('button', { name: '密封试卷并安排考试' }).click()
  await office.getByRole('dialog').getByText('密封后题目和分值不能再改').waitFor()
  await office.getByRole('button', { name: '密封并安排' }).click()
  await office.getByRole('heading', { name: '浏览器走一遍' }).waitFor()
  const address = office.url()

  await office.getByRole('link', { name: '准考证' }).click()
  const ticket = office.locator('tbody tr').first().locator('td')
  const [name, number, code] = [
    await ticket.nth(0).innerText(),
    await ticket.nth(2).innerText(),
    await ticket.nth(3).innerText(),
  ]

  const candidate = await browser.open('/exam')
  await candidate.getByLabel('准考证号').fill(number)
  await candidate.getByLabel('入场验证码').fill(code)
  await candidate.getByRole('button', { name: '入场', exact: true }).click()
  await candidate.getByRole('button', { name: '开始作答' }).click()
  for (const place of [1, 2, 3]) {
    await candidate.getByRole('button', { name: new RegExp(`^第 ${place} 题`) }).click()
    for (const right of ['对的', '对的甲', '对的乙', '正确']) {
      const option = candidate.locator('.option', { has: candidate.getByText(right, { exact: true }) })
      if ((await option.count()) === 1) await option.click()
    }
  }
  await candidate.locator('.saving.safe').waitFor()

  const invigilator = await browser.openAs('invigilator', new URL(address).pathname, { size: 'phone' })
  await invigilator.locator('.seat-open', { hasText: name }).first().click()
  const button = (scope: string, word: RegExp) =>
    invigilator.locator(scope).getByRole('button', { name: word })
  await button('.ant-drawer', /^补\s?时$/).click()
  await invigilator.locator('.ant-modal').getByText('10 分钟', { exact: true }).click()
  await button('.ant-modal', /^补\s?时$/).click()
  await invigilator.locator('.ant-modal').waitFor({ state: 'hidden' })
  await invigilator.keyboard.press('Escape')
  await whole(invigilator, 'exam-room-running-375-zh')

  await candidate.getByRole('button', { name: '检查并交卷' }).click()
  await candidate.getByRole('button', { name: '交卷', exact: true }).click()
  await candidate.getByRole('heading', { name: '交卷成功' }).waitFor()
  const receipt = (await candidate.locator('.receipt strong').textContent()) ?? ''

  await office.goto(new URL(address).pathname)
  await office.getByRole('button', { name: '更多' }).click()
  await office.getByRole('menuitem', { name: '结束本场' }).click()
  await office.getByLabel('说明（记录在案）').fill('考生均已交卷')
  await office.getByRole('button', { name: '结束', exact: true }).click()
  await office.getByRole('button', { name: '评分', exact: true }).click()
  const row = office.locator('tr', { hasText: receipt })
  await row.getByText('100 / 100').waitFor()
  expect(await row.innerText()).toContain('优秀')
  await office.getByRole('button', { name: '核验' }).click()
  await office.getByText(/核验无误/).waitFor()
  await office.getByRole('button', { name: '发布成绩' }).click()
  const typed = await office.locator('.ant-modal code').innerText()
  await office.locator('.ant-modal input').fill(typed)
  await office.locator('.ant-modal').getByRole('button', { name: '发布成绩' }).click()
  await office.getByText(/已于 .* 发布/).waitFor()
  await whole(office, 'exam-released-1440-zh')
})
