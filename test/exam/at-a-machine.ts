import type { Page } from 'playwright-core'

/** What a candidate does at a page in Chinese, as scenarios in a real browser drive it. */
export const begin = async (page: Page): Promise<void> => {
  const start = page.getByRole('button', { name: '开始作答' })
  await start.or(page.locator('#question-head')).first().waitFor()
  if (await start.isVisible()) await start.click()
  await page.locator('#question-head').waitFor()
}

/** Chooses an option of the question at a place, the first is 1; options count from 0. */
export const choose = async (page: Page, place: number, option: number): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^第 ${place} 题`) }).click()
  await page.locator('.option').nth(option).click()
}

/** Places of the options chosen. */
export const chosen = async (page: Page, place: number): Promise<number[]> => {
  await page.getByRole('button', { name: new RegExp(`^第 ${place} 题`) }).click()
  const options = await page.locator('.option input').all()
  const states = await Promise.all(options.map((one) => one.isChecked()))
  return states.flatMap((checked, at) => (checked ? [at] : []))
}

/** Waits until everything is at the centre. */
export const safe = (page: Page): Promise<void> => page.locator('.saving.safe').waitFor({ timeout: 60_000 })
