import type { BenchHouse } from './bench-house.ts'
import { drain, writeBacklogs, type Backlog } from './exam-backlog.ts'
import { openHall } from './exam-hall.ts'
import { percentile, rounded, type Measured } from './report.ts'

/** Requests of a seat's backlog after an hour without the network: 3 events a minute and a half, as the load model says. */
const storm = { seats: 300, events: 213, perRequest: 50, live: 100 }

/** A site whose network was away for an hour comes back at once, while others write. */
export const stormRun = async (
  house: BenchHouse,
  address: string,
  say: (text: string) => void,
): Promise<Measured[]> => {
  say(`writing an hour's backlog for ${storm.seats} seats …`)
  const { services } = house.composed
  const hall = await openHall(services, storm.seats + storm.live)
  const away = await writeBacklogs(services, hall.seats.slice(0, storm.seats), storm.events, storm.perRequest)
  const live = await writeBacklogs(services, hall.seats.slice(storm.seats), 120, 1)
  const ended = { now: false }
  const others = Promise.all(live.map((one) => writeSlowly(address, one, ended)))
  const began = performance.now()
  await Promise.all(away.map((one) => drain(address, one)))
  const seconds = (performance.now() - began) / 1000
  ended.now = true
  const took = (await others).flat().toSorted((a, b) => a - b)
  say(`storm: ${rounded(seconds)} s; others p99 ${rounded(percentile(took, 0.99))} ms of ${took.length}`)
  const conditions = `${storm.seats} seats with ${storm.events} events each (an hour), up to ${storm.perRequest} a request, all at once; ${storm.live} others send one event a second each`
  return [
    { metric: 'storm.s', value: rounded(seconds), unit: 's', target: '< 60 s', n: storm.seats, conditions },
    {
      metric: 'storm.live.p99ms',
      value: rounded(percentile(took, 0.99)),
      unit: 'ms',
      target: '< 1000 ms',
      n: took.length,
      p50: rounded(percentile(took, 0.5)),
      p99: rounded(percentile(took, 0.99)),
      conditions,
    },
  ]
}

const writeSlowly = async (
  address: string,
  { seat, bodies }: Backlog,
  ended: { now: boolean },
): Promise<number[]> => {
  const took: number[] = []
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1000))
  for (const body of bodies) {
    if (ended.now && took.length > 0) break
    took.push(...(await drain(address, { seat, bodies: [body] })))
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  return took
}
