import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { findPort } from '../../src/main/port.ts'
import { type Acknowledged, workUnderWay } from './work-under-way.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/start-embedded-postgres.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

interface Outcome {
  accepted: number
  certificates: { row: number; number: string; holder: string; verifyUrl: string }[]
  ledger: { row: number; holder: string; year: string; minutes: number; required: number; met: boolean }[]
  refused: { file: string; row: number; column: string; code: string }[]
}

const state: { folder: string; app?: ChildProcess; baseUrl: string; first?: Outcome; second?: Outcome } = {
  folder: '',
  baseUrl: '',
}
const identity = (sequence: number): string => {
  const body = `31000019${70 + (sequence % 20)}0${1 + (sequence % 9)}1${sequence % 9}${String(sequence).padStart(3, '0')}`
  return body + residentCheckDigit(body)
}
const people = Array.from({ length: 9 }, (_, index) => ({
  name: `主线${'一二三四五六七八九'[index]}号`,
  id: identity(811 + index),
}))

const startApp = async (): Promise<void> => {
  const port = await findPort('127.0.0.1', 0)
  state.baseUrl = `http://127.0.0.1:${port}`
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, PORT: String(port), ZHIXIN_DATA: state.folder, TZ: 'UTC' }
  state.app = spawn(process.execPath, ['src/main/start.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let round = 0; round < 2400; round += 1) {
    if (
      await fetch(`${state.baseUrl}/readyz`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the app did not become ready')
}

const killApp = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
  const app = state.app
  if (!app || app.exitCode !== null || app.signalCode !== null) return
  const ended = new Promise((resolve) => app.once('exit', resolve))
  app.kill(signal)
  await ended
}

const journey = async (roster: string, questions: string): Promise<Outcome> => {
  const args = [
    'scripts/journey.ts',
    '--base-url',
    state.baseUrl,
    '--roster',
    roster,
    '--questions',
    questions,
    '--json',
  ]
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 10_000_000 })
  return JSON.parse(stdout) as Outcome
}

/** A roster as offices make them: header with inner spaces, a blank row, an id kept as a number, a duplicate, a name missing, a wrong checksum. */
const writeRoster = async (file: string): Promise<void> => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('学员名册')
  sheet.addRow(['序号', '姓 名', '身份证 号码', '工作单位', '血型'])
  const wrong = `${people[0]?.id.slice(0, 17)}${people[0]?.id.endsWith('1') ? '2' : '1'}`
  people
    .slice(0, 4)
    .forEach((person, index) => sheet.addRow([index + 1, person.name, person.id, '新新信息有限公司', 'A']))
  sheet.addRow([])
  // oxlint-disable-next-line no-loss-of-precision -- what a spreadsheet makes of eighteen digits typed as a number: the last are gone
  sheet.addRow([5, '数字号码', 310000198001011230, '新新信息有限公司', 'B'])
  sheet.addRow([6, '校验不符', wrong, '新新信息有限公司', 'O'])
  sheet.addRow([7, people[0]?.name, people[0]?.id.toLowerCase(), '另一单位', 'O'])
  sheet.addRow([8, null, identity(899), '新新信息有限公司', 'O'])
  people
    .slice(4)
    .forEach((person, index) =>
      sheet.addRow([
        9 + index,
        `　${person.name} `,
        person.id.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] as string),
        '市政务信息中心（演示）',
        'AB',
      ]),
    )
  await book.xlsx.writeFile(file)
}

beforeAll(async () => {
  state.folder = await mkdtemp(join(tmpdir(), 'zhixin-line-'))
  await startApp()
  const [roster, questions] = [join(state.folder, '名册.xlsx'), join(state.folder, '试题.gift')]
  await writeRoster(roster)
  const gift = await readFile(join(root, 'src/main/demo/demo-questions.gift'), 'utf8')
  await writeFile(questions, `${gift}\n::坏题:: 没有正确答案的题 {\n~甲\n~乙\n}\n`)
  state.first = await journey(roster, questions)
  state.second = await journey(roster, questions)
}, 480_000)

afterAll(async () => {
  await killApp('SIGTERM')
  await rm(state.folder, { recursive: true, force: true })
})

describe('the line, played over the API with files of its own', () => {
  test('takes the good rows and names every wrong one by the row of the file', () => {
    expect(state.first?.accepted).toBe(people.length)
    expect(state.first?.refused.map(({ row, code }) => [row, code])).toEqual([
      [7, 'roster.id-lost-digits'],
      [8, 'roster.id-checksum'],
      [9, 'roster.duplicate'],
      [10, 'roster.name-missing'],
      [expect.any(Number), expect.stringMatching(/^question\./)],
    ])
  })

  test('gives certificates and hours to everybody but who failed and who was half away', () => {
    const passed = people.slice(0, -2).map((person) => person.name)
    expect(state.first?.certificates.map((one) => one.holder)).toEqual(passed)
    expect(new Set(state.first?.certificates.map((one) => one.number)).size).toBe(passed.length)
    expect(state.first?.ledger.map(({ minutes, required, met }) => [minutes, required, met])).toEqual([
      ...passed.map(() => [3240, 3240, true]),
      [0, 3240, false],
      [0, 3240, false],
    ])
  })

  test('runs again with the same file: people are recognised, certificates are new, the same hours count once', () => {
    expect(state.second?.accepted).toBe(people.length)
    const numbers = [...(state.first?.certificates ?? []), ...(state.second?.certificates ?? [])].map(
      (one) => one.number,
    )
    expect(new Set(numbers).size).toBe(2 * (people.length - 2))
    expect(state.second?.ledger.map((row) => row.minutes)).toEqual(
      state.first?.ledger.map((row) => row.minutes),
    )
  })

  test('shows who is not signed in the status and a masked name, and with a part of the name the rest', async () => {
    const one = state.first?.certificates[0]
    const masked = (await (
      await fetch(one?.verifyUrl ?? '', { headers: { accept: 'application/json' } })
    ).json()) as Record<string, unknown>
    expect(masked).toMatchObject({ status: 'valid', holderMasked: '主*', hours: 72 })
    expect(JSON.stringify(masked)).not.toContain(one?.holder)
    const named = await fetch(`${one?.verifyUrl}?name=${encodeURIComponent(one?.holder.slice(0, 2) ?? '')}`, {
      headers: { accept: 'application/json' },
    })
    expect(await named.json()).toMatchObject({ status: 'valid', holder: one?.holder })
    const unknown = await fetch(`${state.baseUrl}/verify/SH6532026999999`, {
      headers: { accept: 'application/json' },
    })
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      expect.objectContaining({ status: 'unknown' }),
    ])
  })
})

