import { mkdir, writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { testBrowser } from './browser.ts'
import { settled } from './looking.ts'

const browser = testBrowser()

const pagesIn = (pdf: Buffer): number => (pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length

/** What a printer would draw, with the foot or without it, where the text is longer by so many millimetres. */
const drawn = async (page: Page, hasFoot: boolean, longer: number): Promise<Buffer> => {
  await page.evaluate(
    ([isThere, millimetres]) => {
      document.querySelector('#probe')?.remove()
      const style = document.head.appendChild(document.createElement('style'))
      style.id = 'probe'
      style.textContent = `@media print {
        .shell-main .evidence-list { padding-bottom: ${millimetres}mm }
        ${isThere ? '' : '.print-foot.print-only { display: none !important }'}
      }`
    },
    [hasFoot, longer] as const,
  )
  return page.pdf({ preferCSSPageSize: true, printBackground: true })
}

it('a printed explanation bears its code on the last page of text, and none for the code alone', async () => {
  await mkdir('test-results/print', { recursive: true })
  for (const [language, code] of [
    ['zh', 'zh-CN'],
    ['en', 'en'],
  ] as const) {
    const page = await browser.openAs('professional', '/app/', { language: code })
    await settled(page)
    await page.locator('a[href*="/standing?"]').first().click()
    await page.waitForURL(/\/standing\?/)
    await settled(page)
    await page.locator('.print-foot svg').waitFor({ state: 'attached' })
    await writeFile(`test-results/print/standing-${language}.pdf`, await drawn(page, true, 0))
    await page.emulateMedia({ media: 'print' })
    const foot = await page.locator('.print-foot').evaluate((node) => {
      const { marginTop, breakBefore, breakInside } = getComputedStyle(node)
      const pixels = node.getBoundingClientRect().height + Number.parseFloat(marginTop)
      return { millimetres: (pixels / 96) * 25.4, breakBefore, breakInside }
    })
    // Low enough for the rest of most pages; and the end of the text goes with it where it is not.
    expect(foot).toMatchObject({ breakBefore: 'avoid', breakInside: 'avoid' })
    expect(foot.millimetres).toBeLessThan(35)
    await page.emulateMedia({ media: null })
    const added: number[] = []
    for (let longer = 0; longer < 60; longer += 20)
      added.push(pagesIn(await drawn(page, true, longer)) - pagesIn(await drawn(page, false, longer)))
    expect(added).toContain(0)
  }
}, 120_000)
