import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'

const browser = testBrowser()

it('opens the home page without signing in, in Chinese and in English', async () => {
  const chinese = await browser.open('/')
  expect(await chinese.locator('html').getAttribute('lang')).toMatch(/^zh/)
  const english = await browser.open('/?lang=en')
  expect(await english.locator('html').getAttribute('lang')).toBe('en')
  expect(await english.locator('h1').first().innerText()).not.toBe(
    await chinese.locator('h1').first().innerText(),
  )
})

it('fits a phone of 375 pixels without scrolling sideways', async () => {
  const page = await browser.open('/', { size: 'phone' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})

it('answers a mistyped address with a page that leads on', async () => {
  const page = await browser.open('/catalouge?lang=en')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('main').getByRole('link').first().click()
  expect(new URL(page.url()).pathname).toBe('/')
  const program = await fetch(`${browser.baseUrl}/catalouge`, { headers: { accept: 'application/json' } })
  expect([program.status, ((await program.json()) as { code: string }).code]).toEqual([404, 'not-found'])
})

it('leads whoever types where the door might be to the door', async () => {
  for (const [typed, door] of [
    ['/login', '/app/sign-in'],
    ['/sign-in', '/app/sign-in'],
    ['/register', '/app/register'],
  ]) {
    const reply = await fetch(`${browser.baseUrl}${typed}`, { redirect: 'manual' })
    expect([reply.status, reply.headers.get('location')]).toEqual([302, door])
  }
})

it.each([
  ['zh', '姓名不符', '有效'],
  ['en', 'Another name', 'Valid'],
] as const)('never heads another name than the registered with “valid” (%s)', async (lang, wrong, right) => {
  const office = await browser.apiAs('office')
  const { items } = await office.get<{ items: { number: string }[] }>('/api/v1/certificates?status=valid')
  const path = `/verify/${items[0]?.number}?lang=${lang}`
  const named = await browser.open(`${path}&name=${encodeURIComponent('另一人')}`)
  expect(await named.locator('h1').innerText()).toBe(wrong)
  expect(await named.locator('.verdict p').first().innerText()).toContain(right)
  expect(await (await browser.open(path)).locator('h1').innerText()).toBe(right)
})

it.each([
  ['zh', /\d+ 学时/, '分钟'],
  ['en', /\d+ class hours/, 'minutes'],
] as const)('tells the length of a course in class hours (%s)', async (lang, hours, minutes) => {
  const page = await browser.open(`/catalogue?lang=${lang}`)
  const meta = await page.locator('.list .meta').first().innerText()
  expect(meta).toMatch(hours)
  expect(meta).not.toContain(minutes)
})
