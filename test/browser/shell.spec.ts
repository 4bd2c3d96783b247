import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { settled } from './looking.ts'
import { enterPassword } from './sign-in.ts'

const browser = testBrowser()

const officeAt = async (path: string): Promise<Page> => {
  const page = await browser.openAs('office', path)
  await settled(page)
  return page
}
const focusedRow = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-row'))

describe('keys', () => {
  it('j and k walk the rows, enter opens one, and the browser goes back to the list as it was', async () => {
    const page = await officeAt('/app/organisations?kind=institution')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focusedRow(page)).toBe('1')
    await page.keyboard.press('k')
    expect(await focusedRow(page)).toBe('0')
    const name = await page.locator('[data-row="0"] a').first().innerText()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await page.goBack()
    await page.locator('[data-row="0"]').waitFor()
    expect(new URL(page.url()).search).toBe('?kind=institution')
  })

  it('slash goes to the search box, whose words stand in the address and survive a reload', async () => {
    const page = await officeAt('/app/organisations')
    await page.keyboard.press('/')
    await page.keyboard.type('网络安全')
    await page.waitForURL(/q=/)
    await page.reload()
    await settled(page)
    expect(await page.getByRole('searchbox').inputValue()).toBe('网络安全')
    expect(await page.locator('[data-row]').count()).toBe(1)
  })

  it('g and a letter lead to a place, and a question mark tells the keys', async () => {
    const page = await officeAt('/app')
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL(/\/app\/approvals/)
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('下一行、上一行').waitFor()
  })
})

describe('one’s own password', () => {
  it('is changed only by typing the new one twice alike', async () => {
    const page = await browser.openAs('expert', '/app/account')
    await settled(page)
    await page.getByLabel('当前密码').fill('not-the-password')
    await page.getByLabel(/^新密码/).fill('correct horse battery')
    await page.getByLabel('再输一遍新密码').fill('correct horse batter')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('两次输入的新密码不一致。').first().waitFor()
    await page.getByLabel('再输一遍新密码').fill('correct horse battery')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.locator('.problem, .form-summary').getByText('当前密码不正确').first().waitFor()
  })
})

describe('what waits', () => {
  it('appears at once when the last list is there: nothing that is read is pushed away', async () => {
    const page = await browser.openAs('office', '/app/help')
    await page.addInitScript(() => {
      const seen: Record<string, string[]> = {}
      const look = (): void => {
        for (const heading of document.querySelectorAll('main h1, .tasks h2')) {
          const { left, top, width } = heading.getBoundingClientRect()
          const places = (seen[heading.textContent] ??= [])
          if (width > 0 && places.at(-1) !== `${left} ${top}`) places.push(`${left} ${top}`)
        }
        requestAnimationFrame(look)
      }
      look()
      Object.assign(window, { seen })
    })
    // The later a list was asked for, the sooner it comes.
    let asked = 0
    await page.route('**/api/v1/**', async (route) => {
      asked += 1
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 2000 - 150 * asked)))
      await route.continue()
    })
    await page.goto('/app')
    await page.locator('.tasks').first().waitFor()
    await settled(page)
    const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, string[]> }).seen)
    expect(Object.keys(seen).length).toBeGreaterThan(3)
    expect(Object.entries(seen).filter(([, places]) => places.length !== 1)).toEqual([])
  })
})

describe('a table', () => {
  it('says what to do where nothing matches, and clears the filters', async () => {
    const page = await officeAt('/app/organisations?q=没有这样的单位')
    await page.getByText('没有符合条件的记录').waitFor()
    await page.getByRole('button', { name: '清除条件' }).click()
    await page.locator('[data-row="0"]').waitFor()
    expect(new URL(page.url()).searchParams.has('q')).toBe(false)
  })

  it('hides a column by choice, which the address keeps', async () => {
    const page = await officeAt('/app/organisations')
    await page.getByRole('button', { name: '显示列' }).click()
    await page.getByRole('checkbox', { name: '所属区县' }).uncheck()
    await page.getByRole('columnheader', { name: '所属区县' }).waitFor({ state: 'detached' })
    await page.reload()
    await settled(page)
    expect(await page.getByRole('columnheader', { name: '所属区县' }).count()).toBe(0)
  })

  it('is exported whole as text a spreadsheet reads', async () => {
    const page = await officeAt('/app/organisations?kind=institution')
    const arriving = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出表格' }).click()
    const file = await (await arriving).path()
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toContain('单位名称')
    expect(lines).toHaveLength(1 + (await page.locator('[data-row]').count()))
  })
})

describe('the frame', () => {
  it('changes language in place and keeps it over a reload', async () => {
    const page = await officeAt('/app/courses')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Appraisal of courses' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Appraisal of courses' }).waitFor()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { level: 1, name: '课程鉴定' }).waitFor()
  })

  it('turns dark by choice, whatever the system says', async () => {
    const page = await officeAt('/app')
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await paper()).toBe('rgb(255, 255, 255)')
    await page.getByRole('button', { name: /外观/ }).click()
    await page.getByRole('button', { name: /外观/ }).click()
    expect(await paper()).toBe('rgb(20, 25, 31)')
  })

  it('says what still works while the network is away', async () => {
    const page = await officeAt('/app/organisations')
    await page.context().setOffline(true)
    await page.getByRole('status').getByText('网络已断开').waitFor()
    await page.context().setOffline(false)
    await page.getByText('网络已断开').waitFor({ state: 'detached' })
  })

  it('asks to sign in again where a session ended, and loses nothing typed', async () => {
    const page = await browser.open('/app/organisations/new?kind=employer')
    const officer = await browser.signInOf('second officer')
    await enterPassword(page, officer)
    await page.getByLabel('单位名称').fill('会话中断仍在的单位')
    await page.context().clearCookies({ name: 'zhixin_session' })
    await page.getByLabel('简称').click()
    await page.getByRole('dialog').getByText('登录已失效').waitFor()
    await enterPassword(page, officer)
    await page.getByText('登录已失效').waitFor({ state: 'detached' })
    expect(await page.getByLabel('单位名称').inputValue()).toBe('会话中断仍在的单位')
    await page.getByRole('button', { name: '登记单位' }).click()
    await page.getByRole('heading', { level: 1, name: '会话中断仍在的单位' }).waitFor()
  })

  it('shows a way on where there is no such page, and where a record is not the reader’s', async () => {
    const page = await browser.openAs('institution', '/app/nowhere')
    await page.getByText('没有这个页面').waitFor()
    await page.goto('/app/organisations/00000000-0000-7000-8000-000000000000')
    await page.getByRole('alert').getByText('没有找到').waitFor()
  })

  it('never leads outside after signing in', async () => {
    const page = await browser.open('/app/sign-in?next=//example.org/')
    await enterPassword(page, await browser.signInOf('office'))
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    expect(new URL(page.url()).origin).toBe(browser.baseUrl)
  })
})
