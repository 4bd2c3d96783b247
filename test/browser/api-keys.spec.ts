import { expect, it } from 'vitest'
import { testBrowser, type PageOptions } from './browser.ts'
import { settled, whole } from './looking.ts'

const browser = testBrowser()
const stamp = String(Date.now()).slice(-6)

/** What the reader's language calls things here. */
const words = {
  zh: {
    make: '生成密钥',
    empty: '还没有接口密钥',
    name: '用途',
    training: '培训班、报名与考勤',
    reading: '只读',
    day: '有效期至',
    password: '当前密码',
    submit: '生成',
    needed: '请至少选一项。',
    key: '接口密钥',
    done: '完成',
    live: '有效',
    revoke: '停用',
    over: '已停用',
  },
  en: {
    make: 'Make a key',
    empty: 'No API keys yet',
    name: 'What for',
    training: 'Classes, enrolment, attendance',
    reading: 'Read',
    day: 'Last day',
    password: 'Current password',
    submit: 'Make the key',
    needed: 'Choose at least one.',
    key: 'API key',
    done: 'Done',
    live: 'In use',
    revoke: 'Revoke',
    over: 'Revoked',
  },
} as const

const cases = [
  ['zh', 'desk', 1440, 'institution'],
  ['zh', 'phone', 375, 'employer'],
  ['en', 'desk', 1440, 'district'],
  ['en', 'phone', 375, 'association'],
] as const

for (const [language, size, width, role] of cases) {
  it(`an API key is made, shown once, used and revoked (${language}, ${width})`, async () => {
    const say = words[language]
    const options: PageOptions = { size, language: language === 'zh' ? 'zh-CN' : 'en' }
    const seen = (name: string) => `api-keys-${name}-${width}-${language}`
    const name = `${language === 'zh' ? '教务系统每日同步' : 'Nightly copy to the timetable system'} ${stamp}`
    const page = await browser.openAs(role, '/app/account', options)
    const section = page.locator('section', { has: page.locator('#api-keys') })
    await section.getByText(say.empty).waitFor()
    await section.scrollIntoViewIfNeeded()
    await whole(page, seen('empty'))
    await section.getByRole('button', { name: say.make }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(say.name).fill(name)
    await dialog.getByRole('button', { name: say.submit, exact: true }).click()
    await dialog.getByText(say.needed).first().waitFor()
    await whole(page, seen('faults'))
    await dialog
      .getByRole('radiogroup', { name: say.training })
      .getByText(say.reading, { exact: true })
      .click()
    const day = dialog.getByLabel(say.day)
    await day.click()
    const calendar = page.locator('.ant-picker-dropdown:visible')
    await calendar.waitFor()
    await settled(page)
    const place = await calendar.boundingBox()
    expect(place && place.x >= 0 && place.x + place.width <= width, 'the calendar is on the screen').toBe(
      true,
    )
    // On a phone the day is picked, not typed: the first that is offered, today where the office is, good until midnight.
    await calendar.locator('td.ant-picker-cell:not(.ant-picker-cell-disabled)').first().click()
    await dialog.getByLabel(say.password).fill('not the password')
    await dialog.getByRole('button', { name: say.submit, exact: true }).click()
    await dialog.getByRole('alert').waitFor()
    await whole(page, seen('refused'))
    await dialog.getByLabel(say.password).fill((await browser.signInOf(role)).password)
    await dialog.getByRole('button', { name: say.submit, exact: true }).click()
    const shown = dialog.getByRole('textbox', { name: say.key })
    await shown.waitFor()
    await whole(page, seen('made'))
    const key = await shown.inputValue()
    await dialog.getByRole('button', { name: say.done }).click()
    const line = section.getByRole('listitem').filter({ hasText: name })
    await line.getByText(say.live, { exact: true }).waitFor()

    const use = () =>
      fetch(`${browser.baseUrl}/api/v1/classes`, { headers: { authorization: `Bearer ${key}` } })
    expect((await use()).status).toBe(200)
    await page.reload()
    await line.getByText(key.slice(-4)).waitFor()
    expect(await page.content()).not.toContain(key)
    await section.scrollIntoViewIfNeeded()
    await whole(page, seen('listed'))

    await line.getByRole('button', { name: say.revoke }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.revoke }).click()
    await line.getByText(say.over, { exact: true }).waitFor()
    await whole(page, seen('revoked'))
    expect((await use()).status).toBe(401)
  })
}
