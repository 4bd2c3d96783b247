import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { journeyClient, type JourneyClient, type SignIn } from '../../scripts/journey/journey-client.ts'
import { sizes, watchRequests } from './looking.ts'

export interface PageOptions {
  /** Width and height in CSS pixels; `phone` is 375 wide. */
  readonly size?: keyof typeof sizes
  readonly language?: 'zh-CN' | 'en'
}

export interface TestBrowser {
  readonly baseUrl: string
  /** A page of its own: no cookie, no cache of another. */
  open(path: string, options?: PageOptions): Promise<Page>
  /** The same, signed in as the demonstration's person of that role. */
  openAs(role: string, path: string, options?: PageOptions): Promise<Page>
  /** An empty page that lasts as long as the spec file, with its cache: for many looks that leave nothing behind. */
  lasting(options?: PageOptions): Promise<Page>
  /** Speaks with the API as the demonstration's person of that role. */
  apiAs(role: string): Promise<JourneyClient>
  /** How the demonstration tells to sign in as that role. */
  signInOf(role: string): Promise<SignIn>
}

/** One Chromium for a spec file. A page that throws or logs an error fails the test that opened it. */
export const testBrowser = (): TestBrowser => {
  const baseUrl = inject('baseUrl')
  let browser: Browser | undefined
  let contexts: BrowserContext[] = []
  let faults: string[] = []

  beforeAll(async () => {
    const executablePath = process.env['CHROMIUM_PATH']
    // As root Chromium refuses its own sandbox; the pages are ours.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args })
  })
  afterEach(async () => {
    const found = faults
    for (const context of contexts) await context.close()
    contexts = []
    faults = []
    expect(found, 'faults of the page').toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
  })

  const watch = (page: Page): void => {
    watchRequests(page)
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      // A refusal (4xx, or 503 for what is down elsewhere) and a network that was cut are told to the user by the page;
      // Chromium logs them as errors.
      if (
        message.type() === 'error' &&
        !/Failed to load resource.*(status of (4\d\d|503)|ERR_INTERNET_DISCONNECTED)/.test(message.text())
      )
        faults.push(message.text())
    })
  }

  const newContext = async ({ size = 'desk', language = 'zh-CN' }: PageOptions): Promise<BrowserContext> => {
    if (!browser) throw new Error('testBrowser() is ready when the tests run, not while the file is read')
    const context = await browser.newContext({
      viewport: sizes[size],
      locale: language,
      baseURL: baseUrl,
      hasTouch: size === 'phone',
    })
    context.on('page', watch)
    return context
  }

  const newPage = async (options: PageOptions): Promise<Page> => {
    const context = await newContext(options)
    contexts.push(context)
    return context.newPage()
  }

  const signInOf = async (role: string): Promise<SignIn> => {
    const { signIns } = await journeyClient(baseUrl).get<{ signIns: SignIn[] }>('/api/v1/demo')
    const found = signIns.find((one) => one.role === role)
    if (!found) throw new Error(`the demonstration tells no sign-in for ${role}`)
    return found
  }

  /** One session a role and spec file: signing in is what another spec is about. */
  const sessions = new Map<string, Promise<JourneyClient>>()
  const openSession = async (role: string): Promise<JourneyClient> => {
    const client = journeyClient(baseUrl)
    await client.signIn(await signInOf(role))
    return client
  }
  const apiAs = (role: string): Promise<JourneyClient> => {
    const kept = sessions.get(role) ?? openSession(role)
    sessions.set(role, kept)
    return kept
  }

  return {
    baseUrl,
    async open(path, options = {}) {
      const page = await newPage(options)
      await page.goto(path)
      return page
    },
    async openAs(role, path, options = {}) {
      const page = await newPage(options)
      await becomes(page, await apiAs(role))
      await page.goto(path)
      return page
    },
    lasting: async (options = {}) => (await newContext(options)).newPage(),
    apiAs,
    signInOf,
  }
}

/** From the next address on the page is read by whoever the cookie speaks for, or by nobody signed in. */
export const becomes = async (page: Page, client: JourneyClient | null): Promise<void> => {
  const value = client?.sessionCookie()
  await page.context().clearCookies({ name: 'zhixin_session' })
  if (value === undefined) return
  await page.context().addCookies([{ name: 'zhixin_session', value, url: inject('baseUrl') }])
}

/** Names and hints in Latin letters alone that a Chinese page gives to readers of screens, of what is not hidden from them. */
export const namesForReaders = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'alt', 'title', 'placeholder']
    const shown = [...document.querySelectorAll('body *')].filter(
      (element) => element.closest('[aria-hidden="true"], [lang="en"]') === null,
    )
    const names = shown.flatMap((element) =>
      attributes
        .map((name) => element.getAttribute(name) ?? '')
        // What it only says again stands on the page: a zone, the name of a language.
        .filter((name) => name !== element.textContent),
    )
    return [...new Set(names)].filter((name) => /[a-z]{2}/i.test(name) && !/[\u3400-\u9fff]/.test(name))
  })
