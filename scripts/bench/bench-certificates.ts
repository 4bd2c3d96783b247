import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { certificatePdf } from '../../src/areas/certificates/app/certificate-pdf.ts'
import { issueClass } from '../../src/areas/certificates/app/issue-class.ts'
import { openCertificate } from '../../src/areas/certificates/app/open-certificate.ts'
import { systemActor } from '../../src/access/index.ts'
import type { SignedCertificate } from '../../src/areas/certificates/app/signed-certificate.ts'
import { benchHouse, type BenchHouse } from './bench-house.ts'
import { checkStatement } from '../../src/areas/certificates/store/check.ts'
import { fillLog, fillRegister, numberAt, passedClass } from './certificate-register.ts'
import { alternate, load } from './load.ts'
import { flag, rounded, type Bench, type Measured } from './report.ts'

const small = 10_000

/**
 * Issue in one batch, drawing, public check and log proof at the size of a large register (`--batch N`, `--register N`), and the
 * stand-alone page's size.
 */
export const bench: Bench = async ({ quick, args, say }) => {
  const batch = flag(args, 'batch', quick ? 5_000 : 100_000)
  const register = flag(args, 'register', quick ? 200_000 : 10_000_000)
  say('preparing a database with the demo …')
  const house = await benchHouse({ worker: false })
  try {
    const issued = await measureIssue(house, batch, say)
    const drawn = await measureDrawing(house, quick ? 200 : 2_000, say)
    const checked = await measureCheck(house, register, quick, say)
    const proved = await measureProof(house, register, quick, say)
    return [...issued, drawn, ...checked, proved, await measurePage()]
  } finally {
    await house.close()
  }
}

type Say = (text: string) => void

const measureIssue = async (house: BenchHouse, batch: number, say: Say): Promise<Measured[]> => {
  const { services } = house.composed
  const classId = await passedClass(services.db, batch)
  const bare = signRate()
  say(`bare Ed25519: ${bare} signatures/s on one thread`)
  const began = performance.now()
  await issueClass(services, { classId, at: new Date().toISOString() })
  const seconds = (performance.now() - began) / 1000
  const { rows } = await sql<{ issued: number; numbers: number; serials: number }>`
    select count(*)::int as issued, count(distinct c.number)::int as numbers, (max(l.index) - min(l.index) + 1)::int as serials
    from certificate c join certificate_log l on l.index = c.log_index where c.class_id = ${classId}`.execute(
    services.db,
  )
  const [counted] = rows
  if (counted?.issued !== batch || counted.numbers !== batch || counted.serials !== batch)
    throw new Error(`${batch} were due, the register has ${JSON.stringify(counted)}`)
  const value = rounded(batch / seconds, 0)
  say(`issued ${batch} in ${rounded(seconds)} s`)
  return [
    {
      metric: 'issue.rps',
      value,
      unit: '1/s',
      reference: bare,
      ratio: rounded(value / bare, 3),
      target: '>= 30 % of the reference',
      n: batch,
      conditions:
        'one class, numbered, frozen, signed, logged and stored in commits of their own, durable; reference: bare Ed25519 signatures of 32 bytes on one thread, same run',
    },
  ]
}

/** Signatures a second of one thread that does nothing else. */
const signRate = (): number => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const bytes = randomBytes(32)
  for (let index = 0; index < 2_000; index += 1) sign(null, bytes, privateKey)
  const began = performance.now()
  let count = 0
  while (performance.now() - began < 2_000) {
    for (let index = 0; index < 200; index += 1) sign(null, bytes, privateKey)
    count += 200
  }
  return rounded(count / ((performance.now() - began) / 1000), 0)
}

const measureDrawing = async (house: BenchHouse, count: number, say: Say): Promise<Measured> => {
  const { services } = house.composed
  const by = { actor: systemActor, requestId: 'bench' }
  const { rows } = await sql<{ number: string }>`
    select number from certificate order by issued_on desc, number desc limit ${count + 10}`.execute(
    services.db,
  )
  const opened: SignedCertificate[] = []
  for (const { number } of rows) {
    const certificate = await services.ask(openCertificate, { number }, by)
    if (!certificate.ok) throw new Error(certificate.code)
    opened.push(certificate.value)
  }
  let largest = 0
  const draw = async (certificate: SignedCertificate): Promise<void> => {
    const drawn = await certificatePdf(services, certificate, by.requestId)
    if (!drawn.ok) throw new Error(drawn.code)
    largest = Math.max(largest, drawn.value.length)
  }
  // The thread's fonts are loaded once, by the first order.
  for (const certificate of opened.slice(0, 10)) await draw(certificate)
  const began = performance.now()
  const waiting = opened.slice(10)
  const drawNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await draw(next)
  }
  await Promise.all([drawNext(), drawNext()])
  const value = rounded((opened.length - 10) / ((performance.now() - began) / 1000), 0)
  say(`drew ${value} /s, the largest ${rounded(largest / 1000)} kB`)
  return {
    metric: 'pdf.rps',
    value,
    unit: '1/s',
    target: '>= 150/s and <= 60 kB each',
    n: opened.length - 10,
    conditions: `one drawing thread, the next drawn while one is put on record; fixed template and data, sealed; largest ${rounded(largest / 1000)} kB`,
  }
}

