import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import { searchListed } from '../../src/areas/catalogue/store/public-catalogue.ts'
import { dayInZone } from '../../src/kernel/calendar.ts'
import { benchHouse, type BenchHouse } from './bench-house.ts'
import { fillRegister, numberAt } from './certificate-register.ts'
import { checkStatement } from '../../src/areas/certificates/store/check.ts'
import { alternate, type Turns } from './load.ts'
import { rounded, type Bench, type Measured } from './report.ts'

const certificates = 100_000
const connections = 64

/** Certificate check and catalogue through the whole stack, each beside a bare Fastify route doing the same select, in turns. */
export const bench: Bench = async ({ quick, say }) => {
  say('preparing a database with the demo and 100,000 certificates …')
  const house = await benchHouse({ worker: false })
  try {
    await fillRegister(house.composed.services.db, 0, certificates, say)
    const ours = await house.start('house-process.ts', house.order)
    const seconds = quick ? 3 : 10
    const rounds = quick ? 2 : 3
    const check = await inTurns(house, ours.address, { connections, seconds, rounds, say })
    const catalogue = await catalogueTurns(house, ours.address, { connections, seconds, rounds, say })
    return [...check, catalogue]
  } finally {
    await house.close()
  }
}

const inTurns = async (house: BenchHouse, ours: string, turns: Turns): Promise<Measured[]> => {
  const bare = await house.start('bare-process.ts', {
    databaseUrl: house.databaseUrl,
    statements: [{ text: checkStatement.text, values: [] }],
    byNumber: true,
  })
  const path = (): string => `/verify/${numberAt(Math.floor(Math.random() * certificates))}`
  const [mine, reference] = await alternate(
    turns,
    { label: 'check', address: ours, path },
    { label: 'bare', address: bare.address, path },
  )
  bare.child.kill()
  const conditions = `${connections} connections, keys spread over ${certificates.toLocaleString('en-US')} certificates, nothing cached, load generator and PostgreSQL on the same machine`
  return [
    {
      metric: 'check.rps',
      value: mine.rps,
      unit: '1/s',
      reference: reference.rps,
      ratio: rounded(mine.rps / reference.rps, 3),
      target: '>= 60 % of the reference',
      n: mine.n,
      p50: mine.p50,
      p99: mine.p99,
      conditions,
    },
    {
      metric: 'check.p99ms',
      value: mine.p99,
      unit: 'ms',
      reference: reference.p99,
      ratio: rounded(mine.p99 / reference.p99, 3),
      target: '<= 2 x the reference',
      n: mine.n,
      p50: mine.p50,
      p99: mine.p99,
      conditions,
    },
  ]
}

const words = ['', '信息', '网络', '软件', '系统', '管理', '电子', '安全', '通信', '数据']
const fields = ['', '', 'software', 'security', 'e-government']

const catalogueTurns = async (house: BenchHouse, ours: string, turns: Turns): Promise<Measured> => {
  const bare = await house.start('bare-process.ts', {
    databaseUrl: house.databaseUrl,
    statements: await catalogueStatements(house),
    byNumber: false,
  })
  const pick = (from: readonly string[]): string => from[Math.floor(Math.random() * from.length)] as string
  const path = (): string => `/api/v1/catalogue?q=${encodeURIComponent(pick(words))}&field=${pick(fields)}`
  const [mine, reference] = await alternate(
    turns,
    { label: 'catalogue', address: ours, path },
    { label: 'bare', address: bare.address, path: () => '/verify/0' },
  )
  bare.child.kill()
  return {
    metric: 'catalogue.rps',
    value: mine.rps,
    unit: '1/s',
    reference: reference.rps,
    ratio: rounded(mine.rps / reference.rps, 3),
    target: '>= 1,500/s or >= 40 % of the reference',
    n: mine.n,
    p50: mine.p50,
    p99: mine.p99,
    conditions: `${connections} connections, words and key areas at random over the demo catalogue; the reference runs the same statements, nothing cached`,
  }
}

/** The very statements the catalogue sends for every pair of word and key area, caught as they are sent. */
const catalogueStatements = async (
  house: BenchHouse,
): Promise<{ text: string; values: readonly unknown[] }[]> => {
  const caught: { text: string; values: readonly unknown[] }[] = []
  const listening = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: house.composed.services.pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: (event) => {
      caught.push({ text: event.query.sql, values: event.query.parameters })
    },
  })
  const today = dayInZone(new Date(), 'Asia/Shanghai')
  for (const q of words)
    for (const field of fields)
      await searchListed(listening, { ...(q ? { q } : {}), ...(field ? { field } : {}) }, today, 21, 0)
  return caught
}
