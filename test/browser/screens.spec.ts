import { mkdir } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { namesForReaders, testBrowser } from './browser.ts'

const browser = testBrowser()

/** Where the pictures go; `SCREENSHOTS=docs/screenshots` renews those of the README. */
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screens'

interface Screen {
  readonly name: string
  /** Address, or how to find it from the running demonstration. */
  readonly path: string | ((ids: Ids) => string)
  readonly role?: string
}

interface Ids {
  readonly courseId: string
  readonly classId: string
  readonly closedClassId: string
  readonly programmeId: string
  readonly personId: string
  readonly entryId: string
  readonly certificate: string
  readonly sittingId: string
}

const publicScreens: readonly Screen[] = [
  { name: 'public-home', path: '/' },
  { name: 'catalogue', path: '/catalogue' },
  { name: 'course', path: ({ courseId }) => `/courses/${courseId}` },
  { name: 'institutions', path: '/institutions' },
  { name: 'notices', path: '/notices' },
  { name: 'verify-form', path: '/verify' },
  { name: 'verify-valid', path: ({ certificate }) => `/verify/${certificate}` },
  { name: 'verify-unknown', path: '/verify/SH6532026999999' },
  { name: 'sign-in', path: '/app/sign-in' },
  { name: 'register', path: '/app/register' },
]

const signedInScreens: readonly Screen[] = [
  { name: 'office-home', role: 'office', path: '/app' },
  { name: 'office-programmes', role: 'office', path: '/app/programmes' },
  { name: 'office-programme', role: 'office', path: ({ programmeId }) => `/app/programmes/${programmeId}` },
  { name: 'office-new-programme', role: 'office', path: '/app/programmes/new' },
  { name: 'office-organisations', role: 'office', path: '/app/organisations' },
  { name: 'office-members', role: 'office', path: '/app/members' },
  { name: 'office-approvals', role: 'office', path: '/app/approvals' },
  { name: 'office-courses', role: 'office', path: '/app/courses' },
  { name: 'office-classes', role: 'office', path: '/app/classes' },
  { name: 'office-notices', role: 'office', path: '/app/notices' },
  { name: 'office-messages', role: 'office', path: '/app/messages' },
  { name: 'office-people', role: 'office', path: '/app/people' },
  { name: 'office-person', role: 'office', path: ({ personId }) => `/app/people/${personId}` },
  { name: 'office-person-hours', role: 'office', path: ({ personId }) => `/app/people/${personId}/record` },
  { name: 'office-class-proposals', role: 'office', path: '/app/class-proposals' },
  { name: 'employer-people', role: 'employer', path: '/app/people' },
  { name: 'employer-add-staff', role: 'employer', path: '/app/people/new' },
  { name: 'institution-home', role: 'institution', path: '/app' },
  { name: 'institution-courses', role: 'institution', path: '/app/courses' },
  { name: 'institution-course', role: 'institution', path: ({ courseId }) => `/app/courses/${courseId}` },
  { name: 'institution-classes', role: 'institution', path: '/app/classes' },
  { name: 'institution-class', role: 'institution', path: ({ classId }) => `/app/classes/${classId}` },
  { name: 'institution-file-class', role: 'institution', path: '/app/classes/new' },
  {
    name: 'institution-closed-class',
    role: 'institution',
    path: ({ closedClassId }) => `/app/classes/${closedClassId}`,
  },
  { name: 'employer-home', role: 'employer', path: '/app' },
  { name: 'employer-find', role: 'employer', path: '/app/find' },
  { name: 'employer-own', role: 'employer', path: '/app/own-organisation' },
  { name: 'district-home', role: 'district', path: '/app' },
  { name: 'district-organisations', role: 'district', path: '/app/organisations' },
  { name: 'association-home', role: 'association', path: '/app' },
  { name: 'expert-home', role: 'expert', path: '/app' },
  { name: 'invigilator-home', role: 'invigilator', path: '/app' },
  { name: 'my-record', role: 'professional', path: '/app' },
  { name: 'explanation', role: 'professional', path: ({ entryId }) => `/app/ledger/${entryId}` },
  { name: 'find-training', role: 'professional', path: '/app/find' },
  { name: 'my-classes', role: 'professional', path: '/app/my-classes' },
  { name: 'office-help', role: 'office', path: '/app/help' },
  { name: 'institution-help', role: 'institution', path: '/app/help' },
  { name: 'employer-help', role: 'employer', path: '/app/help' },
  { name: 'district-help', role: 'district', path: '/app/help' },
  { name: 'association-help', role: 'association', path: '/app/help' },
  { name: 'expert-help', role: 'expert', path: '/app/help' },
  { name: 'invigilator-help', role: 'invigilator', path: '/app/help' },
  { name: 'professional-help', role: 'professional', path: '/app/help' },
  { name: 'profile', role: 'professional', path: '/app/account' },
]

const known: { ids?: Ids } = {}

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  known.ids = await lookUp()
}, 60_000)

for (const screen of [...publicScreens, ...signedInScreens]) {
  describe(screen.name, () => {
    for (const language of ['zh', 'en'] as const) {
      for (const width of [1440, 375] as const) {
        it(`is whole at ${width} in ${language}: fits, no fault, nothing for axe to find`, async () => {
          const page = await open(screen, language, width)
          await page.screenshot({ path: `${folder}/${screen.name}-${width}-${language}.png`, fullPage: true })
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth),
            'sideways scrolling',
          ).toBeLessThanOrEqual(width)
          expect(await page.locator('h1').count(), 'headings of the page').toBe(1)
          expect(await faultsOf(page)).toEqual([])
          if (language === 'zh') expect(await namesForReaders(page)).toEqual([])
        })
      }
    }
  })
}

const faultsOf = async (page: Page): Promise<string[]> => {
  // Without frames there is nothing to join in a second page, which is half of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations.map(
    (one) =>
      `${one.id}: ${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}

const open = async (screen: Screen, language: 'zh' | 'en', width: 1440 | 375): Promise<Page> => {
  const path = typeof screen.path === 'string' ? screen.path : screen.path(known.ids as Ids)
  const options = {
    size: width === 375 ? ('phone' as const) : ('desk' as const),
    language: language === 'zh' ? ('zh-CN' as const) : ('en' as const),
    again: true,
  }
  if (!screen.role) {
    const shown = await browser.open(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, options)
    await shown.locator('h1').first().waitFor()
    return shown
  }
  const page = await browser.openAs(screen.role, path, options)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/** Things of the demonstration to open, asked for over the API as those who may see them. */
const lookUp = async (): Promise<Ids> => {
  const office = await browser.apiAs('office')
  const institution = await browser.apiAs('institution')
  const professional = await browser.apiAs('professional')
  const first = async <T>(api: typeof office, path: string): Promise<T> =>
    (await api<{ items: T[] }>(path)).items[0] as T
  const session = await professional<{ account: { personId: string } }>('/api/v1/sessions/current')
  const personId = session.account.personId
  return {
    personId,
    courseId: (await first<{ courseId: string }>(institution, '/api/v1/courses')).courseId,
    classId: (await first<{ id: string }>(institution, '/api/v1/classes?state=running')).id,
    closedClassId: (await first<{ id: string }>(institution, '/api/v1/classes?state=closed')).id,
    programmeId: (await first<{ id: string }>(office, '/api/v1/programmes')).id,
    entryId: (await first<{ id: string }>(professional, `/api/v1/people/${personId}/ledger`)).id,
    certificate: (await first<{ number: string }>(office, '/api/v1/certificates')).number,
    sittingId: (await first<{ sittingId: string }>(office, '/api/v1/sittings')).sittingId,
  }
}
