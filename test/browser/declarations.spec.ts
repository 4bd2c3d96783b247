import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()

const paper = Buffer.from('%PDF-1.4\n% 申报材料\n%%EOF\n')

const pick = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: option })
    .click()
  await expect.poll(() => page.locator('.ant-select-dropdown:visible').count()).toBe(0)
}

describe('declaring study', () => {
  it('is reckoned while it is typed on a phone, checked by one officer, recognised by another, and explained', async () => {
    const title = `浏览器里的申报 ${Date.now()}`
    const person = await browser.openAs('professional', '/app/declarations', { size: 'phone' })
    await person.getByRole('button', { name: '申报学习成果' }).click()
    await pick(person, '类别', '发表论文')
    await person
      .getByText(/第一作者12学时/)
      .first()
      .waitFor()
    await person.getByRole('textbox', { name: /成果名称/ }).fill(title)
    // Today is on the calendar's page whatever the browser's zone; on a phone it is picked, not typed.
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
    for (const label of ['开始日期', '完成日期']) {
      const field = person.getByRole('textbox', { name: label })
      await field.click()
      await person.locator(`.ant-picker-dropdown:visible td[title="${day}"]`).first().click()
      await expect.poll(() => person.locator('.ant-picker-dropdown:visible').count()).toBe(0)
    }
    await pick(person, '期刊类别', '核心期刊')
    await person.getByRole('textbox', { name: '期刊名称与期号' }).fill('软件学报')
    await person.getByRole('spinbutton', { name: '本人排名' }).fill('1')
    await person.getByText(/认定后计入 \d{4} 年：12 学时/).waitFor()
    // Who will recognise it is said by name, with the capacity, here as later beside what was recognised.
    const recogniser = await person.getByText(/^审核后由.+（人事主管部门）认定。$/).innerText()
    const office = /由(.+)（/.exec(recogniser)?.[1] ?? ''
    await whole(person, 'declaration-typed')
    await person.getByRole('button', { name: '保存，下一步上传材料' }).click()
    await person.getByRole('heading', { level: 1, name: title }).waitFor()
    await expect(person.getByRole('button', { name: '提交申报' }).isDisabled()).resolves.toBe(true)
    await person
      .locator('input[type=file]')
      .setInputFiles({ name: '首页.pdf', mimeType: 'application/pdf', buffer: paper })
    await person.getByRole('link', { name: '打开 首页.pdf' }).waitFor()
    await whole(person, 'declaration-papers')
    await person.getByRole('button', { name: '提交申报' }).click()
    await person.getByText('已提交，审核后会通知您').first().waitFor()
    const address = new URL(person.url()).pathname

    const officer = await browser.openAs('office', '/app/declarations?which=waiting')
    await officer.getByRole('heading', { level: 1, name: '学习申报' }).waitFor()
    await officer.goto(address)
    await officer.getByRole('button', { name: '审核通过' }).click()
    await officer.getByRole('dialog').getByRole('textbox', { name: /意见/ }).fill('材料已核')
    await officer.getByRole('dialog').getByRole('button', { name: '审核通过' }).click()
    await officer.getByText('您已办理审核，认定须由另一人办理').waitFor()
    await whole(officer, 'declaration-checked')

    const second = await browser.openAs('second officer', '/app')
    await second.getByRole('heading', { name: /待办理的学习申报/ }).waitFor()
    await second.goto(address)
    await second.getByRole('button', { name: '认定', exact: true }).click()
    await second.getByRole('dialog').getByRole('button', { name: '认定', exact: true }).click()
    await second.getByText('已认定，登记 1 笔').first().waitFor()

    await person.reload()
    await person.getByRole('link', { name: /年 12 学时/ }).click()
    await person.getByText('核心期刊', { exact: true }).waitFor()
    await person.getByText(new RegExp(`^${office}（人事主管部门）于 .* 认定$`)).waitFor()
    await person.getByRole('link', { name: '查看申报' }).click()
    await person.getByRole('heading', { level: 1, name: title }).waitFor()
    await person.getByText(new RegExp(`${office} · 人事主管部门`)).waitFor()
  })

  it('of a year that is over says so while it is typed, and is kept as a draft; what came back says why at the top', async () => {
    const person = await browser.openAs('professional', '/app/declarations/new')
    await pick(person, '类别', '发表论文')
    const title = `迟了的申报 ${Date.now()}`
    await person.getByRole('textbox', { name: /成果名称/ }).fill(title)
    for (const label of ['开始日期', '完成日期']) {
      await person.getByRole('textbox', { name: label }).fill('2020-03-02')
      await person.keyboard.press('Enter')
    }
    await person.locator('.note', { hasText: '已过申报期限' }).waitFor()
    await pick(person, '期刊类别', '核心期刊')
    await person.getByRole('textbox', { name: '期刊名称与期号' }).fill('软件学报')
    await person.getByRole('spinbutton', { name: '本人排名' }).fill('1')
    await whole(person, 'declaration-too-late')
    expect(await person.getByText(/认定后计入/).count()).toBe(0)
    await person.getByRole('button', { name: '保存，下一步上传材料' }).click()
    await person.getByRole('heading', { level: 1, name: title }).waitFor()
    await person.getByText('已过申报期限，不能提交').waitFor()

    const phone = await browser.openAs('professional', '/app/declarations', { size: 'phone' })
    await phone.getByRole('link', { name: '全国软件与应用学术会议（演示）' }).first().click()
    const note = phone.locator('.note').first()
    await note.getByText('请补充加盖公章的参会证明。').waitFor()
    const { y } = (await note.boundingBox()) as { y: number }
    expect(y).toBeLessThan(600)
    await whole(phone, 'declaration-returned')
  })
})
