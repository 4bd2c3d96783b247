import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { onServer, withDatabase } from '../../test/postgres-server.ts'
import { createKeyFile, loadSecrets } from './key-file.ts'

const bin = fileURLToPath(new URL('../../bin/zhixin.js', import.meta.url))
const database = testDatabase()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-cli-'))
  await createKeyFile(join(folder, 'keys.json'), { demo: true, now: new Date('2026-11-23T00:00:00Z') })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A database with nothing in it, dropped at the end. */
const emptyDatabase = async (): Promise<string> => {
  const { maintenanceUrl, prefix } = inject('testServer')
  const name = `${prefix}cli_${Date.now()}`
  made.push(name)
  await onServer(maintenanceUrl, (client) =>
    client.query(
      `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
    ),
  )
  return withDatabase(maintenanceUrl, name)
}
const made: string[] = []
afterAll(() =>
  onServer(inject('testServer').maintenanceUrl, async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`)
  }),
)

interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** Runs the command line on this file's database, as a script would. */
const zhixin = (...args: string[]): Promise<Ended> => zhixinOn({}, ...args)
const zhixinOn = (more: Record<string, string>, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, DATABASE_URL: database.url, ZHIXIN_DATA: folder, ...more }
    execFile(process.execPath, [bin, ...args], { env }, (error, output, errors) => {
      resolve({ code: error ? Number(error.code) : 0, output, errors })
    })
  })

describe('npx zhixin', { timeout: 120_000 }, () => {
  it('lists its commands, and calls an unknown one wrong usage', async () => {
    const help = await zhixin('help')
    expect(help.code).toBe(0)
    for (const word of [
      'migrate',
      'demo',
      'doctor',
      'backup',
      'restore',
      'verify',
      'log verify',
      'rules check',
    ]) {
      expect(help.output).toContain(`npx zhixin ${word}`)
    }
    for (const word of ['verify', 'doctor', 'rules'])
      expect(await zhixin(word, '--help')).toMatchObject({
        code: 0,
        output: expect.stringContaining(`npx zhixin ${word}`),
        errors: '',
      })
    expect(await zhixin('frobnicate')).toMatchObject({ code: 2, output: '' })
    expect(await zhixin()).toMatchObject({ code: 2, output: '' })
  })

  it.each([
    ['migrate', 'extra'],
    ['demo', '--lost'],
    ['backup'],
    ['verify'],
    ['verify', 'file', '--on', 'yesterday'],
    ['log', 'verify'],
    ['log', 'verify', '--from', 'not-an-address'],
    ['keys', 'new'],
    ['rules', 'praise'],
    ['rules', 'check'],
    ['rules', 'evaluate', 'gd-2021', 'facts.json', '--on', '2021-02-30'],
  ])('ends with 2 on wrong usage: %s %s', async (...args) => {
    const ended = await zhixin(...args.filter((word) => word !== undefined))
    expect(ended.code).toBe(2)
    expect(ended.errors).toContain('zhixin')
  })

  it('ends with 3 where a pack or facts cannot be read, and prints what is wrong as JSON', async () => {
    const ended = await zhixin('rules', 'evaluate', 'gd-2021', join(folder, 'nowhere.json'), '--json')
    expect(ended).toMatchObject({ code: 3, errors: '' })
    expect(JSON.parse(ended.output)).toMatchObject([{ pointer: '', code: 'file.unreadable' }])
    expect(await zhixin('rules', 'check', 'no-such-pack')).toMatchObject({ code: 3 })
    expect(await zhixin('rules', 'check', 'gd-2021', '--json')).toEqual({
      code: 0,
      output: '[]\n',
      errors: '',
    })
  })

  it('migrates once', async () => {
    expect(JSON.parse((await zhixin('migrate', '--json')).output)).toEqual({ applied: [] })
  })

  it('has no demo sign-ins to tell where there is no demonstration', async () => {
    const ended = await zhixin('demo', '--list', '--json')
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.output)).toEqual([])
  })

  it('tells the demo sign-ins of outside scripts as role, name, signIn, password', async () => {
    await sql`insert into demo_sign_in (position, role, name, sign_in, password, told)
      values (0, 'office', '演示办', 'office', 'secret', true)`.execute(database.db)
    const ended = await zhixin('demo', '--list', '--json')
    await sql`delete from demo_sign_in`.execute(database.db)
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.output)).toEqual([
      { role: 'office', name: '演示办', signIn: 'office', password: 'secret' },
    ])
  })

  it('backs up into a file that is not overwritten', async () => {
    const file = join(folder, 'all.backup')
    const ended = await zhixin('backup', file, '--json')
    expect(ended.code).toBe(0)
    expect(JSON.parse(ended.output)).toMatchObject({ file })
    expect(await zhixin('backup', file)).toMatchObject({ code: 3 })
    expect(await zhixin('restore', file)).toMatchObject({ code: 3 })
  })

  it('walks the drill by exit codes: restored once and sound, refused where it holds something or is not whole', async () => {
    const file = join(folder, 'drill.backup')
    expect((await zhixin('backup', file)).code).toBe(0)
    const empty = await emptyDatabase()
    const there = (...args: string[]) => zhixinOn({ DATABASE_URL: empty }, ...args)
    const bytes = await readFile(file)
    const [cut, altered] = [join(folder, 'cut.backup'), join(folder, 'altered.backup')]
    await writeFile(cut, bytes.subarray(0, -100))
    await writeFile(
      altered,
      bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 8 : byte)),
    )
    for (const damaged of [cut, altered, join(folder, 'no-such.backup')]) {
      const refused = await there('restore', damaged)
      expect([damaged, refused.code, refused.output]).toEqual([damaged, 3, ''])
    }
    expect((await there('restore')).code).toBe(2)
    const restored = await there('restore', file, '--json')
    expect([restored.code, JSON.parse(restored.output)]).toMatchObject([0, { migrated: [] }])
    const sound = await there('doctor', '--json')
    expect([sound.code, JSON.parse(sound.output).findings]).toEqual([0, []])
    expect((await there('restore', file)).code).toBe(3)
    expect((await there('doctor')).code).toBe(0)
    // With keys of another house nothing fits, and doctor says so.
    const other = join(folder, 'other-keys.json')
    await createKeyFile(other, { demo: true, now: new Date('2026-11-23T00:00:00Z') })
    const { fingerprint } = await loadSecrets(join(folder, 'keys.json'))
    await onServer(empty, (client) =>
      client.query(
        `insert into installation (name, value, at) values ('keys', '"${fingerprint}"', now()) on conflict do nothing`,
      ),
    )
    expect((await there('doctor')).code).toBe(0)
    const foreign = await zhixinOn({ DATABASE_URL: empty, ZHIXIN_KEY_FILE: other }, 'doctor', '--json')
    expect([foreign.code, JSON.parse(foreign.output).findings[0].check]).toEqual([1, 'keys'])
  })

  it('cannot check what it does not recognise, and says so offline', async () => {
    const file = join(folder, 'letter.txt')
    await writeFile(file, 'no certificate')
    const ended = await zhixin('verify', file, '--json')
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.output)).toMatchObject({
      verdict: 'cannot-check',
      reasons: ['file.not-recognised'],
    })
  })

  it('tells an unreachable log from a wrong one', async () => {
    expect(await zhixin('log', 'verify', '--from', 'http://127.0.0.1:1')).toMatchObject({ code: 3 })
  })

  it('makes a key file for production that it never overwrites', async () => {
    const file = join(folder, 'production.json')
    expect((await zhixin('keys', 'new', file)).code).toBe(0)
    const before = await readFile(file, 'utf8')
    expect((await zhixin('keys', 'new', file)).code).toBe(1)
    expect(await readFile(file, 'utf8')).toBe(before)
    const published = JSON.parse((await zhixin('keys', 'public', file)).output) as { keys: { kty: string }[] }
    expect(published.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
  })
})

