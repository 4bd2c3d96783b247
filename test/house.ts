import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import type { Actor, Role, RoleHeld } from '../src/access/index.ts'
import { csrfOf, newSessionToken, tokenHash } from '../src/areas/accounts/app/session-token.ts'
import { insertSession } from '../src/areas/accounts/store/sessions.ts'
import { insertRole } from '../src/areas/accounts/store/roles.ts'
import { insertAccount } from '../src/areas/accounts/store/accounts.ts'
import { newId } from '../src/kernel/id.ts'
import { areas } from '../src/main/areas.ts'
import { jsonLog } from '../src/main/log.ts'
import { compose, work, type Composed } from '../src/main/compose.ts'
import { buildServer } from '../src/main/server.ts'
import type { Asking } from '../src/platform/perform.ts'
import type {
  Mail,
  Mailer,
  OutsideDocuments,
  Ports,
  Signer,
  SingleSignOn,
  Sms,
  TextMessage,
} from '../src/platform/ports/ports.ts'
import type { Services } from '../src/platform/services.ts'
import { testDatabase, type TestDatabase } from './database.ts'

/** A request as somebody: `call('POST', '/api/v1/…', body)` gives status and parsed reply. */
export interface Client {
  readonly accountId: string
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  upload(url: string, filename: string, content: Buffer, fields?: Record<string, string>): Promise<Answer>
  readonly cookies: Record<string, string>
  readonly csrf: string
}

export interface Answer {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- replies are asserted field by field; their types are the contracts' own tests
  readonly body: any
  readonly headers: Record<string, unknown>
  readonly raw: Buffer
}

export interface TestHouse {
  readonly database: TestDatabase
  /** Of the installation: every server on the database has the same. */
  readonly keys: { readonly identityKey: Buffer; readonly identityHmacKey: Buffer }
  readonly services: Services
  readonly app: FastifyInstance
  /** The house's clock; set it to travel. */
  now: Date
  /** Messages that left the house, oldest first; only a mail has a subject. Empty with a `post` of the test's own. */
  readonly posted: readonly (Mail | TextMessage)[]
  /** A signed-in client holding these roles; `personId` makes it a professional as well. */
  client(
    roles: readonly { role: Exclude<Role, 'professional'>; organisationId: string }[],
    personId?: string,
  ): Promise<Client>
  anonymous(): Client
  /** Somebody signed in at a house of the same database, as they come here. */
  sameAs(client: Client): Client
  /** Who has nothing but an API key. */
  keyed(key: string): Client
  /** Works off all jobs enqueued so far, and what they enqueue, in this process. */
  drain(): Promise<void>
}

