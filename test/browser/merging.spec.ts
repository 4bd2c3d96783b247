import { describe, expect, it } from 'vitest'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { testBrowser } from './browser.ts'
import { whole } from './looking.ts'

const browser = testBrowser()
const stamp = Date.now()

const numberOf = (index: number): string => {
  const day = new Date(Date.UTC(1955, 0, 1) + ((stamp + index) % 14_000) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const first17 = `310000${day.replaceAll('-', '')}${String(100 + ((stamp * 7 + index) % 900)).padStart(3, '0')}`
  return first17 + residentCheckDigit(first17)
}

describe('two records of one person', () => {
  it('are found, compared, merged with a reason, and taken apart again', async () => {
    const name = `重名${String.fromCodePoint(0x4e00 + (stamp % 5_000), 0x5000 + (stamp % 4_000))}`
    const office = await browser.openAs('employer', '/app/people/new')
    for (const index of [1, 2]) {
      await office.goto('/app/people/new')
      await office.getByLabel('姓名').fill(name)
      await office.getByLabel('证件号码').fill(numberOf(index))
      await office.getByRole('button', { name: '添加职工' }).click()
      await office.getByRole('heading', { level: 1, name }).waitFor()
    }
    const page = await browser.openAs('office', '/app/people')
    await page.goto(`/app/people?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).first().click()
    await page.getByRole('button', { name: '合并档案' }).click()
    await page.getByRole('link', { name: `比对 ${name}` }).click()
    await page.getByRole('heading', { name: '合并后归到一起的记录' }).waitFor()
    await whole(page, 'merge-to-decide-1440-zh')
    // The two numbers tell two birthdays: a doubt that has to be looked into first.
    const merge = page.getByRole('button', { name: '合并为一份档案' })
    await page.getByRole('textbox', { name: '合并依据' }).fill('已核对证件原件')
    expect(await merge.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /已核实，仍是同一人/ }).check()
    await merge.click()
    await page.getByRole('heading', { name: '合并记录' }).waitFor()
    await page.goto(`/app/people?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).first().waitFor()
    expect(await page.getByRole('link', { name, exact: true }).count()).toBe(1)

    await page.getByRole('link', { name, exact: true }).first().click()
    await page.getByRole('button', { name: /^撤销合并/ }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: '撤销原因' }).fill('系同名两人')
    await page.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click()
    await page.getByText('已撤销', { exact: true }).waitFor()
    await page.goto(`/app/people?q=${encodeURIComponent(name)}`)
    await expect.poll(() => page.getByRole('link', { name, exact: true }).count()).toBe(2)
  })
})
