import { createHash, timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import {
  fastify,
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type onRequestHookHandler,
} from 'fastify'
import { type Actor, publicActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import type { Result } from '../../kernel/result.ts'
import type { Endpoint } from '../../wire/endpoint.ts'
import { problemOf } from '../../wire/problems/index.ts'
import { beyondKey } from '../beyond-key.ts'
import { isDatabaseAway } from '../db/database.ts'
import { loggedFault } from '../log-fault.ts'
import type { Services } from '../services.ts'
import { answerBrokenRequest } from './broken-request.ts'
import { drainOf } from './drain.ts'
import { writeAddressIdsSmall } from './address-ids.ts'
import { type ExactFault, parseWholeJson } from './json-body.ts'
import { compileSchemasWhenAsked } from './lazy-schemas.ts'
import { linesTogether } from './lines-together.ts'
import { requestMetrics } from './metrics.ts'
import { problemOfFastifyError, type ProblemParts, sendProblem } from './problem-reply.ts'
import { sent, type Call, type Route } from './route.ts'

/** Who a request speaks for. `csrf` is present for cookie sessions, whose changes must echo it. */
export interface Caller {
  readonly actor: Actor
  readonly csrf?: string
  /** Code of the refusal for an operation this caller may not ask for at all, whatever the policies say. */
  refuses?(endpoint: Endpoint): string | undefined
}

export interface HttpOptions {
  readonly services: Services
  readonly routes: readonly Route[]
  readonly openapi: object
  /** Reads the session cookie or the bearer key. Answers the public actor for neither, a refusal for a key that is not good. */
  identify(request: FastifyRequest): Promise<Result<Caller, string>>
  /** True when migrated and the database answers. */
  ready(): Promise<boolean>
  /** Registers what is not an endpoint: public pages, the app's page, static files. */
  pages?(app: FastifyInstance): Promise<void>
  /** The key other services bring to endpoints made for them; without one there are no such endpoints. */
  readonly serviceKey?: string | undefined
  /** What is wrong with JSON text that must be read one way, asked of endpoints that are exact. */
  exactFault?(text: string): ExactFault | undefined
  readonly bodyLimit?: number
  readonly uploadLimit?: number
  /** Milliseconds that what has been begun may take once the server is closed. */
  readonly drainPatience?: number
  readonly logLevel?: string
  /** Where the lines of the log go; standard output without. */
  readonly logTo?: { write(line: string): void }
}

const defaultBodyLimit = 1_048_576
const defaultUploadLimit = 33_554_432
const longestKey = 200

const loggerOf = ({ logLevel = 'info', logTo }: HttpOptions) =>
  logLevel !== 'silent' && {
    level: logLevel,
    base: null,
    serializers: { err: (error: unknown) => ({ ...loggedFault(error) }) },
    stream: logTo ?? linesTogether(),
  }

/** The HTTP server: contract → caller → handler → reply or problem. Every reply bears X-Request-Id. */
export const buildHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const uploadLimit = options.uploadLimit ?? defaultUploadLimit
  const app: FastifyInstance = fastify({
    logger: loggerOf(options),
    // One line a request is ours, by route pattern: an address may hold a certificate number.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    // Every line names its request itself; a logger made for each request would take longer than writing the line.
    childLoggerFactory: (logger) => logger,
    bodyLimit: options.bodyLimit ?? defaultBodyLimit,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the process ends is answered like what arrived before: the database is
    // there until the last reply is out.
    return503OnClosing: false,
    // Whatever Node lets in reaches its route: a shorter limit would say of a long number that its page is not there.
    routerOptions: { maxParamLength: 16_384 },
    clientErrorHandler(error, socket) {
      answerBrokenRequest(error, socket, app.log, securityHeaders)
    },
    // An address that is none never reaches the hooks below.
    frameworkErrors: (_error, request, reply) => {
      reply.header('x-request-id', request.id).headers(securityHeaders)
      return sendProblem(reply, { code: 'request.invalid' }, languageOf(request))
    },
  })
  const drain = drainOf(app.server, options.drainPatience)
  app.addHook('preClose', (done) => {
    drain((connections) => app.log.warn({ connections }, 'cut off: not finished when the process had to end'))
    done()
  })
  compileSchemasWhenAsked(app)
  parseWholeJson(app, (text) => options.exactFault?.(text))
  writeAddressIdsSmall(app)
  const metrics = requestMetrics()
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: uploadLimit, files: 1, fields: 20 } })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    reply.headers(securityHeaders)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched'
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
    done()
  })
  app.setErrorHandler((error, request, reply) => {
    // A file has a limit of its own, which is the one to tell.
    const limit = request.isMultipart() ? uploadLimit : (request.routeOptions.bodyLimit ?? defaultBodyLimit)
    const known = problemOfFastifyError(error as never, limit)
    if (known) {
      // Closed on what is still being sent, the connection would break off and a proxy tell of a bad gateway instead.
      reply.removeHeader('connection')
      return sendProblem(reply, known, languageOf(request))
    }
    request.log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'fault')
    if (isDatabaseAway(error)) return sendProblem(reply, { code: 'server.not-ready' }, languageOf(request))
    return sendProblem(
      reply,
      { code: 'server.fault', params: { requestId: request.id } },
      languageOf(request),
    )
  })
  app.setNotFoundHandler((request, reply) => sendProblem(reply, { code: 'not-found' }, languageOf(request)))
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (request, reply) =>
    (await options.ready())
      ? { status: 'ready' }
      : sendProblem(reply, { code: 'server.not-ready' }, languageOf(request)),
  )
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(metrics.text()))
  app.get('/openapi.json', async () => options.openapi)
  for (const route of options.routes) addRoute(app, options, route)
  await options.pages?.(app)
  return app
}

