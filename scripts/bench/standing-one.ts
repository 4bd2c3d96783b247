import { journeyClient } from '../journey/journey-client.ts'
import { demoPassword } from '../../src/main/demo/seed-demo.ts'
import type { BenchHouse } from './bench-house.ts'
import { percentile, rounded, type Measured } from './report.ts'
import { personIdAt, type Register, registerYear } from './standing-register.ts'

/** One person's standing with its whole trace through the public API, one request after the other, people at random. */
export const measureOne = async (
  house: BenchHouse,
  register: Register,
  people: number,
  quick: boolean,
  say: (text: string) => void,
): Promise<Measured> => {
  const { address, child } = await house.start('house-process.ts', house.order)
  try {
    const office = journeyClient(address)
    await office.signIn({ signIn: 'office', password: demoPassword })
    const ask = async (): Promise<number> => {
      const id = personIdAt(Math.floor(Math.random() * people))
      const began = performance.now()
      const result = await office.get<{ trace?: { nodes: unknown[] }; person: string; applies: boolean }>(
        `/api/v1/people/${id}/standing?period=${registerYear}&programme=${register.programmeId}`,
      )
      const took = performance.now() - began
      if (result.person !== id || !result.applies || (result.trace?.nodes.length ?? 0) < 5)
        throw new Error(`no standing of ${id}: ${JSON.stringify(result).slice(0, 200)}`)
      return took
    }
    for (let count = 0; count < 200; count += 1) await ask()
    const times: number[] = []
    for (let count = 0; count < (quick ? 500 : 2_000); count += 1) times.push(await ask())
    const sorted = times.toSorted((a, b) => a - b)
    const p99 = rounded(percentile(sorted, 0.99), 2)
    say(
      `one standing of ${people.toLocaleString('en-US')}: p50 ${rounded(percentile(sorted, 0.5), 2)} ms, p99 ${p99} ms`,
    )
    return {
      metric: 'one.p99ms',
      value: p99,
      unit: 'ms',
      target: '< 15 ms, the same at every size',
      n: times.length,
      p50: rounded(percentile(sorted, 0.5), 2),
      p99,
      conditions: `${people.toLocaleString('en-US')} people in the register, GET …/standing of people at random, one at a time, RESULT with its whole trace, evaluated from the evidence`,
    }
  } finally {
    child.kill()
  }
}
