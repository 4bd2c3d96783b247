import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TOTP } from 'otpauth'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { journeyClient, type JourneyClient, type SignIn } from '../../scripts/journey/journey-client.ts'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { onServer, withDatabase } from '../postgres-server.ts'
import { programmeFacts } from '../setting.ts'
import { root, type Running, startBalancer, startServing, startWorking } from './production.ts'

const run = promisify(execFile)
const passwords = { office: 'office pass phrase one', institution: 'three lamps and a boat' }
const phone = '13900000653'
const people = ['甲', '乙', '丙', '丁', '戊']

const state = {
  folder: '',
  database: '',
  env: {} as Record<string, string>,
  servers: [] as Running[],
  workers: [] as Running[],
  /** What has reached the gateway for text messages, and the server that stands for it. */
  texts: [] as { to: string; text: string }[],
  gateway: undefined as Server | undefined,
  balancer: undefined as Server | undefined,
  baseUrl: '',
  signIns: [] as SignIn[],
  /** The office once more, with another code: each is good once. */
  later: undefined as SignIn | undefined,
}

const identity = (sequence: number): string => {
  const body = `31000019800101${String(sequence).padStart(3, '0')}`
  return body + residentCheckDigit(body)
}

/** Takes every text message, as an operator's would. */
const startGateway = async (): Promise<string> => {
  const gateway = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      state.texts.push(JSON.parse(Buffer.concat(parts).toString()) as { to: string; text: string })
      outgoing.writeHead(202).end()
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  state.gateway = gateway
  return `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`
}