const addRoute = (app: FastifyInstance, options: HttpOptions, route: Route): void => {
  const { endpoint } = route
  const status = endpoint.status ?? 200
  const { serviceKey } = options
  if (endpoint.audience === 'service' && serviceKey === undefined) return
  app.route({
    config: { exact: endpoint.exact ?? false },
    onRequest: endpoint.audience === 'service' ? askForKey(serviceKey ?? '') : askWho(options, route),
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      ...(endpoint.body && !endpoint.multipart ? { body: endpoint.body } : {}),
      ...(endpoint.produces || status === 204 ? {} : { response: { [status]: endpoint.reply } }),
    },
    handler: async (request, reply) => {
      const language = languageOf(request)
      const result = await route.handle(callOf(options.services, callerOf(request), language, request, reply))
      if (result === sent) return reply
      if (!result.ok) return sendProblem(reply, result, language)
      if (endpoint.method === 'GET' && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store')
      const [media] = endpoint.produces ?? []
      if (media && !reply.hasHeader('content-type')) reply.type(media)
      return status === 204 ? reply.code(204).send() : reply.code(status).send(result.value)
    },
  })
}

/** Who makes a request, found out before its body is read. */
const callers = new WeakMap<FastifyRequest, Caller>()
const callerOf = (request: FastifyRequest): Actor => callers.get(request)?.actor ?? publicActor

/**
 * Before the body is read, and before its shape is judged: who may not come in at all learns nothing of what is asked for
 * inside, and brings no file.
 */
const askWho =
  (options: HttpOptions, route: Route) => async (request: FastifyRequest, reply: FastifyReply) => {
    const language = languageOf(request)
    const known = await options.identify(request)
    if (!known.ok) {
      if (problemOf(known.code).status === 401)
        reply.header('www-authenticate', 'Bearer error="invalid_token"')
      return sendProblem(reply, known, language)
    }
    const refused = entryRefused(route, known.value, request)
    if (refused) return sendProblem(reply, refused, language)
    callers.set(request, known.value)
    return undefined
  }

const entryRefused = (
  { endpoint, action }: Route,
  caller: Caller,
  { headers }: FastifyRequest,
): ProblemParts | undefined => {
  const asksWho = endpoint.audience === 'signed-in' || endpoint.audience === 'session'
  if (asksWho && caller.actor.kind === 'public') return { code: 'access.sign-in' }
  if (endpoint.audience === 'session' && caller.actor.key) return { code: 'access.session-only' }
  const changes = endpoint.method !== 'GET'
  if (changes && caller.csrf && headers['x-csrf-token'] !== caller.csrf) return { code: 'access.csrf' }
  const key = headers['idempotency-key']
  // A key passed over in silence would let its sender believe that a repeated command counts once.
  if (changes && typeof key === 'string' && !(key.length >= 1 && key.length <= longestKey))
    return { code: 'idempotency.key-length', params: { limit: longestKey } }
  const refused = caller.refuses?.(endpoint)
  if (refused) return { code: refused }
  return action && beyondKey(action, caller.actor)
}

const callOf = (
  services: Services,
  actor: Actor,
  language: 'zh' | 'en',
  request: FastifyRequest,
  reply: FastifyReply,
): Call => {
  const key = request.headers['idempotency-key']
  return {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    by: {
      actor,
      requestId: request.id,
      idempotencyKey: typeof key === 'string' ? key : undefined,
    },
    actor,
    language,
    services,
    request,
    reply,
  }
}

/** Asked before anything of the body is read. */
const askForKey =
  (key: string): onRequestHookHandler =>
  (request, reply, done) => {
    if (bringsKey(request, key)) return done()
    reply.header('www-authenticate', 'Bearer')
    sendProblem(reply, { code: 'access.service-key' }, languageOf(request))
  }

/** Hashed first, so that neither length nor content of the key shows in the time an answer takes. */
const bringsKey = (request: FastifyRequest, key: string): boolean => {
  const [, given] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  const [right, brought] = [key, given ?? ''].map((text) => createHash('sha256').update(text).digest())
  return given !== undefined && timingSafeEqual(right as Buffer, brought as Buffer)
}

/** Chinese unless the reader chose English (cookie `lang`, `?lang=`) or the browser prefers it. */
export const languageOf = (request: FastifyRequest): 'zh' | 'en' => {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang ?? request.cookies?.['lang']
  if (asked === 'en' || asked === 'zh') return asked
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

/** Policy of a page that needs styles made at run time: only those bearing its nonce. */
export const pagePolicy = (nonce: string): string =>
  securityHeaders['content-security-policy'].replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`)

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'",
} as const
