import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { testBrowser, type PageOptions } from './browser.ts'

const browser = testBrowser()
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screens'
beforeAll(() => mkdir(folder, { recursive: true }))

/** What the reader's language calls things here. */
const words = {
  zh: {
    byCode: '用短信验证码登录',
    phone: /^手机号/,
    send: '发送验证码',
    digits: '短信中的六位数字',
    signIn: /^登 ?录$/,
    menu: /的账号菜单/,
    forgot: '忘记密码',
    name: /^登录名/,
    next: /^下 ?一 ?步$/,
    mail: '请查收邮件',
    password: /^新密码/,
    repeat: '再输一遍新密码',
    set: '设置新密码',
    done: '新密码已设置',
    goOn: '去登录',
    current: /^密码/,
    again: '重新申请链接',
    wait: /\d+ 秒后可重新发送/,
  },
  en: {
    byCode: 'Sign in with a code by text message',
    phone: /^Phone number/,
    send: 'Send the code',
    digits: 'Six digits from the message',
    signIn: 'Sign in',
    menu: /^Account menu/,
    forgot: 'Forgotten password',
    name: /^Sign-in name/,
    next: 'Next',
    mail: 'Look at your mail',
    password: /^New password(?! again)/,
    repeat: 'New password again',
    set: 'Set the new password',
    done: 'The new password is set',
    goOn: 'Sign in',
    current: /^Password/,
    again: 'Ask for a new link',
    wait: /Send again in \d+ s/,
  },
} as const

