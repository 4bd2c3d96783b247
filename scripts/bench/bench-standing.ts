import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import pg from 'pg'
import { sql } from 'kysely'
import { systemActor } from '../../src/access/index.ts'
import { booksInTime } from '../../src/areas/ledger/app/books-in-time.ts'
import { checkPersonLedger } from '../../src/areas/ledger/app/check-ledger.ts'
import { rulebook } from '../../src/areas/ledger/app/rulebook.ts'
import { judgeRegister } from '../../src/areas/ledger/app/run-register.ts'
import { startRegisterRun } from '../../src/areas/ledger/app/start-register.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { benchHouse, type BenchHouse } from './bench-house.ts'
import { postUnderKills } from './killed-posting.ts'
import { measureDryRun } from './standing-dry-run.ts'
import { measureOne } from './standing-one.ts'
import { measurePosting } from './standing-posting.ts'
import {
  activitiesEach,
  fillRegister,
  makeRegister,
  personIdAt,
  refillEntries,
  type Register,
  registerYear,
  type Rules,
} from './standing-register.ts'
import { watchMemory } from './watch-memory.ts'
import { flag, rounded, type Bench, type Measured } from './report.ts'

const packs = ['653-2006', 'cn-2015'] as const
const small = 10_000

/** How a whole register stands, what a changed version would do to it, how one person does, and how fast hours are posted. */
export const bench: Bench = async ({ quick, args, say }) => {
  const people = flag(args, 'people', quick ? small : 1_000_000)
  say('preparing a database with the demo …')
  const house = await benchHouse({ worker: false })
  try {
    const { db } = house.composed.services
    const register = await makeRegister(db, packs[0])
    const ones: Measured[] = []
    let [filled, seconds] = [0, 0]
    for (const size of people > small ? [small, people] : [people]) {
      const began = performance.now()
      await fillRegister(house.databaseUrl, register, await rulesOf(house, packs[0]), [filled, size], say)
      filled = size
      seconds += (performance.now() - began) / 1000
      say(
        `${size.toLocaleString('en-US')} people with ${(size * activitiesEach).toLocaleString('en-US')} activities and entries generated, ${rounded(seconds)} s so far`,
      )
      ones.push(await measureOne(house, register, size, quick, say))
    }
    const results: Measured[] = [generated(seconds, people), ...ones, ...growthOf(ones)]
    for (const pack of packs) {
      if (pack !== packs[0])
        await refillEntries(house.databaseUrl, register, await rulesOf(house, pack), people, say)
      await checkSample(house, register, people)
      const ran = await measureRegister(house, register, pack, people, say)
      const whole = ran.find(({ metric }) => metric === 'register.s')?.value ?? 0
      results.push(...ran, ...(await measureDryRun(house, register, pack, people, whole, say)))
    }
    results.push(...(await measurePosting(house, register, people, quick, say)))
    results.push(await measureKills(flag(args, 'kills', quick ? 4 : 20), say))
    return results
  } finally {
    await house.close()
  }
}

type Say = (text: string) => void

const generated = (seconds: number, people: number): Measured => ({
  metric: 'generate.s',
  value: rounded(seconds),
  unit: 's',
  target: '< 900 s for 3,000,000 people with 18,000,000 entries',
  n: people * activitiesEach,
  conditions: `${people.toLocaleString('en-US')} people with their facts, employment and enrolment, ${activitiesEach} activities and entries each, into the migrated tables on two connections; indexes and references built and checked over all of it, tables vacuumed`,
})

const rulesOf = async (house: BenchHouse, pack: string): Promise<Rules> => {
  const book = await rulebook(house.composed.services.db, pack)
  if (!book.ok) throw new Error(book.code)
  const { ruleset } = book.value
  const version = ruleset.versions.find((each) => each.from <= '2025-12-31' && each.to >= '2025-12-31')
  return { pack, hash: ruleset.hash, version: version?.id ?? '' }
}

/** The generated entries are what the rules give: a sample is derived anew, as `doctor` does. */
const checkSample = async (
  { composed }: BenchHouse,
  { programmeId }: Register,
  people: number,
): Promise<void> => {
  const today = new Date().toISOString().slice(0, 10)
  const books = await booksInTime(composed.services.db)
  const findings = []
  for (let number = 0; number < 200; number += 1)
    findings.push(
      ...(await checkPersonLedger(
        composed.services.db,
        books,
        { personId: personIdAt(number % people), programmeId },
        today,
      )),
    )
  if (findings.length > 0)
    throw new Error(`the register is not what its rules give: ${JSON.stringify(findings.slice(0, 3))}`)
}

