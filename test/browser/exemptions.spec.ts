import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths, settled } from './looking.ts'

const browser = testBrowser()

interface List<T> {
  readonly items: readonly T[]
}

/** Somebody of the demonstration who takes part in a programme of the office. */
const someone = async (): Promise<string> => {
  const office = await browser.apiAs('office')
  const [review] = (await office.get<List<{ id: string }>>('/api/v1/title-reviews')).items
  const { items } = await office.get<List<{ personId: string | null }>>(
    `/api/v1/title-reviews/${review?.id}/candidates`,
  )
  for (const { personId } of items) {
    if (personId === null) continue
    const { programmes } = await office.get<{ programmes: { lines: object[] }[] }>(
      `/api/v1/people/${personId}/exemptions`,
    )
    if (programmes.some(({ lines }) => lines.length > 0)) return personId
  }
  throw new Error('nobody of the title review takes part in a programme')
}

it('hours are taken off one requirement in the dialog, which offers those of the rules in force', async () => {
  const personId = await someone()
  const page = await browser.openAs('office', `/app/people/${personId}`)
  await settled(page)
  await page.getByRole('button', { name: '办理减免' }).click()
  const dialog = page.getByRole('dialog')
  const choose = async (field: string, option: RegExp) => {
    await dialog.getByRole('combobox', { name: field }).click()
    await page.locator('.ant-select-dropdown:visible').getByText(option).first().click()
  }
  await choose('减免多少', /减去某一项要求的学时/)
  await choose('哪一项要求', /（学时）/)
  await dialog.getByRole('textbox', { name: /减去多少/ }).fill('12')
  await dialog.getByRole('textbox', { name: /事由/ }).fill('援外')
  await settled(page)
  expect(await faultsAtBothWidths(page, 'exemption-of-a-line', 'zh')).toEqual([])
  await dialog.getByRole('button', { name: '办理减免' }).click()
  await page.getByText(/减 12 学时/).waitFor()
  expect(await page.getByText('援外').count()).toBeGreaterThan(0)
})

it('in a year that is exempt whole nothing reads as unmet, in the tree either', async () => {
  const personId = await someone()
  const office = await browser.apiAs('office')
  const { programmes } = await office.get<{ programmes: { id: string }[] }>(
    `/api/v1/people/${personId}/exemptions`,
  )
  await office.post(`/api/v1/people/${personId}/exemptions`, {
    programmeId: programmes[0]?.id,
    from: '2019-01-01',
    to: '2019-12-31',
    extent: 'full',
    reason: '产假',
  })
  const address = `/app/people/${personId}/standing?year=2019&programme=${programmes[0]?.id}`
  const page = await browser.openAs('office', address)
  await settled(page)
  const tree = page.locator('.reason-tree')
  expect(await tree.getByText('已免除').count()).toBeGreaterThan(0)
  expect(await tree.getByText('未达标').count()).toBe(0)
  expect(await faultsAtBothWidths(page, 'standing-exempt', 'zh')).toEqual([])
})

it('a page opened at a malformed address says that it is the address, and what to do', async () => {
  for (const address of ['people/not-an-id/standing', 'people/not-an-id', 'people/x/record?programme=y']) {
    const page = await browser.openAs('office', `/app/${address}`)
    await page.getByRole('alert').filter({ hasText: '地址有误' }).first().waitFor()
    const alert = page.getByRole('alert').first()
    expect(await alert.innerText()).toContain('request.invalid')
    expect(await alert.innerText()).not.toContain('UUID')
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
})

it.each([
  ['zh', 'zh-CN', '全部免除', '经批准全部免除'],
  ['en', 'en', 'exempt', 'Exempt from all of it'],
] as const)(
  'a certificate of somebody wholly exempt tells no hours on any screen (%s)',
  async (short, language, brief, whole) => {
    const professional = await browser.apiAs('professional')
    const { items } = await professional.get<List<{ number: string; type: string }>>('/api/v1/certificates')
    const number = items.find(({ type }) => type === 'annual-validation')?.number
    const page = await browser.openAs('professional', '/app/my-certificates', { language })
    // What the server tells of one who was exempt; that it does is seen where a closing exempts somebody.
    await page.route(/\/(?:api\/v1\/certificates|verify\/)/, async (route) => {
      const reply = await route.fetch()
      if (!reply.headers()['content-type']?.includes('json')) return route.fulfill({ response: reply })
      const json = (await reply.json()) as { items?: { number: string }[]; number?: string; content?: object }
      const exempt = { hours: '0', exempt: 'full' }
      for (const one of json.items ?? []) if (one.number === number) Object.assign(one, exempt)
      if (json.number === number) Object.assign(json, exempt)
      if (json.number === number && json.content) Object.assign(json.content, exempt)
      await route.fulfill({ response: reply, json })
    })
    await page.reload()
    const card = page.getByRole('listitem').filter({ hasText: String(number) })
    await card.getByText(whole).waitFor()
    await page.goto(`/app/certificates/${number}`)
    await page.getByRole('heading', { level: 2 }).last().waitFor()
    await settled(page)
    expect(await page.locator('main').getByText(whole, { exact: true }).count()).toBe(2)
    expect(
      await page
        .locator('main')
        .getByText(/^(?:学时|Class hours)$/)
        .count(),
    ).toBe(0)
    expect(await faultsAtBothWidths(page, 'certificate-exempt', short)).toEqual([])
    await page.goto('/app/certificates')
    await page.getByText(brief, { exact: true }).first().waitFor()
  },
)
