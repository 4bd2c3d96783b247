import { expect, it } from 'vitest'
import { testBrowser, type PageOptions } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

const words = {
  zh: { open: '账号记录', signedIn: '登录', device: '设备' },
  en: { open: 'Account history', signedIn: 'Signed in', device: 'Device' },
} as const

const cases = [
  ['zh', 'desk', 1440, 'office'],
  ['zh', 'phone', 375, 'professional'],
  ['en', 'desk', 1440, 'professional'],
  ['en', 'phone', 375, 'institution'],
] as const

for (const [language, size, width, role] of cases) {
  it(`the history of one's own account is opened from the profile, and closed by Escape (${language}, ${width})`, async () => {
    const say = words[language]
    const options: PageOptions = { size, language: language === 'zh' ? 'zh-CN' : 'en' }
    const page = await browser.openAs(role, '/app/account', options)
    const button = page.getByRole('button', { name: say.open })
    await button.focus()
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    const newest = drawer.locator('.timeline li').first()
    await newest.getByText(say.signedIn, { exact: true }).waitFor()
    await newest.getByText(say.device, { exact: true }).waitFor()
    await whole(page, `account-history-${width}-${language}`)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true)
  })
}

it('whoever closes a dialog with Escape is back at the button that opened it', async () => {
  const page = await browser.openAs('professional', '/app/account')
  for (const name of ['变更单位', '生成密钥', '退出所有设备']) {
    const button = page.getByRole('button', { name })
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await expect
      .poll(() => button.evaluate((one) => one === document.activeElement), { message: name })
      .toBe(true)
  }
})