const measureRegister = async (
  house: BenchHouse,
  register: Register,
  pack: string,
  people: number,
  say: Say,
): Promise<Measured[]> => {
  const before = await fetchSums(house.databaseUrl, register.programmeId)
  say(
    `fetching sums to the client: ${rounded(before.seconds, 2)} s, ${before.rows.toLocaleString('en-US')} rows`,
  )
  const ran = await runRegister(house, register, people, say)
  say(`${pack}: judged and stored in ${rounded(ran.seconds, 2)} s, ${JSON.stringify(ran.counts)}`)
  const after = await fetchSums(house.databaseUrl, register.programmeId)
  const reference = Math.min(before.seconds, after.seconds)
  const conditions = `${pack}, year ${registerYear}, ${people.toLocaleString('en-US')} people with ${(people * activitiesEach).toLocaleString('en-US')} activities, ranges of 20,000 committed one by one, ${ran.counts.whole.toLocaleString('en-US')} people judged from their evidence, ${ran.counts.met.toLocaleString('en-US')} met`
  return [
    {
      metric: 'register.s',
      value: rounded(ran.seconds, 2),
      unit: 's',
      reference: rounded(reference, 2),
      ratio: rounded(ran.seconds / reference, 2),
      target: '<= 4 x the reference',
      n: people,
      conditions: `${conditions}; reference: fetch.s, the better of one before and one after`,
    },
    {
      metric: 'fetch.s',
      value: rounded(reference, 2),
      unit: 's',
      target: 'the reference',
      n: before.rows,
      conditions: `select person, category, sum(minutes) … group by, every row to the client through pg (${pack})`,
    },
    {
      metric: 'register.mb',
      value: ran.grownMb,
      unit: 'MB',
      target: '< 1,000 MB',
      n: 1,
      conditions: `growth of resident memory during the run (${pack})`,
    },
  ]
}

/** Seconds until every sum has come to the client, and how many there are. */
const fetchSums = async (url: string, programmeId: string): Promise<{ seconds: number; rows: number }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const began = performance.now()
    let rows = 0
    await new Promise<void>((resolve, reject) => {
      const query = client.query(
        new pg.Query(
          'select person_id, category, sum(minutes) as minutes from ledger_entry where programme_id = $1 and period = $2 group by person_id, category',
          [programmeId, registerYear],
        ),
      )
      query.on('row', () => {
        rows += 1
      })
      query.on('end', () => resolve())
      query.on('error', reject)
    })
    return { seconds: (performance.now() - began) / 1000, rows }
  } finally {
    await client.end()
  }
}

const runRegister = async (house: BenchHouse, { programmeId }: Register, people: number, say: Say) => {
  const { services } = house.composed
  const by = { actor: systemActor, requestId: 'bench' }
  const memory = watchMemory()
  const began = performance.now()
  const started = await services.perform(startRegisterRun, { programmeId, period: registerYear }, by)
  if (!started.ok) throw new Error(started.code)
  const telling = setInterval(() => void tellProgress(services.db, started.value.runId, people, say), 15_000)
  await judgeRegister(services, started.value).finally(() => clearInterval(telling))
  const seconds = (performance.now() - began) / 1000
  const grownMb = memory.stop()
  const { rows } = await sql<{ done: number; whole: number; met: number; unmet: number; outside: number }>`
    select done, whole, met, unmet, outside from register_run where id = ${started.value.runId} and state = 'done'`.execute(
    services.db,
  )
  const { rows: kept } = await sql<{ rows: number }>`
    select count(*) as rows from register_standing s join register_run r on r.number = s.run where r.id = ${started.value.runId}`.execute(
    services.db,
  )
  const [counts] = rows
  if (counts?.done !== people || kept[0]?.rows !== people)
    throw new Error(`${people} were due, the run has ${JSON.stringify(counts)}`)
  return { seconds, grownMb, counts }
}

const tellProgress = async (db: Db, runId: string, people: number, say: Say): Promise<void> => {
  const { rows } = await sql<{ done: number }>`select done from register_run where id = ${runId}`.execute(db)
  say(`${(rows[0]?.done ?? 0).toLocaleString('en-US')} of ${people.toLocaleString('en-US')} people judged`)
}

/** Hours posted while server and database are killed, on a database server of its own. */
const measureKills = async (kills: number, say: Say): Promise<Measured> => {
  const folder = await mkdtemp(`${tmpdir()}/zhixin-killed-`)
  try {
    const { commands, repeated, activities, lost, twice } = await postUnderKills(folder, kills, say)
    return {
      metric: 'post.lost',
      value: lost.length + twice.length,
      unit: '',
      target: '0 over 20 kill -9 of server and database',
      n: activities,
      conditions: `${kills} times kill -9 of the server, of the database with all its processes, or of both, in turns, four commands at once; ${commands} acknowledged commands, ${repeated} sent again under their keys; every acknowledged activity has one row, one entry, one event`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const growthOf = ([before, after]: readonly Measured[]): Measured[] =>
  before && after
    ? [
        {
          metric: 'one.growth',
          value: rounded(after.value / before.value, 2),
          unit: '×',
          target: '<= 1.3',
          n: before.n + after.n,
          conditions: `p99 of one standing at the full size over that at ${small.toLocaleString('en-US')} people`,
        },
      ]
    : []