describe('npx zhixin doctor', { timeout: 120_000 }, () => {
  const doctor = async (): Promise<{ code: number; findings: { check: string; subject: string }[] }> => {
    const { code, output } = await zhixin('doctor', '--json')
    return { code, ...(JSON.parse(output) as { findings: { check: string; subject: string }[] }) }
  }

  it('finds nothing wrong in a sound database', async () => {
    expect(await doctor()).toMatchObject({ code: 0, findings: [] })
  })

  it('finds a guard that was taken off an append-only table, against a truncate too', async () => {
    await sql`alter table ledger_entry disable trigger ledger_entry_append_only`.execute(database.db)
    await sql`alter table response_event disable trigger response_event_no_truncate`.execute(database.db)
    const { code, findings } = await doctor()
    await sql`alter table ledger_entry enable trigger ledger_entry_append_only`.execute(database.db)
    await sql`alter table response_event enable trigger response_event_no_truncate`.execute(database.db)
    expect(code).toBe(1)
    expect(findings).toMatchObject([
      { check: 'append-only', subject: 'ledger_entry' },
      { check: 'append-only', subject: 'response_event' },
    ])
  })

  it('finds an event whose actor is no account', async () => {
    await sql`insert into event (id, at, name, subject_kind, subject_id, actor_kind, actor_account, request_id, data)
      values (gen_random_uuid(), now(), 'forged', 'x', gen_random_uuid(), 'account', gen_random_uuid(), 'r', '{}')`.execute(
      database.db,
    )
    expect(await doctor()).toMatchObject({ code: 1, findings: [{ check: 'events.subjects' }] })
  })
})