/** Every answer by its hash, in its place; of attendance the last sheet acknowledged, or the one that was on its way. */
const expectKept = async ({ answers, sheets }: Acknowledged): Promise<void> => {
  const postgres = await startEmbeddedPostgres({ dataFolder: join(state.folder, 'postgres') })
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  try {
    for (const [attempt, received] of answers) {
      const { rows } = await client.query<{ hash: string }>(
        "select encode(hash, 'hex') as hash from response_event where attempt_id = $1 and type = 'answer' order by epoch, seq",
        [attempt],
      )
      expect(rows.slice(0, received.length).map(({ hash }) => hash)).toEqual(received)
      expect(rows.length - received.length).toBeLessThanOrEqual(1)
    }
    const last = sheets.at(-1)
    const { rows } = await client.query<{ revision: number; absent: string }>(
      `select s.attendance_revision as revision, a.enrolment_id as absent from class_session s
       join pub_attendance a on a.session_id = s.id and a.status = 'absent' where s.id = $1`,
      [last?.session],
    )
    expect(rows).toHaveLength(1)
    const beyond = (rows[0]?.revision ?? 0) - (last?.revision ?? 0)
    expect([0, 1]).toContain(beyond)
    if (beyond === 0) expect(rows[0]?.absent).toBe(last?.absent)
  } finally {
    await client.end()
    await postgres.stop()
  }
}

describe('what was acknowledged', () => {
  test('is all there after kill -9 amid answers and attendance being written', async () => {
    const files = { roster: join(state.folder, '名册.xlsx'), questions: join(state.folder, '试题.gift') }
    const { acknowledged, ended } = await workUnderWay(state.baseUrl, files)
    const receipts = () => [...acknowledged.answers.values()].reduce((sum, { length }) => sum + length, 0)
    await expect
      .poll(() => Math.min(receipts() / 20, acknowledged.sheets.length), { timeout: 60_000 })
      .toBeGreaterThan(10)
    await killApp('SIGKILL')
    // Nobody stopped of their own: the server went away under every one of them.
    await ended
    await startApp()
    await expectKept(acknowledged)
    for (const one of [...(state.first?.certificates ?? []), ...(state.second?.certificates ?? [])]) {
      const url = one.verifyUrl.replace(/^http:\/\/[^/]+/, state.baseUrl)
      const reply = await fetch(url, { headers: { accept: 'application/json' } })
      expect([reply.status, ((await reply.json()) as { status: string }).status]).toEqual([200, 'valid'])
    }
  }, 300_000)

  test('is what the trail tells, in every record: doctor finds nothing', async () => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, ZHIXIN_DATA: state.folder, TZ: 'UTC' }
    const { stdout } = await run(process.execPath, ['bin/zhixin.js', 'doctor', '--json'], { cwd: root, env })
    const { checks } = JSON.parse(stdout) as { checks: { check: string; subjects: number }[] }
    const subjects = new Map(checks.map((one) => [one.check, one.subjects]))
    for (const check of [
      'told.enrolment',
      'told.class',
      'told.course-version',
      'told.result-set',
      'told.role',
    ])
      expect(subjects.get(check), check).toBeGreaterThan(0)
  }, 120_000)

  test('holds no identity number in clear anywhere but sealed, neither in the database nor in a file', async () => {
    await killApp('SIGTERM')
    const postgres = await startEmbeddedPostgres({ dataFolder: join(state.folder, 'postgres') })
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      const { rows } = await client.query<{ name: string }>(
        "select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'",
      )
      const found: string[] = []
      for (const { name } of rows) {
        for (const person of people) {
          const hit = await client.query(`select 1 from ${name} as one where one::text like $1 limit 1`, [
            `%${person.id}%`,
          ])
          if (hit.rows.length > 0) found.push(`${name} holds the number of ${person.name}`)
        }
      }
      expect(rows.length).toBeGreaterThan(40)
      expect(found).toEqual([])
    } finally {
      await client.end()
      await postgres.stop()
    }
    const files = (await readdir(state.folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('/postgres') && !/名册|试题/.test(entry.name),
    )
    for (const file of files) {
      const text = await readFile(join(file.parentPath, file.name), 'latin1')
      expect(
        people.some((person) => text.includes(person.id)),
        file.name,
      ).toBe(false)
    }
  }, 300_000)
})
