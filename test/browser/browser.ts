import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

export interface PageOptions {
  /** Width and height in CSS pixels; `phone` is 375 wide. */
  readonly size?: 'desk' | 'phone'
  readonly language?: 'zh-CN' | 'en'
  /** The page of the test before that asked alike, with its cache: for many looks, none of which leaves anything behind. */
  readonly again?: boolean
}

export interface DemoSignIn {
  readonly role: string
  readonly name: string
  readonly signIn: string
  readonly password: string
}

export interface TestBrowser {
  readonly baseUrl: string
  /** A page of its own: no cookie, no cache of another. */
  open(path: string, options?: PageOptions): Promise<Page>
  /** The same, signed in as the demonstration's person of that role. */
  openAs(role: string, path: string, options?: PageOptions): Promise<Page>
  /** Reads the API as the demonstration's person of that role. */
  apiAs(role: string): Promise<<T>(path: string) => Promise<T>>
  /** How the demonstration tells to sign in as that role. */
  signInOf(role: string): Promise<DemoSignIn>
}

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } } as const

/** One Chromium for a spec file. A page that throws or logs an error fails the test that opened it. */
export const testBrowser = (): TestBrowser => {
  const baseUrl = inject('baseUrl')
  let browser: Browser | undefined
  let contexts: BrowserContext[] = []
  const lasting = new Map<string, Page>()
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
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      // A refusal (4xx, or 503 for what is down elsewhere) is told to the user by the page; Chromium logs it as an error.
      if (
        message.type() === 'error' &&
        !/Failed to load resource.*status of (4\d\d|503)/.test(message.text())
      )
        faults.push(message.text())
    })
  }

  const newPage = async (
    { size = 'desk', language = 'zh-CN', again = false }: PageOptions,
    cookie?: string,
  ): Promise<Page> => {
    const alike = `${size} ${language} ${cookie}`
    const before = again ? lasting.get(alike) : undefined
    if (before) return before
    if (!browser) throw new Error('testBrowser() is ready when the tests run, not while the file is read')
    const context = await browser.newContext({
      viewport: sizes[size],
      locale: language,
      baseURL: baseUrl,
      hasTouch: size === 'phone',
    })
    if (!again) contexts.push(context)
    if (cookie) await context.addCookies([{ name: 'zhixin_session', value: cookie, url: baseUrl }])
    const page = await context.newPage()
    watch(page)
    if (again) lasting.set(alike, page)
    return page
  }

  const signInOf = async (role: string): Promise<DemoSignIn> => {
    const reply = await fetch(`${baseUrl}/api/v1/demo`)
    const { signIns } = (await reply.json()) as { signIns: DemoSignIn[] }
    const found = signIns.find((one) => one.role === role)
    if (!found) throw new Error(`the demonstration tells no sign-in for ${role}`)
    return found
  }

  /** One session a role and spec file: signing in is what another spec is about. */
  const sessions = new Map<string, Promise<string>>()
  const sessionOf = (role: string): Promise<string> => {
    const kept = sessions.get(role) ?? openSession(baseUrl, signInOf(role))
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
      const page = await newPage(options, await sessionOf(role))
      await page.goto(path)
      return page
    },
    async apiAs(role) {
      const cookie = await sessionOf(role)
      return async <T>(path: string): Promise<T> => {
        const reply = await fetch(`${baseUrl}${path}`, {
          headers: { cookie: `zhixin_session=${cookie}`, accept: 'application/json' },
        })
        if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
        return (await reply.json()) as T
      }
    },
    signInOf,
  }
}

const openSession = async (baseUrl: string, who: Promise<DemoSignIn>): Promise<string> => {
  const { signIn, password } = await who
  const reply = await fetch(`${baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ signIn, password }),
  })
  const cookie = reply.headers.getSetCookie().find((one) => one.startsWith('zhixin_session='))
  if (!cookie) throw new Error(`${signIn} could not sign in: ${reply.status}`)
  return cookie.slice('zhixin_session='.length).split(';')[0] as string
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
