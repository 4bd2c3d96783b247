import { TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import { testBrowser, type PageOptions } from './browser.ts'
import { whole } from './looking.ts'
import { enterPassword } from './sign-in.ts'

const browser = testBrowser()

/** What the reader's language calls things here. */
const words = {
  zh: {
    setUp: '绑定动态验证码',
    current: '当前密码',
    next: '下一步',
    digits: 'App 上的六位数字',
    confirm: '启用',
    kept: '已保存好，继续',
    goOn: '继续登录',
    toRecovery: '手机不在身边？用恢复码',
    recovery: '恢复码',
    off: '停用动态验证码',
    both: '六位数字或恢复码',
    menu: /的账号菜单/,
  },
  en: {
    setUp: 'Set up a second factor',
    current: 'Current password',
    next: 'Next',
    digits: 'Six digits from the app',
    confirm: 'Turn on',
    kept: 'I have kept them; continue',
    goOn: 'Continue',
    toRecovery: 'Phone not at hand? Use a recovery code',
    recovery: 'Recovery code',
    off: 'Turn the second factor off',
    both: 'Six digits, or a recovery code',
    menu: /^Account menu/,
  },
} as const

const cases = [
  ['zh', 'desk', 1440, 'expert'],
  ['zh', 'phone', 375, 'invigilator'],
  ['en', 'desk', 1440, 'district'],
  ['en', 'phone', 375, 'association'],
] as const

for (const [language, size, width, role] of cases) {
  it(`is set up, asked for at the door, replaced by a recovery code and turned off (${language}, ${width})`, async () => {
    const say = words[language]
    const options: PageOptions = { size, language: language === 'zh' ? 'zh-CN' : 'en' }
    const who = await browser.signInOf(role)
    const seen = (name: string) => `${name}-${width}-${language}`
    const page = await browser.open('/app/sign-in?next=/account/second-factor', options)
    await enterPassword(page, who)
    await page.getByRole('button', { name: say.setUp }).click()
    await whole(page, seen('second-factor-password'))
    await page.getByLabel(say.current).fill('not the password')
    await page.getByRole('button', { name: say.next }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel(say.current).fill(who.password)
    await page.getByRole('button', { name: say.next }).click()
    const shown = page.locator('.enrol-secret code')
    await shown.waitFor()
    await whole(page, seen('second-factor-scan'))
    const totp = new TOTP({ secret: ((await shown.textContent()) ?? '').replaceAll(' ', '') })
    await page.getByLabel(say.digits).fill('000000')
    await page.getByRole('button', { name: say.confirm }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel(say.digits).fill(totp.generate())
    await page.getByRole('button', { name: say.confirm }).click()
    const codes = page.locator('.recovery-codes code')
    await codes.first().waitFor()
    await whole(page, seen('second-factor-codes'))
    const recovery = await codes.allTextContents()
    expect(recovery).toHaveLength(10)
    await page.getByRole('button', { name: say.kept }).click()
    await page.locator('dl.facts').first().waitFor()

    const door = await browser.open('/app/sign-in', options)
    await enterPassword(door, who)
    await door.getByLabel(say.digits).waitFor()
    await whole(door, seen('second-factor-door'))
    await door.getByLabel(say.digits).fill('000000')
    await door.getByRole('button', { name: say.goOn }).click()
    await door.getByRole('alert').waitFor()
    await whole(door, seen('second-factor-wrong'))
    await door.getByRole('button', { name: say.toRecovery }).click()
    await door.getByLabel(say.recovery, { exact: true }).fill(recovery[0] ?? '')
    await door.getByRole('button', { name: say.goOn }).click()
    await door.getByRole('button', { name: say.menu }).waitFor()

    await door.goto('/app/account/second-factor')
    await door.locator('dl.facts').getByText('9', { exact: false }).first().waitFor()
    await whole(door, seen('second-factor-on'))
    await door.getByRole('button', { name: say.off }).click()
    const dialog = door.getByRole('dialog')
    await dialog.getByLabel(say.current).fill(who.password)
    await dialog.getByLabel(say.both).fill(recovery[1] ?? '')
    await dialog.getByRole('button', { name: say.off }).click()
    await door.getByRole('button', { name: say.setUp }).waitFor()
    await whole(door, seen('second-factor-off'))
  })
}
