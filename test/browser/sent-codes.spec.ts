import { expect, it } from 'vitest'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { testBrowser, type PageOptions } from './browser.ts'
import { whole } from './looking.ts'
import { digitsIn, outboxOf, type ReadOutbox, registerAlone } from './outbox.ts'
import { enterPassword } from './sign-in.ts'

const browser = testBrowser()

/** What the reader's language calls things here. */
const words = {
  zh: {
    byCode: '用短信验证码登录',
    phone: /^手机号/,
    send: '发送验证码',
    digits: '短信中的六位数字',
    menu: /的账号菜单/,
    forgot: '忘记密码',
    reset: '重设密码',
    name: /^登录名/,
    next: /^下 ?一 ?步$/,
    mail: '请查收邮件',
    password: /^新密码/,
    repeat: '再输一遍新密码',
    set: '设置新密码',
    done: '新密码已设置',
    goOn: '去登录',
    again: '重新申请链接',
    wait: /\d+ 秒后可重新发送/,
  },
  en: {
    byCode: 'Sign in with a code by text message',
    phone: /^Phone number/,
    send: 'Send the code',
    digits: 'Six digits from the message',
    menu: /^Account menu/,
    forgot: 'Forgotten password',
    reset: 'Set a new password',
    name: /^Sign-in name/,
    next: 'Next',
    mail: 'Look at your mail',
    password: /^New password(?! again)/,
    repeat: 'New password again',
    set: 'Set the new password',
    done: 'The new password is set',
    goOn: 'Sign in',
    again: 'Ask for a new link',
    wait: /Send again in \d+ s/,
  },
} as const

const passwordBefore = 'the password before'
const stamp = Date.now() % 1_000_000
/** A professional who registered with phone and e-mail. */
const registered = async (place: number, read: ReadOutbox) => {
  const serial = String(stamp).padStart(6, '0')
  const first17 = `310000198504${String(10 + place)}${serial.slice(-3)}`
  const phone = `13${5 + place}55${serial}`
  const identity = { number: first17 + residentCheckDigit(first17) }
  const person = { name: '欧阳慕容思远', identity, phone, password: passwordBefore }
  await registerAlone(browser.baseUrl, read, person)
  return { phone }
}

/** An account that signs in by an e-mail address: the office opened it for a colleague. */
const openedForColleague = async (place: number): Promise<string> => {
  const office = await browser.apiAs('office')
  const { roles } = await office.get<{ roles: { organisationId: string }[] }>('/api/v1/sessions/current')
  const signIn = `reset-${stamp}-${place}@example.org`
  await office.post('/api/v1/accounts', {
    name: '同事',
    signIn,
    password: passwordBefore,
    role: 'office',
    organisationId: roles[0]?.organisationId,
    from: '2026-01-01',
  })
  return signIn
}

const cases = [
  ['zh', 'desk', 1440],
  ['en', 'phone', 375],
] as const

for (const [place, [language, size, width]] of cases.entries()) {
  const say = words[language]
  const options: PageOptions = { size, language: language === 'zh' ? 'zh-CN' : 'en' }
  const seen = (name: string) => `${name}-${width}-${language}`

  it(`a code sent to the phone opens the door, by keyboard alone (${language}, ${width})`, async () => {
    const read = outboxOf(await browser.apiAs('office'))
    const { phone } = await registered(place, read)
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
    const read = outboxOf(await browser.apiAs('office'))
    const { phone } = await registered(place + cases.length, read)
    const email = await openedForColleague(place)
    const elsewhere = await browser.open('/app/sign-in?next=/account', options)
    await enterPassword(elsewhere, { signIn: phone, password: passwordBefore })
    await elsewhere.waitForURL((url) => url.pathname === '/app/account')

    const page = await browser.open('/app/sign-in', options)
    const ask = async (name: string): Promise<void> => {
      await page.getByRole('link', { name: say.forgot }).click()
      // The door asks for a name too.
      await page.getByRole('heading', { name: say.reset }).waitFor()
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
    await enterPassword(page, { signIn: email, password: 'the password of the mail' })
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
