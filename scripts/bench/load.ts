import autocannon from 'autocannon'
import { rounded } from './report.ts'

/** A server to put under load, and the address of each request to it. */
export interface Target {
  readonly label: string
  readonly address: string
  path(): string
  /** Sent as a POST; without it the request is a GET. */
  body?(): object
}

export interface Load {
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly n: number
}

export interface Turns {
  readonly connections: number
  readonly seconds: number
  readonly rounds: number
  say(text: string): void
}

/** Measures two servers in turns and gives the median round of each, so that a neighbour's noise hits both. */
export const alternate = async (
  { connections, seconds, rounds, say }: Turns,
  mine: Target,
  reference: Target,
): Promise<[Load, Load]> => {
  const loads: [Load[], Load[]] = [[], []]
  for (const target of [mine, reference]) await load(target, connections, 1)
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, target] of [mine, reference].entries()) {
      const measured = await load(target, connections, seconds)
      loads[index as 0 | 1].push(measured)
      say(`${target.label}: ${measured.rps} /s, p99 ${measured.p99} ms`)
    }
  }
  return [median(loads[0]), median(loads[1])]
}

export const median = (loads: readonly Load[]): Load =>
  loads.toSorted((a, b) => a.rps - b.rps)[Math.floor(loads.length / 2)] as Load

/** Throws when anything but a 2xx came back: a refusal is quick and would look like speed. */
export const load = async (target: Target, connections: number, seconds: number): Promise<Load> => {
  const result = await autocannon({
    url: target.address,
    connections,
    duration: seconds,
    requests: [
      {
        method: target.body ? 'POST' : 'GET',
        headers: {
          accept: 'application/json',
          ...(target.body ? { 'content-type': 'application/json' } : {}),
        },
        setupRequest: (request) => ({
          ...request,
          path: target.path(),
          ...(target.body ? { body: JSON.stringify(target.body()) } : {}),
        }),
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.label}: ${result.non2xx} refusals, ${result.errors} errors`)
  return {
    rps: rounded(result.requests.average, 0),
    p50: result.latency.p50,
    p99: result.latency.p99,
    n: result.requests.total,
  }
}
