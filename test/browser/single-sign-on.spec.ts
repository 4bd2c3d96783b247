import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPort } from '../../src/main/port.ts'
import { returnPath } from '../../src/platform/adapters/oidc-sign-on.ts'
import { testIdentityProvider } from '../identity-provider.ts'
import { testBrowser } from './browser.ts'
import { startApp, type StartedApp } from './started-app.ts'

const browser = testBrowser()
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screens'
const started: { app?: StartedApp } = {}
const ports = { app: await findPort('127.0.0.1', 0), provider: 0 }
ports.provider = await findPort('127.0.0.1', 0)
const provider = testIdentityProvider(ports.provider, `http://127.0.0.1:${ports.app}${returnPath}`)

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  // The provider is down while the product starts.
  started.app = await startApp({
    PORT: String(ports.app),
    ZHIXIN_OIDC_ISSUER: provider.issuer,
    ZHIXIN_OIDC_CLIENT_ID: provider.client.clientId,
    ZHIXIN_OIDC_CLIENT_SECRET: provider.client.clientSecret,
    ZHIXIN_OIDC_NAME: '市统一身份认证',
  })
}, 300_000)
afterAll(() => started.app?.stop())

const at = (path: string): string => `http://127.0.0.1:${ports.app}${path}`

const looksRight = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide, `${name}: no sideways scrolling`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

const byPassword = async (page: Page, signIn: string): Promise<void> => {
  await page.getByLabel(/^(登录名|Sign-in name)/).fill(signIn)
  await page.getByLabel(/^(密码|Password)/).fill('zhixin-demo-653')
  await page.getByRole('button', { name: /^(登 ?录|Sign in)$/ }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

describe('single sign-on in a browser', () => {
  it('a provider that is down says so and leaves the password; once it is back one links, signs in and unlinks', async () => {
    const page = await browser.open(at('/app/sign-in?next=/account'))
    const off = page.getByRole('button', { name: '通过市统一身份认证登录' })
    await off.click().catch(() => undefined)
    await page.getByText('统一身份认证暂时连接不上').waitFor()
    await looksRight(page, 'sign-in-provider-down-1440-zh')
    await byPassword(page, 'professional')
    await provider.start()
    provider.person = 'professional-at-the-city'

    await page.getByRole('button', { name: /^绑 ?定$/ }).click()
    await page.getByRole('dialog').getByLabel('当前密码').fill('zhixin-demo-653')
    await page.getByRole('button', { name: '确认并前往' }).click()
    await page.getByText('绑定成功').waitFor()
    await page.getByRole('button', { name: '解除绑定' }).waitFor()
    await looksRight(page, 'account-linked-1440-zh')

    await page.context().clearCookies({ name: 'zhixin_session' })
    await page.goto(at('/app/sign-in?next=/my-exams'))
    await page.getByRole('button', { name: '通过市统一身份认证登录' }).click()
    await page.waitForURL('**/app/my-exams')

    await page.goto(at('/app/account'))
    await page.getByRole('button', { name: '解除绑定' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click()
    await page.getByText('尚未绑定').waitFor()
  })

  it('an identity nobody linked is told what to do, on a phone and in English too', async () => {
    provider.person = 'somebody-unknown'
    const page = await browser.open(at('/app/sign-in'), { size: 'phone', language: 'en' })
    await page.getByRole('button', { name: 'Sign in with 市统一身份认证' }).click()
    await page.getByText('This identity is not linked to an account').waitFor()
    await looksRight(page, 'sign-in-unknown-identity-375-en')
  })

  it('the office invites somebody by a link that signs them in and is good once', async () => {
    const office = await browser.open(at('/app/sign-in?next=/members'))
    await byPassword(office, 'office')
    await office.getByRole('button', { name: '邀请绑定 专家' }).click()
    const link = await office.locator('.message-text').innerText()
    await looksRight(office, 'members-invite-1440-zh')
    provider.person = 'expert-at-the-city'
    const expert = await browser.open(link, { size: 'phone' })
    await looksRight(expert, 'sign-in-invited-375-zh')
    await expert.getByRole('button', { name: '前往市统一身份认证' }).click()
    await expert.waitForURL('**/app/')
    const second = await browser.open(link)
    provider.person = 'somebody-else'
    await second.getByRole('button', { name: '前往市统一身份认证' }).click()
    await second.getByText('邀请已使用或已过期').waitFor()
  })
})
