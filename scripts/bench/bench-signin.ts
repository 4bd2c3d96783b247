import type { ChildProcess } from 'node:child_process'
import autocannon from 'autocannon'
import { sql } from 'kysely'
import { hashPassword } from '../../src/areas/accounts/app/password-hash.ts'
import { newId } from '../../src/kernel/id.ts'
import { benchHouse, type BenchHouse } from './bench-house.ts'
import { load, median, type Load, type Target } from './load.ts'
import { rounded, type Bench, type Measured } from './report.ts'

/** A hall: as many people as the greatest test site seats, behind one address, who all sit down at the same moment. */
const people = 300
const password = 'a hall full of people 653'
const nameAt = (index: number): string => `hall.${String(index).padStart(3, '0')}`

/** Sign-ins over HTTP beside bare argon2id, in turns; then the whole hall at once while others read. */
export const bench: Bench = async ({ quick, say }) => {
  say(`preparing a database with the demo and ${people} accounts …`)
  const house = await benchHouse({ worker: false })
  try {
    const hash = await hashPassword(password)
    await openAccounts(house, hash)
    const ours = await house.start('house-process.ts', house.order)
    const bare = await house.start('argon2-process.ts', { hash, password })
    const turns = { concurrency: 32, seconds: quick ? 4 : 10, rounds: quick ? 2 : 3 }
    const [mine, reference] = await inTurns(signingIn(ours.address), bare.child, turns, say)
    bare.child.kill()
    const halls: Hall[] = []
    for (let round = 0; round < turns.rounds; round += 1) {
      const hall = await fillHall(ours.address)
      halls.push(hall)
      say(
        `hall: ${hall.seconds} s, ${hall.refused} refused; others p99 ${hall.others.p99} ms of ${hall.others.n}`,
      )
    }
    return [rate(mine, reference, turns.concurrency), ...ofHalls(halls)]
  } finally {
    await house.close()
  }
}

/** One hash for all: a salt of each one's own would make it no slower to verify. */
const openAccounts = async ({ composed }: BenchHouse, hash: string): Promise<void> => {
  const rows = Array.from({ length: people }, (_, index) => ({ id: newId(), name: nameAt(index) }))
  const { db } = composed.services
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, name text)`
  await db.transaction().execute(async (tx) => {
    await sql`insert into account (id, display_name, created_at) select id, name, now() from ${given}`.execute(
      tx,
    )
    await sql`insert into sign_in_name (name, kind, account_id) select name, 'username', id from ${given}`.execute(
      tx,
    )
    await sql`insert into password (account_id, hash, changed_at) select id, ${hash}, now() from ${given}`.execute(
      tx,
    )
  })
}

/** Each sign-in is by the next person, on a device that was never seen. */
const signingIn = (address: string): Target => {
  let next = 0
  return {
    label: 'sign-in',
    address,
    path: () => '/api/v1/sessions',
    body: () => ({ signIn: nameAt((next += 1) % people), password }),
  }
}

interface TurnsHere {
  readonly concurrency: number
  readonly seconds: number
  readonly rounds: number
}

const inTurns = async (
  mine: Target,
  bare: ChildProcess,
  { concurrency, seconds, rounds }: TurnsHere,
  say: (text: string) => void,
): Promise<[Load, Load]> => {
  const loads: [Load[], Load[]] = [[], []]
  await load(mine, concurrency, 1)
  for (let round = 0; round < rounds; round += 1) {
    const signIns = await load(mine, concurrency, seconds)
    const hashes = await hashing(bare, concurrency, seconds)
    loads[0].push(signIns)
    loads[1].push(hashes)
    say(`sign-ins: ${signIns.rps} /s, p99 ${signIns.p99} ms; bare argon2id: ${hashes.rps} /s`)
  }
  return [median(loads[0]), median(loads[1])]
}

const hashing = (bare: ChildProcess, concurrency: number, seconds: number): Promise<Load> =>
  new Promise((resolve) => {
    bare.once('message', (message) => resolve(message as Load))
    bare.send({ concurrency, seconds })
  })

interface Hall {
  readonly seconds: number
  readonly refused: number
  readonly others: Load
}

/** What others read meanwhile: a page, a list and a search, none of them in the hall. */
const elsewhere = ['/', '/api/v1/catalogue?q=', '/api/v1/notices', '/api/v1/catalogue?q=%E5%AE%89%E5%85%A8']

const startOthers = (address: string): { stop(): Promise<autocannon.Result> } => {
  const ended = Promise.withResolvers<autocannon.Result>()
  const requests = elsewhere.map((path) => ({ method: 'GET' as const, path }))
  const running = autocannon({ url: address, connections: 4, duration: 120, requests }, (error, result) =>
    error ? ended.reject(error) : ended.resolve(result),
  )
  return {
    stop() {
      running.stop()
      return ended.promise
    },
  }
}

const fillHall = async (address: string): Promise<Hall> => {
  let next = 0
  const others = startOthers(address)
  const started = performance.now()
  const hall = await autocannon({
    url: `${address}/api/v1/sessions`,
    method: 'POST',
    connections: people,
    amount: people,
    timeout: 60,
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          body: JSON.stringify({ signIn: nameAt((next += 1) % people), password }),
        }),
      },
    ],
  })
  const seconds = rounded((performance.now() - started) / 1000, 2)
  const { requests, latency, non2xx, errors } = await others.stop()
  if (non2xx > 0 || errors > 0) throw new Error(`others: ${non2xx} refusals, ${errors} errors`)
  return {
    seconds,
    refused: people - hall['2xx'],
    others: { rps: requests.average, p50: latency.p50, p99: latency.p99, n: requests.total },
  }
}

const rate = (mine: Load, reference: Load, concurrency: number): Measured => ({
  metric: 'signin.rps',
  value: mine.rps,
  unit: '1/s',
  reference: reference.rps,
  ratio: rounded(mine.rps / reference.rps, 3),
  target: '>= 60 % of the reference',
  n: mine.n,
  p50: mine.p50,
  p99: mine.p99,
  conditions: `${concurrency} at a time over HTTP, each a session of the next of ${people} people on a new device, nothing cached; the reference verifies argon2id (m = 19 MiB, t = 2, p = 1) ${concurrency} at a time in a process that does nothing else; load generator and PostgreSQL on the same machine`,
})

/** Of all halls the worst. */
const ofHalls = (halls: readonly Hall[]): Measured[] => {
  const worst = halls.toSorted((a, b) => b.others.p99 - a.others.p99)[0] as Hall
  const conditions = `${people} people behind one address at the same moment, each on a new device; worst of ${halls.length} halls`
  return [
    {
      metric: 'hall.s',
      value: Math.max(...halls.map(({ seconds }) => seconds)),
      unit: 's',
      target: '<= 10 s',
      n: people * halls.length,
      conditions: `${conditions}; until the last one is in`,
    },
    {
      metric: 'hall.refused',
      value: halls.reduce((sum, { refused }) => sum + refused, 0),
      unit: '',
      target: '0',
      n: people * halls.length,
      conditions,
    },
    {
      metric: 'others.p99ms',
      value: worst.others.p99,
      unit: 'ms',
      target: '< 200 ms',
      n: worst.others.n,
      p50: worst.others.p50,
      p99: worst.others.p99,
      conditions: `${conditions}; 4 others read the home page, the catalogue and notices meanwhile`,
    },
  ]
}
