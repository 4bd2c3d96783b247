import { describe, inject, it } from 'vitest'
import { returnPath } from '../../src/platform/adapters/oidc-sign-on.ts'
import { testIdentityProvider } from '../identity-provider.ts'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'
import { enterPassword } from './sign-in.ts'

const browser = testBrowser()
/** It is down while the product starts, and until it is started here. */
const provider = testIdentityProvider(inject('identityProviderPort'), `${browser.baseUrl}${returnPath}`)

describe('single sign-on in a browser', () => {
  it('a provider that is down says so and leaves the password; once it is back one links, signs in and unlinks', async () => {
    const professional = await browser.signInOf('professional')
    const page = await browser.open('/app/sign-in?next=/account')
    const off = page.getByRole('button', { name: '通过市统一身份认证登录' })
    await off.click().catch(() => undefined)
    await page.getByText('统一身份认证暂时连接不上').waitFor()
    await whole(page, 'sign-in-provider-down-1440-zh')
    await enterPassword(page, professional)
    await provider.start()
    provider.person = 'professional-at-the-city'

    await page.getByRole('button', { name: /^绑 ?定$/ }).click()
    await page.getByRole('dialog').getByLabel('当前密码').fill(professional.password)
    await page.getByRole('button', { name: '确认并前往' }).click()
    await page.getByText('绑定成功').waitFor()
    await page.getByRole('button', { name: '解除绑定' }).waitFor()
    await whole(page, 'account-linked-1440-zh')

    await page.context().clearCookies({ name: 'zhixin_session' })
    await page.goto('/app/sign-in?next=/my-exams')
    await page.getByRole('button', { name: '通过市统一身份认证登录' }).click()
    await page.waitForURL('**/app/my-exams')

    await page.goto('/app/account')
    await page.getByRole('button', { name: '解除绑定' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click()
    await page.getByText('尚未绑定').waitFor()
  })

  it('an identity nobody linked is told what to do, on a phone and in English too', async () => {
    provider.person = 'somebody-unknown'
    const page = await browser.open('/app/sign-in', { size: 'phone', language: 'en' })
    await page.getByRole('button', { name: 'Sign in with 市统一身份认证' }).click()
    await page.getByText('This identity is not linked to an account').waitFor()
    await whole(page, 'sign-in-unknown-identity-375-en')
  })

  it('the office invites somebody by a link that signs them in and is good once', async () => {
    const office = await browser.openAs('office', '/app/members')
    const { name } = await browser.signInOf('expert')
    await office.getByRole('button', { name: `邀请绑定 ${name}`, exact: true }).click()
    const link = await office.locator('.message-text').innerText()
    await whole(office, 'members-invite-1440-zh')
    provider.person = 'expert-at-the-city'
    const expert = await browser.open(link, { size: 'phone' })
    await whole(expert, 'sign-in-invited-375-zh')
    await expert.getByRole('button', { name: '前往市统一身份认证' }).click()
    await expert.waitForURL('**/app/')
    const second = await browser.open(link)
    provider.person = 'somebody-else'
    await second.getByRole('button', { name: '前往市统一身份认证' }).click()
    await second.getByText('邀请已使用或已过期').waitFor()
  })
})
