import { access, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { publicActor } from '../access/index.ts'
import { certificatePageName, type CertificatePage } from '../areas/certificates/index.ts'
import {
  catalogueCourse,
  catalogueFields,
  nextClasses,
  searchCatalogue,
} from '../areas/catalogue/contract.ts'
import { openShare, signingKeys } from '../areas/certificates/contract.ts'
import { classHourRules } from '../areas/ledger/contract.ts'
import {
  listNotices,
  programmeFigures,
  publicInstitutions,
  publicSites,
  readNotice,
} from '../areas/publicity/contract.ts'
import { dayInZone, timeInZone } from '../kernel/calendar.ts'
import { isId } from '../kernel/id.ts'
import { builtPage, serveAssets } from '../platform/http/built-web.ts'
import { languageOf } from '../platform/http/http.ts'
import type { Route } from '../platform/http/route.ts'
import type { Services } from '../platform/services.ts'
import { cataloguePage } from '../web/screens/public/catalogue-page.ts'
import { coursePage } from '../web/screens/public/course-page.ts'
import { homePage } from '../web/screens/public/home-page.ts'
import { institutionsPage } from '../web/screens/public/institutions-page.ts'
import { noticePage, noticesPage } from '../web/screens/public/notice-pages.ts'
import { sharedGonePage, sharedPage } from '../web/screens/public/shared-page.ts'
import { notFoundPage, type PageFrame } from '../web/screens/public/page.ts'
import { verifyFormPage, verifyPage } from '../web/screens/public/verify-page.ts'
import type { Endpoint, ReplyOf } from '../wire/endpoint.ts'
import { callRoute, type Asked } from './call-route.ts'
import { entryAssets, type EntryAssets } from './web-manifest.ts'

export const builtWebFolder = fileURLToPath(new URL('../../dist/web', import.meta.url))

const faviconFile = fileURLToPath(new URL('../web/static/favicon.svg', import.meta.url))

export interface PagesOptions {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly demo: () => Promise<boolean>
  readonly folder?: string
}

/** What every page handler is given: the frame, and `read`, which asks an endpoint as the public would. */
export interface PageTools {
  frame(request: FastifyRequest): Promise<PageFrame>
  read<E extends Endpoint>(
    endpoint: E,
    asked: Asked<E>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ReplyOf<E> | undefined>
  send(reply: FastifyReply, page: string, status?: number): FastifyReply
  /** `2026-11-22 09:30` now, in the programme's zone. */
  clock(): string
  readonly services: Services
}

/** Public pages, the application's page and the exam's, and the built files. Pages read through the same endpoints as everybody. */
export const registerPages = async (app: FastifyInstance, options: PagesOptions): Promise<PageTools> => {
  const folder = options.folder ?? builtWebFolder
  const tools = pageTools(options, await entryAssets(folder, 'src/web/public.ts'))
  publicPages(app, tools)
  verifyPages(app, tools)
  sharedPages(app, tools)
  const favicon = await readFile(faviconFile)
  app.get('/favicon.svg', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(favicon),
  )
  if (await exists(`${folder}/assets`)) await serveAssets(app, folder)
  await offlinePage(app, tools, `${folder}/verify-offline.html`)
  await singlePage(app, ['/app', '/app/*'], `${folder}/app.html`)
  // The exam page is never put aside asleep (see its main.tsx); new browsers ask for this leave before they heed that.
  await singlePage(app, ['/exam', '/exam/*'], `${folder}/exam.html`, {
    'permissions-policy': 'unload=(self)',
  })
  // A mistyped address in a browser is answered with a page; programs get the problem document.
  app.get('/*', async (request, reply) => {
    const door = doors[request.url.split('?')[0] ?? '']
    if (door) return reply.redirect(door, 302)
    return /\btext\/html\b/.test(request.headers.accept ?? '') && !request.url.startsWith('/api/')
      ? missing(tools, request, reply)
      : reply.callNotFound()
  })
  return tools
}

/** What people type who look for the door. */
const doors: Readonly<Record<string, string>> = {
  '/sign-in': '/app/sign-in',
  '/login': '/app/sign-in',
  '/register': '/app/register',
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const singlePage = async (
  app: FastifyInstance,
  paths: readonly string[],
  file: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> => {
  if (!(await exists(file))) return
  const send = await builtPage(file)
  for (const path of paths) app.get(path, async (_request, reply) => send(reply.headers(headers)))
}

/** The page that checks certificates without a network, with this installation's address and every key it ever signed with. */
const offlinePage = async (app: FastifyInstance, tools: PageTools, file: string): Promise<void> => {
  if (!(await exists(file))) return
  const page = await readFile(file, 'utf8')
  const [, policy = ''] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page) ?? []
  app.get('/verify-offline', async (request, reply) => {
    const jwks = await tools.read(signingKeys, {}, request, reply)
    const english = languageOf(request) === 'en'
    const filled = page
      .replace('__KEYS__', () => JSON.stringify(jwks ?? { keys: [] }).replaceAll('<', '\\u003c'))
      .replaceAll('__SITE__', encodeURI(tools.services.ports.publicUrl))
      .replace('__ZONE__', tools.services.ports.zone)
      .replace('lang="zh-CN"', english ? 'lang="en"' : 'lang="zh-CN"')
    return tools.send(reply.header('content-security-policy', policy), filled)
  })
}

const pageTools = ({ services, routes, demo }: PagesOptions, assets: EntryAssets): PageTools => ({
  services,
  async frame(request) {
    return { language: languageOf(request), address: request.url, assets, demo: await demo() }
  },
  async read(endpoint, asked, request, reply) {
    const result = await callRoute({ services, routes }, endpoint, asked, publicActor, {
      language: languageOf(request),
      request,
      reply,
    })
    return result.ok ? result.value : undefined
  },
  send(reply, page, status = 200) {
    const asked = (reply.request.query as { lang?: string }).lang
    if (asked === 'zh' || asked === 'en')
      reply.setCookie('lang', asked, { path: '/', sameSite: 'lax', maxAge: 31_536_000 })
    return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
  },
  clock() {
    const now = services.now()
    return `${dayInZone(now, services.ports.zone)} ${timeInZone(now, services.ports.zone)}`
  },
})

const publicPages = (app: FastifyInstance, tools: PageTools): void => {
  app.get('/', async (request, reply) => {
    const [classes, notices, figures, fields] = await Promise.all([
      tools.read(nextClasses, { query: { limit: 6 } }, request, reply),
      tools.read(listNotices, { query: { limit: 5 } }, request, reply),
      tools.read(programmeFigures, {}, request, reply),
      tools.read(catalogueFields, {}, request, reply),
    ])
    if (!classes || !notices || !figures || !fields)
      throw new Error('the home page could not read its own endpoints')
    const counted = new Date(figures.countedAt)
    const countedAt = `${dayInZone(counted, tools.services.ports.zone)} ${timeInZone(counted, tools.services.ports.zone)}`
    return tools.send(
      reply,
      homePage(await tools.frame(request), {
        classes: classes.items,
        notices: notices.items,
        figures,
        fields: fields.items,
        countedAt,
      }),
    )
  })
  app.get('/catalogue', async (request, reply) => {
    const asked = catalogueAsked(request.query as Record<string, unknown>)
    const [found, hours, fields] = await Promise.all([
      tools.read(searchCatalogue, { query: asked }, request, reply),
      tools.read(classHourRules, {}, request, reply),
      tools.read(catalogueFields, {}, request, reply),
    ])
    const empty = { items: [], page: asked.page, next: null }
    return tools.send(
      reply,
      cataloguePage(await tools.frame(request), {
        asked,
        found: found ?? empty,
        hours: hours?.items ?? [],
        fields: fields?.items ?? [],
      }),
    )
  })
  app.get('/courses/:courseId', async (request, reply) => {
    const { courseId } = request.params as { courseId: string }
    const course = isId(courseId)
      ? await tools.read(catalogueCourse, { params: { courseId } }, request, reply)
      : undefined
    const hours = await tools.read(classHourRules, {}, request, reply)
    const rule = hours?.items.find((one) => one.programmeCode === course?.programme.code)
    return course
      ? tools.send(reply, coursePage(await tools.frame(request), course, rule))
      : missing(tools, request, reply)
  })
  app.get('/notices', async (request, reply) => {
    const { cursor } = request.query as { cursor?: string }
    const notices = await tools.read(
      listNotices,
      { query: { limit: 30, ...(typeof cursor === 'string' ? { cursor } : {}) } },
      request,
      reply,
    )
    if (!notices && cursor !== undefined) return reply.redirect('/notices', 303)
    return tools.send(reply, noticesPage(await tools.frame(request), notices ?? { items: [], next: null }))
  })
  app.get('/notices/:noticeId', async (request, reply) => {
    const { noticeId } = request.params as { noticeId: string }
    const notice = isId(noticeId)
      ? await tools.read(readNotice, { params: { noticeId } }, request, reply)
      : undefined
    return notice
      ? tools.send(reply, noticePage(await tools.frame(request), notice))
      : missing(tools, request, reply)
  })
  app.get('/institutions', async (request, reply) => {
    const { q, cursor } = request.query as { q?: unknown; cursor?: unknown }
    const query = {
      limit: 50,
      ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 100) } : {}),
      ...(typeof cursor === 'string' ? { cursor } : {}),
    }
    const [institutions, sites] = await Promise.all([
      tools.read(publicInstitutions, { query }, request, reply),
      tools.read(publicSites, {}, request, reply),
    ])
    if (!institutions && cursor !== undefined) return reply.redirect('/institutions', 303)
    const data = {
      q: typeof q === 'string' ? q : '',
      institutions: institutions ?? { items: [], next: null },
      sites: sites?.items ?? [],
    }
    return tools.send(reply, institutionsPage(await tools.frame(request), data))
  })
}

