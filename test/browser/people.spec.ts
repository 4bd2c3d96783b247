import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'
import { digitsIn, outboxOf } from './outbox.ts'

const browser = testBrowser()
const stamp = Date.now()

let made = 0
/** An invented identity number of region 310000 that this run of the demonstration has not seen. */
const newNumber = (): string => {
  made += 1
  const day = new Date(Date.UTC(1950, 0, 1) + ((stamp + made) % 14_000) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const first17 = `310000${day.replaceAll('-', '')}${String(100 + ((stamp * 7 + made) % 900)).padStart(3, '0')}`
  return first17 + residentCheckDigit(first17)
}

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click()
}

describe('a professional', () => {
  it('registers alone on a phone, is told at the field what is wrong, and reads the own record', async () => {
    const number = newNumber()
    const phone = `139${String(stamp).slice(-8)}`
    const read = outboxOf(await browser.apiAs('office'))
    const page = await browser.open('/app/sign-in', { size: 'phone' })
    await page.getByRole('link', { name: '还没有账号？注册' }).click()
    await page.getByLabel('手机').fill('not a phone')
    await page.getByRole('button', { name: '发送验证码' }).click()
    await page.getByText('验证码只能发到中国大陆的手机').first().waitFor()
    await page.getByLabel('手机').fill(phone)
    await page.keyboard.press('Enter')
    await page.getByLabel('短信中的六位数字').waitFor()
    await whole(page, 'register-rest-375-zh')
    const code = digitsIn(await read('registration-code', phone))
    await page.getByLabel('短信中的六位数字').fill(code === '000000' ? '000001' : '000000')
    await page.getByLabel('姓名').fill('测试 学员')
    await page.getByLabel('证件号码').fill(number.slice(0, 17) + (number[17] === '0' ? '1' : '0'))
    await page.getByLabel('密码').fill('a-long-password')
    await page.getByRole('button', { name: /注\s*册/ }).click()
    await page.getByText('验证码不正确').first().waitFor()
    await whole(page, 'register-wrong-code-375-zh')
    await page.getByLabel('短信中的六位数字').fill(code)
    await page.getByRole('button', { name: /注\s*册/ }).click()
    await page.getByText('身份证号校验不符').first().waitFor()
    await page.getByLabel('证件号码').fill(` ${number.slice(0, 6)} ${number.slice(6)} `)
    await page.getByRole('button', { name: /注\s*册/ }).click()
    await page.waitForURL((url) => url.pathname === '/app/' || url.pathname === '/app')
    await page.goto('/app/account')
    await page.getByRole('link', { name: '姓名、证件、单位、学历职称与人员类别。' }).click()
    await page.getByRole('heading', { level: 1, name: '测试学员' }).waitFor()
    await page.getByText(`310***********${number.slice(14)}`).waitFor()
    expect(await page.content()).not.toContain(number)
  })
})

it('the second step of registering in English, at a desk', async () => {
  const page = await browser.open('/app/register', { language: 'en' })
  await page.getByLabel('Phone').fill(`138${String(stamp).slice(-8)}`)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Six digits from the message').waitFor()
  await whole(page, 'register-rest-1440-en')
})

describe('an employer', () => {
  it('adds staff, states evidence, submits the class; the office sees why, decides, and looks at a number on record', async () => {
    const [name, number] = [`职工${String.fromCodePoint(0x4e00 + (stamp % 5_000))}`, newNumber()]
    const employer = await browser.openAs('employer', '/app/people')
    await employer.getByRole('button', { name: '添加职工' }).first().click()
    await employer.getByRole('heading', { level: 1, name: '添加职工' }).waitFor()
    await employer.getByLabel('姓名').fill(name)
    await employer.getByLabel('证件号码').fill(number)
    await employer.getByLabel('岗位').fill('软件开发')
    await employer.getByRole('button', { name: '添加职工' }).click()
    await employer.getByRole('heading', { level: 1, name }).waitFor()
    await employer.getByRole('button', { name: '登记', exact: true }).click()
    await employer.getByLabel(/^职称\s*（选填）/).fill('工程师')
    await choose(employer, '职称级别', '中级')
    await employer.getByRole('dialog').getByRole('button', { name: '登记' }).click()
    await employer.getByText('规则建议：A 类').waitFor()
    await employer.getByRole('button', { name: '申报认定' }).click()
    await employer.getByText('已申报，待认定').waitFor()

    const office = await browser.openAs('office', '/app/class-proposals')
    const row = office.getByRole('row', { name: new RegExp(name) })
    await row.getByText('职称：工程师').waitFor()
    await row.getByRole('button', { name: `认定 ${name}` }).click()
    await office
      .getByRole('dialog')
      .getByRole('button', { name: /认\s*定/ })
      .click()
    await row.waitFor({ state: 'detached' })
    await office.goto(employer.url())
    await office.getByText(/已认定：A 类/).waitFor()
    await office.getByRole('button', { name: '查看完整号码' }).click()
    await office.getByLabel('用途').fill('核对报名材料')
    await office.getByRole('dialog').getByRole('button', { name: '查看完整号码' }).click()
    await office.getByText(number).waitFor()
    await office.getByRole('button', { name: '办理记录' }).click()
    await office.getByText('核对报名材料').waitFor()
  })
})

describe('finding people', () => {
  it('by two characters of a name, in the address, and by a whole number that stays out of it', async () => {
    const office = await browser.openAs('office', '/app/people')
    const first = office.getByRole('table').getByRole('link').first()
    const name = (await first.textContent()) ?? ''
    await office.getByRole('searchbox').fill(name.slice(0, 2))
    await office.waitForURL((url) => url.searchParams.get('q') === name.slice(0, 2))
    await office.getByRole('table').getByRole('link', { name }).first().waitFor()
    await office.getByRole('button', { name: '按证件号码查找' }).click()
    const dialog = office.getByRole('dialog')
    const number = newNumber()
    await dialog.getByLabel('证件号码').fill(number)
    await dialog.getByRole('button', { name: /查\s*找/ }).click()
    await dialog.getByText('没有这个证件号码的档案。').waitFor()
    expect(office.url()).not.toContain(number)
  })
})
