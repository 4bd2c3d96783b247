import { sql } from 'kysely'
import type { Services } from '../../src/platform/services.ts'
import { benchHouse, type BenchHouse } from './bench-house.ts'
import { sharesText, watchProcessors, type Shares } from './cpu-shares.ts'
import { inTurns, saturate, writeBacklogs, type Saturated } from './exam-backlog.ts'
import { examHall, openAt, openHall, type Hall } from './exam-hall.ts'
import { moveRun } from './exam-moves.ts'
import { stormRun } from './exam-storm.ts'
import type { SwarmOrder, SwarmReport } from './exam-swarm.ts'
import { median } from './load.ts'
import { percentile, rounded, type Bench, type Measured } from './report.ts'

/** Candidates and how long they write. */
const profileOf = (quick: boolean, args: readonly string[]) =>
  quick
    ? { seats: 500, seconds: 45, turns: { seconds: 5, rounds: 2 } }
    : args.includes('--daily')
      ? { seats: 3000, seconds: 180, turns: { seconds: 8, rounds: 3 } }
      : { seats: 3000, seconds: 1200, turns: { seconds: 8, rounds: 3 } }

/** A hall of 3,000 starts within ten seconds and hands in within twenty; a smaller one at the same rate. */
const startsPerSecond = 300
const submitsPerSecond = 150
/** Seats made ready a second before the opening; a real hall has half an hour. */
const readyPerSecond = 25
/** Twice as quick as candidates are who have 54 s for each of 100 questions. */
const thinkMs = 27_000
const connections = 32
/** Requests are made beforehand: more of them than can be answered. */
const mostPerSecond = 10_000
export const bench: Bench = async ({ quick, args, say }) => {
  const profile = profileOf(quick, args)
  say('preparing a database with the demo …')
  const house = await benchHouse({ worker: false })
  try {
    const { address, child } = await house.start('house-process.ts', house.order)
    const postgres = await postmasterOf(house)
    const groups = { server: child.pid ?? 0, PostgreSQL: postgres }
    const parts: Readonly<Record<string, () => Promise<Measured[]>>> = {
      hall: () => hallRun(house, address, groups, profile, say),
      append: () => appendRun(house, address, groups, profile.turns, say),
      storm: () => stormRun(house, address, say),
      move: () => moveRun(house, address),
    }
    const wanted = args.includes('--only') ? args[args.indexOf('--only') + 1]?.split(',') : undefined
    const measured: Measured[] = []
    for (const [part, run] of Object.entries(parts))
      if (wanted?.includes(part) ?? true) measured.push(...(await run()))
    return measured
  } finally {
    await house.close()
  }
}

type Groups = Readonly<Record<string, number>>
type Say = (text: string) => void

