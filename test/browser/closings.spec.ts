import { expect, it, vi } from 'vitest'
import { testBrowser } from './browser.ts'
import { settled, whole } from './looking.ts'

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
  await second.getByText('结算后没有新的登记、冲销或减免。').waitFor()
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

it('a closed year is explained as it was closed, and what came since, and would come out now, stand apart', async () => {
  const office = await browser.apiAs('office')
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const closing = (
    await office.get<List<{ id: string; period: string }>>(`/api/v1/programmes/${programme?.id}/closings`)
  ).items.find(({ period }) => period === '2007')
  const page = await browser.openAs('office', `/app/closings/${closing?.id}`)
  await settled(page)
  const figures = page.locator('#closing-people .closing-lines a').first()
  expect(await figures.getAttribute('href')).toMatch(/\/standing\?.*year=2007/)
  const { items } = await office.get<List<{ personId: string }>>(
    `/api/v1/closings/${closing?.id}/adjustments`,
  )
  const path = `/people/${items[0]?.personId}/standing?year=2007&programme=${programme?.id}`
  const explained = await browser.openAs('office', `/app${path}`)
  await settled(explained)
  const said = await explained.locator('main').innerText()
  expect(said).toContain('结算时冻结的记录')
  expect(said).toContain('签到表复核有误')
  expect(said).toContain('按现在的记录和规则计算')
  expect(await explained.locator('.reason-tree li').count()).toBeGreaterThan(3)
  await explained.screenshot({ path: 'test-results/screens/closed-year.png', fullPage: true })
  await explained.getByRole('link', { name: '查看这次结算' }).click()
  await explained.waitForURL(new RegExp(`/app/closings/${closing?.id}`))
})

it('an office takes the hours of a class back from the explanation of an entry', async () => {
  const office = await browser.apiAs('office')
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const [certificate] = (
    await office.get<List<{ personId: string }>>(
      `/api/v1/certificates?type=annual-validation&programmeId=${programme?.id}`,
    )
  ).items
  const { items } = await office.get<List<{ id: string; source: string; reverses: string | null }>>(
    `/api/v1/people/${certificate?.personId}/ledger?year=2007`,
  )
  const back = new Set(items.map(({ reverses }) => reverses))
  const entry = items.find(({ id, source }) => source === 'class' && !back.has(id))
  const page = await browser.openAs('office', `/app/ledger/${entry?.id}`)
  await settled(page)
  await page.getByRole('button', { name: '冲销学时' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('签到记录不实')
  await dialog.getByRole('button', { name: '冲销学时' }).click()
  await page.getByText(/此笔已于 .* 冲销：签到记录不实/).waitFor()
  expect(await page.getByRole('button', { name: '冲销学时' }).count()).toBe(0)
})

it('certificates that a supplementary closing no longer bears out wait on the first page until an officer gives the reason', async () => {
  const [office, second] = [await browser.apiAs('office'), await browser.apiAs('second officer')]
  const [programme] = (await office.get<List<{ id: string }>>('/api/v1/programmes')).items
  const [certificate] = (
    await office.get<List<{ number: string; personId: string }>>(
      `/api/v1/certificates?type=annual-validation&programmeId=${programme?.id}`,
    )
  ).items
  const { items: entries } = await office.get<
    List<{ activityId: string; source: string; reverses: string | null }>
  >(`/api/v1/people/${certificate?.personId}/ledger?year=2007`)
  const studied = new Set(
    entries.filter(({ source }) => source !== 'reversal').map(({ activityId }) => activityId),
  )
  const back = new Set(
    entries.filter(({ reverses }) => reverses !== null).map(({ activityId }) => activityId),
  )
  for (const activityId of studied)
    if (!back.has(activityId))
      await office.post(`/api/v1/activities/${activityId}/reverse`, { reason: '签到记录不实' })
  const { closingId } = await office.post<{ closingId: string }>(
    `/api/v1/programmes/${programme?.id}/closings`,
    { period: '2007', kind: 'supplementary', reason: '冲销后重算' },
  )
  const reaches = (state: string) =>
    vi.waitFor(
      async () => expect(await office.get(`/api/v1/closings/${closingId}`)).toMatchObject({ state }),
      { timeout: 60_000, interval: 200 },
    )
  await reaches('counted')
  await second.post(`/api/v1/closings/${closingId}/close`, { confirm: '2007' })
  await reaches('closed')

  for (const [language, size] of [
    ['en', 'desk'],
    ['en', 'phone'],
    ['zh-CN', 'phone'],
  ] as const) {
    const looked = await browser.openAs('office', `/app/closings/${closingId}`, { language, size })
    await looked.locator('.closing-unearned').first().waitFor()
    await whole(looked, `unearned-certificates-${size}-${language.slice(0, 2)}`)
  }

  const page = await browser.openAs('office', '/app/')
  await settled(page)
  const task = page.locator('.tasks', { has: page.getByRole('heading', { name: /补充结算后待决定的证书/ }) })
  expect(await task.innerText()).toMatch(/\d+ 本证书的持有人不再达标/)
  await task.locator('.lines').getByRole('link').first().click()
  await page.waitForURL(new RegExp(`/app/closings/${closingId}`))
  await page.getByRole('heading', { name: '待确认撤销的证书' }).waitFor()
  await page.getByRole('button', { name: /撤销所选的 \d+ 本证书/ }).click()
  const dialog = page.getByRole('dialog')
  const act = dialog.getByRole('button', { name: '确认撤销' })
  expect(await act.isDisabled()).toBe(true)
  await dialog.getByLabel(/理由/).fill('冲销后不再达标')
  await dialog.getByRole('textbox').last().fill('2007')
  await act.click()
  await page.getByRole('heading', { name: '待确认撤销的证书' }).waitFor({ state: 'detached' })
  expect(await office.get(`/api/v1/certificates/${certificate?.number}`)).toMatchObject({ status: 'revoked' })

  const after = await browser.openAs('office', '/app/')
  await settled(after)
  expect(await after.getByRole('heading', { name: /补充结算后待决定的证书/ }).count()).toBe(0)
})
