import { setTimeout as pause } from 'node:timers/promises'
import axe from 'axe-core'
import type { Page, Request } from 'playwright-core'
import { expect } from 'vitest'

/** Where the pictures go; `SCREENSHOTS=docs/screenshots` renews those of the README, which are PNG. */
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screens'
const format = process.env['SCREENSHOTS'] ? 'png' : 'jpeg'

const patienceMs = 60_000

/** What a page shows while something is on its way: before the application has come, while it reads, while it sends. */
const onItsWay =
  '.boot, .loading, .ant-spin-spinning, .ant-skeleton-active, .ant-btn-loading, .ant-select-loading'

const unanswered = new WeakMap<Page, Set<Request>>()

/** Keeps what the page has asked for and not yet got. */
export const watchRequests = (page: Page): void => {
  const asked = new Set<Request>()
  unanswered.set(page, asked)
  page.on('request', (request) => asked.add(request))
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
}

/** Waits until the page has a heading, everything it asked for, nothing on its way, and stands still. */
export const settled = async (page: Page): Promise<void> => {
  const asked = unanswered.get(page) ?? new Set()
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    const moving =
      asked.size > 0
        ? [...asked].map((request) => request.url())
        : await movingIn(page, giveUpAt - Date.now())
    if (moving.length === 0 && asked.size === 0) return
    if (Date.now() > giveUpAt) throw new Error(`${page.url()} does not come to rest: ${moving.join(', ')}`)
    await pause(10)
  }
}

export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } } as const

/** Waits for three pictures in a row in which nothing moves; what still does after that time, by name. */
const movingIn = (page: Page, patience: number): Promise<string[]> =>
  page.evaluate(
    ([selector, width, until]) =>
      new Promise<string[]>((resolve) => {
        let still = 0
        const giveUpAt = performance.now() + until
        const moving = (): string[] => [
          ...(width === innerWidth ? [] : ['another width on its way']),
          ...(document.readyState === 'complete' && document.querySelector('h1') ? [] : ['no heading yet']),
          ...((window.__TSR_ROUTER__?.state.status ?? 'idle') === 'idle' ? [] : ['between two screens']),
          ...[...document.querySelectorAll(selector)]
            .filter((one) => one.checkVisibility())
            .map((one) => one.className),
          ...document
            .getAnimations()
            .filter(
              (one) =>
                one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime),
            )
            .map(() => 'an animation'),
        ]
        const look = (): void => {
          const found = moving()
          still = found.length === 0 ? still + 1 : 0
          if (still === 3 || performance.now() > giveUpAt) resolve(found)
          else requestAnimationFrame(look)
        }
        look()
      }),
    [onItsWay, page.viewportSize()?.width, patience] as const,
  )

/** The whole page, from top to end, as it is. */
const picture = async (page: Page, name: string): Promise<void> => {
  const quality = format === 'jpeg' ? { quality: 80 } : {}
  await page.screenshot({ path: `${folder}/${name}.${format}`, type: format, fullPage: true, ...quality })
}

/** How many pixels the page is wider than its window. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
}

/**
 * At a page's other width without the contrast of colours: by far the slowest rule, and no colour of ours depends on the width.
 * What the width does change, other elements with other names, is what the rest looks at.
 */
const rulesOfOtherWidth: axe.RunOptions = { ...rules, rules: { 'color-contrast': { enabled: false } } }

/** What axe holds against the page, each with the first places. */
const axeFaults = async (page: Page, options = rules): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (chosen) => {
    const { violations } = await window.axe.run(document, chosen)
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.target.join(' '))
          .join(' | ')}`,
    )
  }, options)
}

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}

/** Where a page is held to every rule: each width in one language. */
const fullWidth = { zh: sizes.desk.width, en: sizes.phone.width }

/** The page at 1440 and at 375 pixels, begun at the width it has: pictured, and everything wrong with it. */
export const faultsAtBothWidths = async (
  page: Page,
  name: string,
  language: 'zh' | 'en',
): Promise<string[]> => {
  const wide = page.viewportSize()?.width === sizes.desk.width
  const found: string[] = []
  for (const size of wide ? [sizes.desk, sizes.phone] : [sizes.phone, sizes.desk]) {
    await page.setViewportSize(size)
    await settled(page)
    await picture(page, `${name}-${size.width}-${language}`)
    const [wider, headings] = [await sideways(page), await page.locator('h1').count()]
    const faults = await axeFaults(page, size.width === fullWidth[language] ? rules : rulesOfOtherWidth)
    if (wider > 0) faults.push(`${wider} pixels wider than its window`)
    if (headings !== 1) faults.push(`${headings} headings of the page`)
    found.push(...faults.map((fault) => `${name} at ${size.width} in ${language}: ${fault}`))
  }
  return found
}

/** A step on the way: pictured, without sideways scrolling, and axe finds nothing. */
export const whole = async (page: Page, name: string): Promise<void> => {
  await settled(page)
  await picture(page, name)
  expect(await sideways(page), `${name}: pixels of sideways scrolling`).toBeLessThanOrEqual(0)
  expect(await axeFaults(page), name).toEqual([])
}