beforeAll(async () => {
  state.folder = await mkdtemp(join(tmpdir(), 'zhixin-two-'))
  const { maintenanceUrl, prefix } = inject('testServer')
  state.database = `${prefix}two_servers`
  await onServer(maintenanceUrl, (client) =>
    client.query(
      `create database ${state.database} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
    ),
  )
  const keyFile = join(state.folder, 'keys.json')
  await run(process.execPath, ['src/main/cli.ts', 'keys', 'new', keyFile], { cwd: root })
  state.env = {
    DATABASE_URL: withDatabase(maintenanceUrl, state.database),
    ZHIXIN_DATA: state.folder,
    ZHIXIN_KEY_FILE: keyFile,
    ZHIXIN_PUBLIC_URL: 'https://register.example',
    ZHIXIN_SMS_URL: await startGateway(),
  }
  state.servers.push(await startServing(state.env), await startServing(state.env))
  state.workers.push(startWorking(state.env), startWorking(state.env))
  const { baseUrl, server } = await startBalancer(state.servers)
  Object.assign(state, { baseUrl, balancer: server })
}, 120_000)

afterAll(async () => {
  state.balancer?.close()
  for (const each of [...state.servers, ...state.workers]) await each.end()
  state.gateway?.close()
  await rm(state.folder, { recursive: true, force: true })
})

/** The token the server printed last: the one started second made the first one's void. */
const setupToken = (): string => {
  const token = state.servers
    .map((server) => /\/app\/setup#(\S+)/.exec(server.printed())?.[1])
    .findLast((each) => each !== undefined)
  if (!token) throw new Error('no set-up address was printed')
  return token
}

const registered = async (office: JourneyClient, kind: string, name: string): Promise<string> =>
  (await office.post<{ organisationId: string }>('/api/v1/organisations', { kind, name })).organisationId

/** From nothing to a running programme with one approved institution, each request by whichever server is next. */
const setUp = async (): Promise<void> => {
  const office: SignIn = { role: 'office', name: '办公室', signIn: 'the.office', password: passwords.office }
  const client = journeyClient(state.baseUrl)
  await client.post('/api/v1/setup', {
    token: setupToken(),
    officeName: '江城信息办',
    accountName: office.name,
    signIn: office.signIn,
    password: office.password,
  })
  await client.signIn(office)
  const { password } = office
  const { secret } = await client.post<{ secret: string }>('/api/v1/account/second-factor', { password })
  const code = new TOTP({ secret }).generate()
  const enrolled = await client.post<{ recoveryCodes: [string, string]; csrf: string }>(
    '/api/v1/account/second-factor/confirm',
    { code },
  )
  client.echo(enrolled.csrf)
  const { programmeId } = await client.post<{ programmeId: string }>(
    '/api/v1/programmes',
    programmeFacts('JC-INFO'),
  )
  await client.put(`/api/v1/programmes/${programmeId}/key-areas`, {
    keyAreas: [{ code: 'software', name: '软件技术', nameEn: 'Software technology' }],
  })
  await client.put(`/api/v1/programmes/${programmeId}/status`, { status: 'active' })
  const institutionId = await registered(client, 'institution', '江城进修学院')
  await client.post('/api/v1/institution-approvals/recorded', {
    programmeId,
    institutionId,
    modes: ['face-to-face'],
    from: '2006-07-01',
    to: '2035-12-31',
    reason: '江信办〔2026〕1号',
  })
  const institution: SignIn = {
    role: 'institution',
    name: '教务',
    signIn: 'the.institution',
    password: passwords.institution,
  }
  await client.post('/api/v1/accounts', {
    name: '值班',
    signIn: phone,
    password: passwords.institution,
    role: 'institution',
    organisationId: institutionId,
    from: '2026-01-01',
  })
  await client.post('/api/v1/accounts', {
    ...institution,
    organisationId: institutionId,
    from: '2026-01-01',
  })
  const [totp, later] = enrolled.recoveryCodes
  state.signIns = [{ ...office, totp }, institution]
  state.later = { ...office, totp: later }
}

describe('two web processes and two workers on one database', () => {
  test('share their sessions: opened at one it is good at the other, closed at one it is over at both', async () => {
    await setUp()
    const [first, second] = state.servers.map((server) => server.baseUrl)
    const opened = await fetch(`${first}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signIn: 'the.institution', password: passwords.institution }),
    })
    const { csrf } = (await opened.json()) as { csrf: string }
    const cookie = opened.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    const current = (base: string | undefined) =>
      fetch(`${base}/api/v1/sessions/current`, { headers: { cookie } }).then((reply) => reply.status)
    expect([await current(first), await current(second)]).toEqual([200, 200])
    const closed = await fetch(`${second}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { cookie, 'x-csrf-token': csrf },
    })
    expect(closed.status).toBe(204)
    expect([await current(first), await current(second)]).toEqual([401, 401])
  }, 60_000)

  test('share the count of wrong guesses: what was failed at one is waited for at the other', async () => {
    const [first, second] = state.servers.map((server) => server.baseUrl)
    const guess = (base: string | undefined) =>
      fetch(`${base}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: 'zhixin_device=a-machine-of-both' },
        body: JSON.stringify({ signIn: 'nobody.of.either', password: 'a wrong guess' }),
      }).then(async (reply) => ((await reply.json()) as { code: string }).code)
    const told: string[] = []
    for (let index = 0; index < 7; index += 1) told.push(await guess(index % 2 === 0 ? first : second))
    expect(told).toEqual([
      ...Array.from({ length: 5 }, () => 'sign-in.refused'),
      'sign-in.wait',
      'sign-in.wait',
    ])
  }, 60_000)

  test('share codes: asked for at one, sent once by one of two workers, good at the other, once', async () => {
    const [first, second] = state.servers.map((server) => server.baseUrl)
    const post = async (base: string | undefined, path: string, body: object) => {
      const reply = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: reply.status, body: (await reply.json()) as Record<string, string> }
    }
    const asked = await post(first, '/api/v1/sent-codes', { purpose: 'sign-in', signIn: phone })
    expect(asked.status).toBe(202)
    await expect.poll(() => state.texts.length, { timeout: 30_000 }).toBeGreaterThan(0)
    const code = /\d{6}/.exec(state.texts[0]?.text ?? '')?.[0] ?? ''
    const typed = { signIn: phone, code, codeId: asked.body['codeId'] }
    const opened = await post(second, '/api/v1/sessions/by-code', typed)
    expect([opened.status, opened.body['code']]).toEqual([201, undefined])
    expect((await post(first, '/api/v1/sessions/by-code', typed)).status).toBeGreaterThanOrEqual(400)
    expect(state.texts.filter(({ to }) => to === phone)).toHaveLength(1)
  }, 60_000)

  test('walk the line together, each request at the next of them', async () => {
    const [roster, questions, signIns] = ['roster.csv', 'questions.gift', 'sign-ins.json'].map((name) =>
      join(state.folder, name),
    ) as [string, string, string]
    const rows = people.map((name, index) => `两机${name},${identity(index + 1)},江城软件公司`)
    await writeFile(roster, ['姓名,身份证号码,工作单位', ...rows].join('\n'))
    await writeFile(questions, '::一:: 一加一等于几？ {=二 ~三 ~四}\n\n::二:: 水往哪里流？ {=低处 ~高处}\n')
    await writeFile(signIns, JSON.stringify(state.signIns))
    const files = ['--roster', roster, '--questions', questions, '--sign-ins', signIns]
    const { stdout } = await run(
      process.execPath,
      ['scripts/journey.ts', '--base-url', state.baseUrl, ...files, '--json'],
      { cwd: root },
    )
    const outcome = JSON.parse(stdout) as {
      accepted: number
      certificates: object[]
      ledger: { met: boolean }[]
    }
    expect(outcome.accepted).toBe(people.length)
    expect(outcome.certificates).toHaveLength(people.length - 2)
    expect(outcome.ledger.filter(({ met }) => met)).toHaveLength(people.length - 2)
  }, 240_000)

  test('did every job of the line once, though two workers looked for it', async () => {
    const client = new pg.Client({ connectionString: state.env['DATABASE_URL'] })
    await client.connect()
    try {
      const count = async (query: string) => (await client.query<{ n: number }>(query)).rows[0]?.n
      const jobs = "from pgboss.job where name in ('quick', 'slow') and state = "
      await expect
        .poll(() =>
          count(
            `select count(*)::int as n from pgboss.job where state < 'completed' and start_after <= now()`,
          ),
        )
        .toBe(0)
      expect(await count(`select count(*)::int as n ${jobs} 'failed'`)).toBe(0)
      expect(await count(`select count(*)::int as n ${jobs} 'completed'`)).toBeGreaterThan(5)
      expect(await count('select count(*)::int as n from certificate')).toBe(people.length - 2)
      expect(
        await count("select count(*)::int as n from event where name = 'certificates.classServed'"),
      ).toBe(1)
      // What is told once for each event reached its reader once.
      expect(await count('select count(*)::int as n from delivery where tries > 1')).toBe(0)
      expect(await count('select (count(*) - count(distinct key))::int as n from delivery')).toBe(0)
    } finally {
      await client.end()
    }
  }, 60_000)

  test('go on at the other when one is killed, and what it had acknowledged is there', async () => {
    const client = journeyClient(state.baseUrl)
    if (state.later) await client.signIn(state.later)
    const kept: string[] = []
    for (let index = 0; index < 10; index += 1) {
      if (index === 5) await state.servers[0]?.end('SIGKILL')
      kept.push(
        await registered(client, 'employer', `断电前后第${index}公司 ${'甲乙丙丁戊己庚辛壬癸'[index]}`),
      )
    }
    const listed = await client.all<{ id: string }>('/api/v1/organisations?kind=employer')
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
  }, 60_000)
})
