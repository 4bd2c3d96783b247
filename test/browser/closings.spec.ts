import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { settled } from './looking.ts'

const browser = testBrowser()

interface List<T> {
  readonly items: readonly T[]
}

it('one officer counts a year and is kept from closing it; the other closes, and the records stand', async () => {
  const office = await browser.apiAs('office')
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const page = await browser.openAs('office', `/app/programmes/${programme?.id}/closings`)
  await settled(page)
  expect(await page.locator('h1').innerText()).toBe('年度结算')
  // The demonstration's first year is closed; of the others the last one is offered.
  const year = String(new Date().getFullYear() - 1)
  await page.getByRole('button', { name: '试算', exact: true }).click()
  await page.waitForURL(/\/app\/closings\//)
  await page.getByText('您已办理试算，请由另一位经办人结算').waitFor()
  expect(await page.getByRole('button', { name: '结算', exact: true }).isDisabled()).toBe(true)
  const found = await page.locator('.closing-figures').innerText()
  expect(found).toContain('未达标')
  await page.getByRole('button', { name: /导出/ }).waitFor()

  const second = await browser.openAs('second officer', new URL(page.url()).pathname)
  await settled(second)
  await second.getByRole('button', { name: '结算', exact: true }).click()
  const dialog = second.getByRole('dialog')
  const act = dialog.getByRole('button', { name: '结算', exact: true })
  expect(await act.isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill(year)
  await act.click()
  await second.getByText('已结算', { exact: true }).first().waitFor()
  await second.getByText('记录校验值（SHA-256）').waitFor()
  await second.getByText('结算后没有新的登记或冲销。').waitFor()
})

it('the person sees the closed year and its certificate, and the employer sees them too', async () => {
  const page = await browser.openAs('professional', '/app/')
  await settled(page)
  const years = page.locator('section', { has: page.getByRole('heading', { name: '已结算的年度' }) })
  expect(await years.innerText()).toMatch(/2007 年度[\s\S]*已达标[\s\S]*证书 SH653/)
  await years.getByRole('link', { name: /证书 SH653/ }).click()
  await page.getByText('年度验证', { exact: true }).first().waitFor()
  expect(await page.locator('main').innerText()).toContain('2007 年度继续教育验证')

  const office = await browser.apiAs('office')
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const closing = (
    await office.get<List<{ id: string; period: string }>>(`/api/v1/programmes/${programme?.id}/closings`)
  ).items.find(({ period }) => period === '2007')
  const { items } = await office.get<List<{ personId: string }>>(
    `/api/v1/closings/${closing?.id}/adjustments`,
  )
  const record = await browser.openAs('office', `/app/people/${items[0]?.personId}/record`)
  await settled(record)
  await record.getByRole('heading', { name: '后续调整' }).waitFor()
  expect(await record.locator('main').innerText()).toContain('签到表复核有误')
})
