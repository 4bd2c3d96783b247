import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { becomes, namesForReaders, testBrowser } from './browser.ts'
import { faultsAtBothWidths } from './looking.ts'
import { addressOf, screens, type Reader, type Screen } from './screens.ts'
import { prepareThings } from './things.ts'

const browser = testBrowser()
const languages = { zh: 'zh-CN', en: 'en' } as const
type Language = keyof typeof languages

/** The page all screens are looked at in one language, and who is signed in there. */
interface View {
  readonly page: Page
  readonly language: Language
  reader: Reader
}

type Prepared = Awaited<ReturnType<typeof prepareThings>>
const world: { prepared?: Prepared; views: View[] } = { views: [] }

beforeAll(async () => {
  world.prepared = await prepareThings(browser.baseUrl, browser.apiAs)
  for (const language of ['zh', 'en'] as const) {
    const page = await browser.lasting({ language: languages[language] })
    world.views.push({ page, language, reader: 'nobody' })
  }
}, 60_000)
afterAll(() => world.prepared?.takeBack())

describe('fits 1440 and 375 pixels in both languages under one heading, with nothing for axe to find', () => {
  for (const screen of screens) {
    it(screen.name, async () => {
      const found = await Promise.all(world.views.map((view) => look(view, screen)))
      expect(found.flat()).toEqual([])
    })
  }
})

/** Everything wrong with one screen in one language. */
const look = async (view: View, screen: Screen): Promise<string[]> => {
  const { page, language } = view
  await arrive(view, screen)
  const found = await faultsAtBothWidths(page, screen.name, language)
  const refusals = await page.locator('.problem, .screen-fault').allInnerTexts()
  if (refusals.length > 0 !== Boolean(screen.refused))
    found.push(`${screen.name} in ${language}: ${refusals.join(' ') || 'no refusal'}`)
  if (language === 'zh')
    found.push(
      ...(await namesForReaders(page)).map((name) => `${screen.name}: “${name}” read out in Chinese`),
    )
  return found
}

/** In Chinese by typing the address; in English as by a link, where the reader is in the application already. */
const arrive = async (view: View, screen: Screen): Promise<void> => {
  const { page, language } = view
  if (!world.prepared) throw new Error('the screens are opened after what they show was made')
  const { things } = world.prepared
  const address = addressOf(screen, things)
  const changed = view.reader !== screen.reader
  if (changed) {
    await becomes(page, await sessionOf(screen.reader))
    view.reader = screen.reader
  }
  const inApp = screen.inApp && new URL(page.url()).pathname.startsWith('/app')
  const keyed = address.includes('#')
  if (language === 'en' && inApp && !changed && !keyed)
    return page.evaluate((to) => window.__TSR_ROUTER__?.history.push(to), address)
  // Another part after # alone would open no new page.
  if (keyed) await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
}

const sessionOf = async (reader: Reader) => {
  if (reader === 'nobody') return null
  return reader === 'newcomer' ? (world.prepared?.things.newcomer ?? null) : browser.apiAs(reader)
}
