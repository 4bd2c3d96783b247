import { setTimeout as pause } from 'node:timers/promises'
import { runDry } from '../../src/areas/rule-studio/app/dry-run.ts'
import type { DryRunReport } from '../../src/areas/rule-studio/contract/dry-runs.ts'
import { demoPassword } from '../../src/main/demo/seed-demo.ts'
import { journeyClient } from '../journey/journey-client.ts'
import type { BenchHouse } from './bench-house.ts'
import { percentile, rounded, type Measured } from './report.ts'
import { personIdAt, type Register, registerYear } from './standing-register.ts'
import { watchMemory } from './watch-memory.ts'

/** What the changed version asks for instead. */
const changes: Readonly<Record<string, readonly [string, string]>> = {
  '653-2006': ['"atLeast":"72"', '"atLeast":"64"'],
  'cn-2015': ['"atLeast":"90"', '"atLeast":"70"'],
}
const between = 200

/**
 * A draft with another requirement, run over everybody through the command and the job of the rule studio, while somebody
 * asks for standings of others in another process. `whole` are the seconds of the register run of the same pack.
 */
export const measureDryRun = async (
  house: BenchHouse,
  { programmeId }: Register,
  pack: string,
  people: number,
  whole: number,
  say: (text: string) => void,
): Promise<Measured[]> => {
  const { address, child } = await house.start('house-process.ts', house.order)
  try {
    const office = journeyClient(address)
    await office.signIn({ signIn: 'office', password: demoPassword })
    const ask = async (): Promise<number> => {
      const began = performance.now()
      const id = personIdAt(Math.floor(Math.random() * people))
      await office.get(`/api/v1/people/${id}/standing?period=${registerYear}&programme=${programmeId}`)
      return performance.now() - began
    }
    const [from, to] = changes[pack] as readonly [string, string]
    const { draftId } = await office.post<{ draftId: string }>('/api/v1/rule-drafts', {
      packId: pack,
      from: 'pack',
    })
    const draft = await office.get<{ revision: number; pack: object; cases: object[] }>(
      `/api/v1/rule-drafts/${draftId}`,
    )
    await office.put(`/api/v1/rule-drafts/${draftId}`, {
      revision: draft.revision,
      pack: JSON.parse(JSON.stringify(draft.pack).replaceAll(from, to)) as object,
      cases: draft.cases,
    })
    const { runId } = await office.post<{ runId: string }>(`/api/v1/rule-drafts/${draftId}/dry-runs`, {
      programmeId,
      period: registerYear,
    })
    const alone: number[] = []
    for (let count = 0; count < 100; count += 1) alone.push(await ask())
    let isOver = false
    const meanwhile: number[] = []
    const asking = (async () => {
      while (!isOver) {
        meanwhile.push(await ask())
        await pause(between)
      }
    })()
    const memory = watchMemory()
    const began = performance.now()
    await runDry(house.composed.services, runId)
    const seconds = (performance.now() - began) / 1000
    const grownMb = memory.stop()
    isOver = true
    await asking
    const { report } = await office.get<{ report: DryRunReport }>(`/api/v1/rule-dry-runs/${runId}`)
    if (report.people !== people) throw new Error(`${people} were due, the dry run has ${report.people}`)
    const moved = report.matrix.reduce((sum, one) => sum + (one.before === one.after ? 0 : one.people), 0)
    say(
      `dry run of ${pack}: ${rounded(seconds, 2)} s, ${moved.toLocaleString('en-US')} stand otherwise, ${report.whole} gone through whole`,
    )
    const conditions = `${pack} with ${to} for ${from}, ${people.toLocaleString('en-US')} people: ${report.counts.newlyMet.toLocaleString('en-US')} newly met, ${report.counts.newlyShort.toLocaleString('en-US')} newly short, ${report.groups.employer.length} employers told of, ${report.whole} people gone through whole`
    return [
      {
        metric: 'dryrun.s',
        value: rounded(seconds, 2),
        unit: 's',
        reference: rounded(whole, 2),
        ratio: rounded(seconds / whole, 2),
        target: '<= 1.2 x the reference',
        n: people,
        conditions: `${conditions}; reference: register.s of the same pack; both judged, counted by group and kept for the list, one request every ${between} ms besides`,
      },
      {
        metric: 'dryrun.mb',
        value: grownMb,
        unit: 'MB',
        target: '< 1,000 MB',
        n: 1,
        conditions: `growth of resident memory during the dry run (${pack})`,
      },
      {
        metric: 'dryrun.p99ms',
        value: p99Of(meanwhile),
        unit: 'ms',
        reference: p99Of(alone),
        ratio: rounded(p99Of(meanwhile) / p99Of(alone), 2),
        target: 'reported',
        n: meanwhile.length,
        conditions: `GET …/standing of people at random in another process, one every ${between} ms while the dry run is at work; reference: p99 of ${alone.length} such requests one after the other before it (${pack})`,
      },
    ]
  } finally {
    child.kill()
  }
}

const p99Of = (times: readonly number[]): number =>
  rounded(
    percentile(
      times.toSorted((a, b) => a - b),
      0.99,
    ),
    2,
  )
