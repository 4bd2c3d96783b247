import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../test/house.ts'
import { fresh, officeOf, registered } from '../../test/setting.ts'
import { jsonLog } from './log.ts'

const logged: string[] = []
const house = testHouse({ worker: false, logged })

/** What a driver hangs on an error: the refused row, the statement, its parameters. */
const secrets = ['张三丰', '13800002222', '31010119900307001X', 'select secret']
const faultOfDriver = () =>
  Object.assign(new Error('new row violates check constraint "one"'), {
    code: '23514',
    constraint: 'one',
    table: 'person',
    detail: `Failing row contains (${secrets[0]}, ${secrets[1]}).`,
    where: `COPY person, line 1: "${secrets[2]}"`,
    internalQuery: secrets[3],
    parameters: [secrets[2]],
  })

describe('a fault in the log', () => {
  test('of the house names code, constraint, table, message and stack, and nothing of the row', () => {
    const lines: string[] = []
    const outer = new Error('a job failed', { cause: faultOfDriver() })
    jsonLog('info', (line) => lines.push(line)).error({ err: faultOfDriver(), outer }, 'queue')
    expect(lines).toHaveLength(1)
    const told = JSON.parse(lines[0] as string)
    const known = { code: '23514', constraint: 'one', table: 'person' }
    expect(told).toMatchObject({ level: 50, msg: 'queue', err: known, outer: { cause: known } })
    expect(told.err.message).toContain('violates check constraint')
    expect(told.err.stack).toContain('log.test.ts')
    for (const secret of secrets) expect(lines[0]).not.toContain(secret)
  })

  test('of a value the database could not read tells what it should have been, not what it was', async () => {
    const lines: string[] = []
    const fault = await sql`select ${secrets[2]}::text::date`
      .execute(house.services.db)
      .catch((error: unknown) => error)
    jsonLog('info', (line) => lines.push(line)).error({ err: fault }, 'queue')
    const told = JSON.parse(lines[0] as string)
    expect(told.err).toMatchObject({ code: '22007', message: 'invalid input syntax for type date' })
    for (const secret of secrets) expect(lines[0]).not.toContain(secret)
  })

  test('of a request bears its id, and nothing of the row that the database refused', async () => {
    const { office } = await officeOf(house)
    const organisationId = await registered(office, 'institution', `学院 ${fresh()}`)
    await sql`alter table account add constraint nobody_foreseen check (display_name <> '张三丰')`.execute(
      house.services.db,
    )
    logged.length = 0
    const reply = await office.call('POST', '/api/v1/accounts', {
      name: '张三丰',
      signIn: '13800002222',
      password: '一个足够长的口令-2026',
      role: 'institution',
      organisationId,
      from: '2026-01-01',
    })
    expect([reply.status, reply.body.code]).toEqual([500, 'server.fault'])
    const lines = logged.map((line) => JSON.parse(line))
    const fault = lines.find(({ msg }) => msg === 'fault')
    expect(fault).toMatchObject({
      requestId: reply.headers['x-request-id'],
      route: '/api/v1/accounts',
      err: { code: '23514', constraint: 'nobody_foreseen', table: 'account' },
    })
    expect(fault.err.message).toContain('nobody_foreseen')
    expect(fault.err.stack).toContain('insertAccount')
    expect(Object.keys(fault.err).sort()).toEqual(['code', 'constraint', 'message', 'stack', 'table', 'type'])
    const all = logged.join('')
    for (const secret of ['张三丰', '13800002222', 'Failing row', 'argon2']) expect(all).not.toContain(secret)
  })
})