export const missing = async (
  tools: PageTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => tools.send(reply, notFoundPage(await tools.frame(request)), 404)

const catalogueAsked = (
  query: Record<string, unknown>,
): { q?: string; field?: string; mode?: 'face-to-face' | 'distance' | 'advanced-seminar'; page: number } => {
  const text = (name: string): string =>
    typeof query[name] === 'string' ? (query[name] as string).trim().slice(0, 100) : ''
  const mode = (['face-to-face', 'distance', 'advanced-seminar'] as const).find(
    (one) => one === query['mode'],
  )
  const page = Math.min(500, Math.max(1, Math.trunc(Number(query['page'])) || 1))
  return {
    ...(text('q') ? { q: text('q') } : {}),
    ...(text('field') ? { field: text('field') } : {}),
    ...(mode ? { mode } : {}),
    page,
  }
}

/** What a holder shows by a link. The address is the key to it: it goes to nobody with a click, and no search engine keeps it. */
const sharedPages = (app: FastifyInstance, tools: PageTools): void => {
  app.get('/shared/:token', async (request, reply) => {
    const { token } = request.params as { token: string }
    const shared =
      token.length <= 64 ? await tools.read(openShare, { params: { token } }, request, reply) : undefined
    const frame = await tools.frame(request)
    void reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
    if (!shared) return tools.send(reply, sharedGonePage(frame), 404)
    const day = dayInZone(new Date(shared.expiresAt), tools.services.ports.zone)
    return tools.send(reply, sharedPage(frame, { shared, day, at: tools.clock() }))
  })
}

/** The empty form, and the page of a check; its answer comes from the endpoint `GET /verify/{number}`, which hangs the page on here. */
const verifyPages = (app: FastifyInstance, tools: PageTools): void => {
  app.get('/verify', async (request, reply) => {
    const { number, name } = request.query as { number?: unknown; name?: unknown }
    if (typeof number !== 'string' || number.trim() === '')
      return tools.send(reply, verifyFormPage(await tools.frame(request)))
    const asked =
      typeof name === 'string' && name.trim() !== '' ? `?${new URLSearchParams({ name: name.trim() })}` : ''
    return reply.redirect(`/verify/${encodeURIComponent(number.trim().slice(0, 120))}${asked}`, 303)
  })
  const drawn: CertificatePage = async (request, reply, answer, { name }) => {
    const data = {
      checked: answer,
      at: tools.clock(),
      name,
      nameMissed: name !== '' && answer.holderMatches === false,
      waitSeconds: answer.waitSeconds ?? 0,
    }
    return tools.send(
      reply,
      verifyPage(await tools.frame(request), data),
      data.waitSeconds > 0 ? 429 : answer.status === 'unknown' ? 404 : 200,
    )
  }
  app.decorate(certificatePageName, drawn)
}
