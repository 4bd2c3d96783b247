import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { faultsAtBothWidths } from './looking.ts'

const browser = testBrowser()

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const gift = '::图:: 图中的设备叫什么？ {=交换机 ~打印机 ~投影仪}'

it('a picture comes to a question by screen: judged by its content, told in words, seen before it is saved', async () => {
  const office = await browser.openAs('office', '/app/exams/new')
  await office.locator('tr', { hasText: '报名中' }).last().getByRole('link').click()
  await office.getByRole('heading', { name: /^安排考试/ }).waitFor()
  await office
    .locator('input[type=file]')
    .setInputFiles({ name: '试题.txt', mimeType: 'text/plain', buffer: Buffer.from(gift) })
  await office.getByText('已选 1 题', { exact: true }).waitFor()
  await office.getByRole('button', { name: /^图片、音视频/ }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByText('这道题还没有图片、音频或视频').waitFor()

  // A page that calls itself a picture is none.
  const file = dialog.locator('input[type=file]')
  await file.setInputFiles({ name: '设备.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=x>') })
  await dialog.getByText('只收图片（PNG、JPEG、WebP）').waitFor()
  await file.setInputFiles({ name: '设备.png', mimeType: 'image/png', buffer: png })
  const preview = dialog.locator('.exam-media img')
  await preview.waitFor()
  await office.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.exam-media img')?.naturalWidth === 1,
  )
  const save = dialog.getByRole('button', { name: /^保\s?存$/ })
  expect(await save.isDisabled()).toBe(true)
  await dialog.getByLabel('用文字说明内容').fill('机柜中的一台设备，前面有二十四个网口')
  expect(await preview.getAttribute('alt')).toBe('机柜中的一台设备，前面有二十四个网口')
  expect(await faultsAtBothWidths(office, 'exam-media-dialog', 'zh')).toEqual([])
  await save.click()
  await office.getByRole('button', { name: /^图片、音视频.*图中的设备/ }).waitFor()
  await office.getByText('1 个媒体文件').waitFor()
  // What was chosen is chosen as it is now, once.
  await office.getByText('已选 1 题', { exact: true }).waitFor()
  expect(await office.locator('.exam-questions li').count()).toBe(1)
})