/** The whole house on a database of its own: real spine, real queue, real HTTP; only clock, signer and post are test ports. */
export const testHouse = (
  options: {
    worker?: boolean
    now?: Date
    post?: { mailer: Mailer; sms: Sms }
    signOn?: SingleSignOn
    /** As of an installation that sends no text messages, or that may send so many codes in an hour. */
    textMessages?: Ports['textMessages']
    /** Documents of others; without, nobody's can be reached. */
    documents?: OutsideDocuments
    /** Key of the VC-API; none without. */
    vcApiKey?: string
    /** Takes what the house logs from `info` on, line by line; without, nothing but faults is logged. */
    logged?: string[]
    /** Zone of the programme and its sites; Shanghai's unless named. */
    zone?: string
    /** Another server on the database of a house that stands already. */
    besides?: Pick<TestHouse, 'database' | 'keys' | 'now'>
  } = {},
): TestHouse => {
  const database = options.besides?.database ?? testDatabase()
  let composed: Composed | undefined
  let app: FastifyInstance | undefined
  let folder = ''
  const state = { now: options.now ?? new Date() }
  const { besides } = options
  const own = { identityKey: randomBytes(32), identityHmacKey: randomBytes(32) }
  // Asked for once the house beside is there.
  const keys = () => besides?.keys ?? own
  const posted: (Mail | TextMessage)[] = []
  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/zhixin-test-`)
    composed = await compose({
      databaseUrl: database.url,
      areas,
      dataFolder: folder,
      publicUrl: 'http://zhixin.test',
      keys: keys(),
      signer: testSigner(),
      post: options.post ?? { mailer: recorder(posted), sms: recorder(posted) },
      textMessages: options.textMessages === undefined ? { perHour: 2000 } : options.textMessages,
      signOn: options.signOn ?? null,
      documents: options.documents ?? { read: async () => ({ read: false, reason: 'unreachable' }) },
      vcApi: options.vcApiKey ? { serviceKey: options.vcApiKey, signer: testSigner() } : null,
      log: options.logged
        ? jsonLog('info', (line) => options.logged?.push(line))
        : {
            info: () => undefined,
            warn: () => undefined,
            error: (fields, message) => process.env['TEST_LOG'] && console.error(message, fields),
          },
      ...(options.zone ? { zone: options.zone } : {}),
      now: () => (besides ?? state).now,
    })
    if (options.worker !== false) await work(composed, areas)
    const { logged } = options
    app = await buildServer(
      logged
        ? { composed, logLevel: 'info', logTo: { write: (line) => void logged.push(line) } }
        : { composed, logLevel: 'silent' },
    )
    await app.ready()
  })
  afterAll(async () => {
    await app?.close()
    await composed?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  return {
    database,
    get keys() {
      return keys()
    },
    posted,
    get services() {
      return must(composed).services
    },
    get app() {
      return must(app)
    },
    get now() {
      return state.now
    },
    set now(value) {
      state.now = value
    },
    client: (roles, personId) => signedIn(must(composed).services, must(app), roles, personId),
    anonymous: () => clientOf(must(app), '', {}, { 'x-csrf-token': '' }),
    sameAs: ({ accountId, cookies, csrf }) =>
      clientOf(must(app), accountId, cookies, { 'x-csrf-token': csrf }),
    keyed: (key) => clientOf(must(app), '', {}, { authorization: `Bearer ${key}` }),
    async drain() {
      const pool = must(composed).services.pool
      for (let round = 0; round < 400; round += 1) {
        const { rows } = await pool.query<{ n: number }>(
          "select count(*)::int as n from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() and name in ('quick', 'slow')",
        )
        if (rows[0]?.n === 0) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error('jobs did not come to an end')
    },
  }
}

/** Who asks, for tests of commands without HTTP. */
export const asking = (
  roles: readonly RoleHeld[],
  extra: Partial<Actor> & { key?: string } = {},
): Asking => ({
  actor: { kind: 'account', accountId: extra.accountId ?? newId(), personId: extra.personId ?? null, roles },
  requestId: newId(),
  ...(extra.key ? { idempotencyKey: extra.key } : {}),
})

const testSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    keyId: 'test-key',
    publicJwk: publicKey.export({ format: 'jwk' }) as Signer['publicJwk'],
    sign: async (bytes) => sign(null, bytes, privateKey),
  }
}

/** Post that takes everything. */
const recorder = <M extends Mail | TextMessage>(posted: (Mail | TextMessage)[]) => ({
  async send(message: M) {
    posted.push(message)
    return { posted: 'sent' as const }
  },
})

const signedIn = async (
  services: Services,
  app: FastifyInstance,
  roles: readonly { role: Exclude<Role, 'professional'>; organisationId: string }[],
  personId?: string,
): Promise<Client> => {
  const accountId = newId()
  const token = newSessionToken()
  await services.db.transaction().execute(async (tx) => {
    const now = services.now()
    const names = [{ name: `t-${accountId.slice(-12)}`, kind: 'username' as const }]
    await insertAccount(
      tx,
      { id: accountId, displayName: '测试', personId: personId ?? null, names, passwordHash: 'none' },
      now,
    )
    for (const held of roles)
      await insertRole(tx, { id: newId(), accountId, ...held, from: '2000-01-01', to: null, grantedBy: null })
    const expiresAt = new Date(now.getTime() + 3650 * 86_400_000)
    await insertSession(tx, {
      id: newId(),
      tokenHash: tokenHash(token),
      accountId,
      device: 'test',
      now,
      expiresAt,
      // As those of roles that need one are: what a session without it may do is the accounts' own test.
      secondFactor: true,
    })
  })
  return clientOf(app, accountId, { zhixin_session: token }, { 'x-csrf-token': csrfOf(token) })
}

const clientOf = (
  app: FastifyInstance,
  accountId: string,
  cookies: Record<string, string>,
  proof: Record<string, string>,
): Client => {
  const answerOf = (reply: {
    statusCode: number
    body: string
    rawPayload: Buffer
    headers: Record<string, unknown>
  }): Answer => ({
    status: reply.statusCode,
    body:
      /json/.test(String(reply.headers['content-type'])) && reply.body ? JSON.parse(reply.body) : reply.body,
    headers: reply.headers,
    raw: reply.rawPayload,
  })
  return {
    accountId,
    cookies,
    csrf: proof['x-csrf-token'] ?? '',
    async call(method, url, body, headers = {}) {
      return answerOf(
        await app.inject({
          method,
          url,
          cookies,
          headers: { ...proof, ...headers },
          ...(body ? { payload: body } : {}),
        }),
      )
    },
    async upload(url, filename, content, fields = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(content)]), filename)
      const request = new Request('http://x', { method: 'POST', body: form })
      const payload = Buffer.from(await request.arrayBuffer())
      const contentType = request.headers.get('content-type') ?? ''
      return answerOf(
        await app.inject({
          method: 'POST',
          url,
          cookies,
          headers: { ...proof, 'content-type': contentType },
          payload,
        }),
      )
    },
  }
}

const must = <T>(value: T | undefined): T => {
  if (value === undefined)
    throw new Error('testHouse() is ready when the tests run, not while the file is read')
  return value
}
