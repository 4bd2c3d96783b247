import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

interface Session {
  readonly account: { readonly name: string }
}

describe('acting for a colleague', () => {
  it('is arranged in the profile, chosen in the role switch, named on every screen and in the history, and ends', async () => {
    const giver = (await (await browser.apiAs('office')).get<Session>('/api/v1/sessions/current')).account
      .name
    const colleague = (await (await browser.apiAs('second officer')).get<Session>('/api/v1/sessions/current'))
      .account.name
    const mine = await browser.openAs('office', '/app/account')
    await mine.getByRole('button', { name: '委托同事' }).click()
    const dialog = mine.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '受托人' }).click()
    await mine
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: colleague })
      .first()
      .click()
    await expect.poll(() => mine.locator('.ant-select-dropdown:visible').count()).toBe(0)
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await dialog.getByRole('textbox', { name: '到（含当天）' }).fill(tomorrow)
    await dialog.getByRole('textbox', { name: '到（含当天）' }).press('Enter')
    await whole(mine, 'delegation-1440-zh')
    await dialog.getByRole('button', { name: '确认委托' }).click()
    await mine.getByText(`请 ${colleague} 代办`).waitFor()

    const other = await browser.openAs('second officer', '/app/account')
    await other.getByText(`代 ${giver} 办理`).waitFor()
    await other.getByRole('button', { name: '切换身份' }).click()
    await other.getByRole('menuitem', { name: new RegExp(`代 ${giver}`) }).click()
    await other.getByText(`您正在代 ${giver} 办理`).waitFor()
    await other.goto('/app/organisations')
    await other.getByText(`您正在代 ${giver} 办理`).waitFor()

    await mine.getByRole('button', { name: `收回 ${colleague}` }).click()
    await mine
      .getByRole('dialog')
      .getByRole('button', { name: /收\s*回/ })
      .click()
    await mine.getByText('已结束').first().waitFor()
    await other.goto('/app/people')
    await expect.poll(() => other.getByText(`您正在代 ${giver} 办理`).count()).toBe(0)
  })
})