const measureCheck = async (
  house: BenchHouse,
  register: number,
  quick: boolean,
  say: Say,
): Promise<Measured[]> => {
  await fillRegister(house.composed.services.db, 0, small, say)
  const ours = await house.start('house-process.ts', house.order)
  const bare = await house.start('bare-process.ts', {
    databaseUrl: house.databaseUrl,
    statements: [{ text: checkStatement.text, values: [] }],
    byNumber: true,
  })
  const seconds = quick ? 3 : 10
  const spread = (size: number) => (): string => `/verify/${numberAt(Math.floor(Math.random() * size))}`
  const atSize = async (size: number) => {
    const path = spread(size)
    const [mine, reference] = await alternate(
      { connections: 64, seconds, rounds: quick ? 2 : 3, say },
      { label: `check of ${size.toLocaleString('en-US')}`, address: ours.address, path },
      { label: 'bare', address: bare.address, path },
    )
    const few = await load({ label: 'check at 16', address: ours.address, path }, 16, seconds)
    return { mine, reference, few }
  }
  const before = await atSize(small)
  say(`filling the register to ${register.toLocaleString('en-US')} …`)
  await fillRegister(house.composed.services.db, small, register, say)
  const after = await atSize(register)
  ours.child.kill()
  bare.child.kill()
  const size = `${register.toLocaleString('en-US')} certificates in the register, keys spread over all, nothing cached`
  return [
    {
      metric: 'check.p99ms',
      value: after.mine.p99,
      unit: 'ms',
      reference: after.reference.p99,
      ratio: rounded(after.mine.p99 / after.reference.p99, 3),
      target: '<= 2 x the reference',
      n: after.mine.n,
      p50: after.mine.p50,
      p99: after.mine.p99,
      conditions: `64 connections, ${size}; reference: a bare route doing the same select`,
    },
    {
      metric: 'check16.p99ms',
      value: after.few.p99,
      unit: 'ms',
      target: '< 15 ms',
      n: after.few.n,
      p50: after.few.p50,
      p99: after.few.p99,
      conditions: `16 connections, ${size}`,
    },
    {
      metric: 'check.growth',
      value: rounded(after.mine.p99 / before.mine.p99, 2),
      unit: '×',
      target: '<= 1.3',
      n: before.mine.n + after.mine.n,
      conditions: `p99 at 64 connections: ${after.mine.p99} ms over ${before.mine.p99} ms at ${small.toLocaleString('en-US')} certificates; ${size}`,
    },
  ]
}

/** The page that checks offline, as one goes to fetch it: the built file, compressed. */
const measurePage = async (): Promise<Measured> => {
  const file = fileURLToPath(new URL('../../dist/web/verify-offline.html', import.meta.url))
  const page = await readFile(file)
  return {
    metric: 'verify.page.kb',
    value: rounded(gzipSync(page, { level: 9 }).length / 1000),
    unit: 'kB',
    target: '<= 40 kB gzip',
    n: 1,
    conditions: `dist/web/verify-offline.html, ${rounded(page.length / 1000)} kB as it is`,
  }
}

const measureProof = async (
  house: BenchHouse,
  leaves: number,
  quick: boolean,
  say: Say,
): Promise<Measured> => {
  say(`filling the log to ${leaves.toLocaleString('en-US')} leaves …`)
  await fillLog(house.databaseUrl, leaves, say)
  const ours = await house.start('house-process.ts', house.order)
  const target = {
    label: 'proof',
    address: ours.address,
    path: () => `/api/v1/log/proof/${Math.floor(Math.random() * leaves)}`,
  }
  await load(target, 16, 2)
  const measured = await load(target, 16, quick ? 3 : 10)
  ours.child.kill()
  return {
    metric: 'proof.p99ms',
    value: measured.p99,
    unit: 'ms',
    target: '< 10 ms',
    n: measured.n,
    p50: measured.p50,
    p99: measured.p99,
    conditions: `16 connections, ${leaves.toLocaleString('en-US')} leaves, entries at random, ${measured.rps}/s`,
  }
}