const postmasterOf = async ({ composed }: BenchHouse): Promise<number> => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(composed.services.db)
  const { readFile } = await import('node:fs/promises')
  const stat = await readFile(`/proc/${rows[0]?.pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

/** The hall: made ready, started, written, handed in; then every answer is looked for in the log. */
const hallRun = async (
  house: BenchHouse,
  address: string,
  groups: Groups,
  { seats, seconds }: { seats: number; seconds: number },
  say: Say,
): Promise<Measured[]> => {
  const readyMs = Math.max(30_000, (seats / readyPerSecond) * 1000)
  say(`arranging an exam for ${seats} candidates …`)
  const hall = await examHall(house.composed.services, seats, {
    opensAt: new Date(Date.now() + 3_600_000),
    durationMinutes: 60,
  })
  const opensAt = Date.now() + readyMs + 20_000
  await openAt(house.composed.services, hall, opensAt)
  const startSpreadMs = (seats / startsPerSecond) * 1000
  const order: SwarmOrder = {
    address,
    seats: hall.seats,
    opensAt,
    handInAt: opensAt + startSpreadMs + seconds * 1000,
    startSpreadMs,
    submitSpreadMs: (seats / submitsPerSecond) * 1000,
    thinkMs,
  }
  say(
    `${seats} seats get ready for ${Math.round((opensAt - Date.now()) / 1000)} s, then write for ${seconds} s …`,
  )
  const { child } = await house.start('exam-swarm.ts', order)
  const phases = await watchPhases({ ...groups, candidates: child.pid ?? 0 }, order)
  const report = await new Promise<SwarmReport>((resolve) =>
    child.once('message', (told) => resolve(told as SwarmReport)),
  )
  const shares = await phases()
  for (const [phase, share] of Object.entries(shares)) say(`${phase}: ${sharesText(share)}`)
  if (Object.keys(report.faults).length > 0) say(`faults: ${JSON.stringify(report.faults)}`)
  const lost = await countLost(house.composed.services, hall, report)
  return hallFigures({ report, lost, seats, seconds, shares })
}

const watchPhases = async (groups: Groups, order: SwarmOrder) => {
  const shares: Record<string, Shares> = {}
  const until = (instant: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())))
  const watching = (async () => {
    for (const [phase, ends] of [
      ['getting ready', order.opensAt],
      ['start', order.opensAt + order.startSpreadMs],
      ['writing', order.handInAt],
      ['handing in', order.handInAt + order.submitSpreadMs],
    ] as const) {
      const report = await watchProcessors(groups)
      await until(ends)
      shares[phase] = await report()
    }
  })()
  return async () => {
    await watching
    return shares
  }
}

/** Answers that pages showed as given and that the log does not have as the last of their question. */
const countLost = async ({ db }: Services, { seats }: Hall, { answers }: SwarmReport): Promise<number> => {
  const { rows } = await sql<{ attemptId: string; slot: string; chosen: string }>`
    select distinct on (attempt_id, slot) attempt_id, slot, array_to_string(array(select jsonb_array_elements_text(body->'options')), ',') as chosen
    from response_event where type = 'answer' and attempt_id = any(${seats.map(({ attemptId }) => attemptId)}::uuid[])
    order by attempt_id, slot, epoch desc, seq desc`.execute(db)
  const kept = new Map(rows.map(({ attemptId, slot, chosen }) => [`${attemptId}/${slot}`, chosen]))
  return answers.reduce(
    (sum, [attempt, given]) =>
      sum +
      Object.entries(given).filter(([slot, chosen]) => kept.get(`${attempt}/${slot}`) !== chosen).length,
    0,
  )
}

interface HallSeen {
  readonly report: SwarmReport
  readonly lost: number
  readonly seats: number
  readonly seconds: number
  readonly shares: Readonly<Record<string, Shares>>
}

const hallFigures = ({ report, lost, seats, seconds, shares }: HallSeen): Measured[] => {
  const [ack, start, submit] = [report.ackMs, report.startMs, report.submitMs].map((all) =>
    all.toSorted((a, b) => a - b),
  ) as [number[], number[], number[]]
  const answered = report.answers.reduce((sum, [, given]) => sum + Object.keys(given).length, 0)
  const faults = Object.values(report.faults).reduce((sum, n) => sum + n, 0)
  const hall = `${seats} candidates with the exam client's own session (memory in place of the browser's disk), ${thinkMs / 1000} s a question on average; load generator and PostgreSQL on the same machine`
  const used = (phase: string) =>
    `processor, of one core: ${sharesText(shares[phase] ?? {})}; the generator’s own loop was late by ${report.lateMs[phase]} ms (p99), which is part of the figure`
  const ofMs = (sorted: readonly number[]) => ({
    n: sorted.length,
    p50: rounded(percentile(sorted, 0.5)),
    p99: rounded(percentile(sorted, 0.99)),
  })
  const one = (metric: string, value: number, unit: string, target: string, more: object): Measured => ({
    metric,
    value: rounded(value),
    unit,
    target,
    n: 0,
    conditions: hall,
    ...more,
  })
  return [
    one('ack.p50ms', percentile(ack, 0.5), 'ms', '< 50 ms', {
      ...ofMs(ack),
      conditions: `${hall}; from sending a batch to its receipt, over ${seconds} s; ${used('writing')}`,
    }),
    one('ack.p99ms', percentile(ack, 0.99), 'ms', '< 500 ms', ofMs(ack)),
    one('lost', lost, '', '0', {
      n: answered,
      conditions: `${hall}; last answers pages showed, held against the log`,
    }),
    one('start.p99ms', percentile(start, 0.99), 'ms', '< 2000 ms', {
      ...ofMs(start),
      conditions: `${hall}; from pressing start to the first question, ${startsPerSecond} a second; ${report.prepared} of ${seats} were made ready before; ${used('start')}`,
    }),
    one('submit.p99ms', percentile(submit, 0.99), 'ms', '< 2000 ms', {
      ...ofMs(submit),
      conditions: `${hall}; from handing in to the receipt, ${submitsPerSecond} a second; ${used('handing in')}`,
    }),
    one('receipt.maxms', submit.at(-1) ?? 0, 'ms', '< 5000 ms', { n: submit.length }),
    one('faults', faults, '', '0', {
      n: report.requests,
      conditions: `${hall}; requests refused or failed: ${JSON.stringify(report.faults)}`,
    }),
  ]
}

/** Appending as fast as it goes, in turns with the bare INSERT. */
const appendRun = async (
  house: BenchHouse,
  address: string,
  groups: Groups,
  turns: { seconds: number; rounds: number },
  say: Say,
): Promise<Measured[]> => {
  const prepared = (turns.seconds * turns.rounds + 2) * mostPerSecond
  const seats = 400
  const perSeat = Math.ceil(prepared / seats) * 3
  say(`writing ${perSeat * seats} events for ${seats} seats beforehand …`)
  const hall = await openHall(house.composed.services, seats)
  const requests = inTurns(await writeBacklogs(house.composed.services, hall.seats, perSeat, 3))
  const { child: bare } = await house.start('exam-bare-process.ts', {
    databaseUrl: house.databaseUrl,
    connections,
  })
  const hashing = (seconds: number) =>
    new Promise<Saturated>((resolve) => {
      bare.once('message', (told) => resolve({ p50: 0, p99: 0, ...(told as { rps: number; n: number }) }))
      bare.send({ seconds })
    })
  const from = { at: 0 }
  await saturate(address, requests, from, connections, 1)
  await hashing(1)
  const [ours, reference]: [Saturated[], Saturated[]] = [[], []]
  let shares: Shares = {}
  for (let round = 0; round < turns.rounds; round += 1) {
    const watch = await watchProcessors({ ...groups, generator: process.pid })
    ours.push(await saturate(address, requests, from, connections, turns.seconds))
    shares = await watch()
    reference.push(await hashing(turns.seconds))
    say(
      `append: ${ours.at(-1)?.rps} /s (${sharesText(shares)}); bare INSERT: ${Math.round(reference.at(-1)?.rps ?? 0)} /s`,
    )
  }
  bare.kill()
  const [mine, theirs] = [median(ours), median(reference)]
  return [
    {
      metric: 'append.rps',
      value: mine.rps,
      unit: '1/s',
      reference: Math.round(theirs.rps),
      ratio: rounded(mine.rps / theirs.rps, 3),
      target: '>= 60 % of the reference, >= 2500 1/s',
      n: mine.n,
      p50: mine.p50,
      p99: mine.p99,
      conditions: `${connections} connections, 3 events a request over ${seats} seats, each with its key; the reference runs the same INSERT as a prepared statement on ${connections} connections in a process that does nothing else; processor, of one core: ${sharesText(shares)}; the largest saturated first`,
    },
  ]
}