const whole = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(400)
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  const width = page.viewportSize()?.width ?? 0
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  expect(
    violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`),
    name,
  ).toEqual([])
}

const post = async <T>(path: string, body: object, headers: Record<string, string> = {}) => {
  const reply = await fetch(`${browser.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return { body: (await reply.json()) as T, cookies: reply.headers.getSetCookie() }
}

interface Delivery {
  readonly id: string
  readonly template: string
  readonly readable: boolean
}

/** Reads the outbox of the demonstration as its office does, until a message of this kind to that address is there. */
const outbox = async (): Promise<(template: string, to: string) => Promise<string>> => {
  const { signIn, password } = await browser.signInOf('office')
  const session = await post<{ csrf: string }>('/api/v1/sessions', { signIn, password })
  const cookie = session.cookies.map((one) => one.split(';')[0]).join('; ')
  const headers = { cookie, 'x-csrf-token': session.body.csrf }
  return async (template, to) => {
    for (let look = 0; look < 120; look += 1) {
      const reply = await fetch(`${browser.baseUrl}/api/v1/office/deliveries?state=kept&limit=20`, {
        headers,
      })
      const { items } = (await reply.json()) as { items: Delivery[] }
      for (const { id } of items.filter((one) => one.template === template && one.readable)) {
        const { body } = await post<{ to: string; text: string }>(
          `/api/v1/office/deliveries/${id}/open`,
          {},
          headers,
        )
        if (body.to === to) return body.text
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new Error(`no ${template} for ${to} in the outbox`)
  }
}

const passwordBefore = 'the password before'
const digitsIn = (text: string): string => /\d{6}/.exec(text)?.[0] ?? ''
const stamp = Date.now() % 1_000_000
/** A professional who registered with phone and e-mail. */
const registered = async (place: number) => {
  const serial = String(stamp).padStart(6, '0')
  const first17 = `310000198504${String(10 + place)}${serial.slice(-3)}`
  const phone = `13${5 + place}55${serial}`
  const email = `reset-${serial}-${place}@example.org`
  const identity = { number: first17 + residentCheckDigit(first17) }
  await post('/api/v1/people', { name: '欧阳慕容思远', identity, phone, email, password: passwordBefore })
  return { phone, email }
}

const cases = [
  ['zh', 'desk', 1440],
  ['en', 'phone', 375],
] as const

for (const [place, [language, size, width]] of cases.entries()) {
  const say = words[language]
  const options: PageOptions = { size, language: language === 'zh' ? 'zh-CN' : 'en' }
  const seen = (name: string) => `${name}-${width}-${language}`
  const enterPassword = async (page: Page, name: string, password: string): Promise<void> => {
    await page.getByLabel(say.name).fill(name)
    await page.getByLabel(say.current).fill(password)
    await page.getByRole('button', { name: say.signIn, exact: true }).click()
  }

  it(`a code sent to the phone opens the door, by keyboard alone (${language}, ${width})`, async () => {
    const read = await outbox()
    const { phone } = await registered(place)
    const page = await browser.open('/app/sign-in?next=/account', options)
    await page.getByRole('link', { name: say.byCode }).click()
    await page.getByLabel(say.phone).waitFor()
    await whole(page, seen('sign-in-code-phone'))
    await page.getByLabel(say.phone).fill('12345')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await whole(page, seen('sign-in-code-malformed'))
    await page.getByLabel(say.phone).fill(phone)
    await page.keyboard.press('Enter')
    await page.getByLabel(say.digits).waitFor()
    await whole(page, seen('sign-in-code-digits'))
    expect(await page.getByRole('button', { name: say.wait }).isDisabled()).toBe(true)
    const code = digitsIn(await read('sign-in-code', phone))
    await page.keyboard.type(code === '000000' ? '000001' : '000000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await whole(page, seen('sign-in-code-wrong'))
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/app/account')
  })

  it(`a forgotten password is set anew by phone and by mail (${language}, ${width})`, async () => {
    const read = await outbox()
    const { phone, email } = await registered(place + cases.length)
    const elsewhere = await browser.open('/app/sign-in?next=/account', options)
    await enterPassword(elsewhere, phone, passwordBefore)
    await elsewhere.waitForURL((url) => url.pathname === '/app/account')

    const page = await browser.open('/app/sign-in', options)
    const ask = async (name: string): Promise<void> => {
      await page.getByRole('link', { name: say.forgot }).click()
      // Until the page is there the door's own field, of the same name, would take what is typed.
      await page.getByRole('button', { name: say.next }).waitFor()
      await page.getByLabel(say.name).fill(name)
      await page.getByRole('button', { name: say.next }).click()
    }
    const set = async (password: string, repeated = password): Promise<void> => {
      await page.getByLabel(say.password).fill(password)
      await page.getByLabel(say.repeat).fill(repeated)
      await page.getByRole('button', { name: say.set }).click()
    }
    await ask(phone)
    await page.getByLabel(say.digits).waitFor()
    await whole(page, seen('reset-code'))
    await page.getByLabel(say.digits).fill(digitsIn(await read('password-reset-code', phone)))
    await set('too short', 'not the same')
    await page.getByRole('alert').first().waitFor()
    await whole(page, seen('reset-faults'))
    await set('the password of the phone')
    await page.getByRole('heading', { name: say.done }).waitFor()
    await whole(page, seen('reset-done'))
    await elsewhere.reload()
    await elsewhere.waitForURL((url) => url.pathname === '/app/sign-in')

    await page.getByRole('button', { name: say.goOn }).click()
    await ask(email)
    await page.getByRole('heading', { name: say.mail }).waitFor()
    await whole(page, seen('reset-mail'))
    const link = new URL(/http\S+/.exec(await read('password-reset-link', email))?.[0] ?? '')
    expect(link.search).toBe('')
    await page.goto(`${link.pathname}${link.hash}`)
    await page.getByText(email, { exact: false }).waitFor()
    await whole(page, seen('reset-link'))
    await set('the password of the mail')
    await page.getByRole('heading', { name: say.done }).waitFor()
    expect(await page.evaluate(() => location.hash)).toBe('')
    await page.getByRole('button', { name: say.goOn }).click()
    await enterPassword(page, email, 'the password of the mail')
    await page.getByRole('button', { name: say.menu }).waitFor()
    for (const told of [phone, email]) await read('password-was-reset', told)

    // Followed once more, by somebody signed in.
    await page.goto(`${link.pathname}${link.hash}`)
    await page.getByRole('alert').waitFor()
    await whole(page, seen('reset-link-used'))
    await page.getByRole('button', { name: say.again }).click()
    await page.getByLabel(say.name).fill('nobody@example.org')
    await page.getByRole('button', { name: say.next }).click()
    await page.getByRole('heading', { name: say.mail }).waitFor()
  }, 240_000)
}
