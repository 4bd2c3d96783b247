import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionsOf, history, type History } from './histories.ts'
import { openModel, sound } from './journal-model.ts'
import { drivePages } from './page-driver.ts'
import { simulatedCentre } from './simulated-centre.ts'

const runs = Number(process.env['ZHIXIN_AGREEMENT_RUNS'] ?? 250)

/** Plays a history with real pages and the centre's own rules, held against the model after every action. */
const play = async (one: History): Promise<void> => {
  const model = openModel(sound)
  const centre = simulatedCentre()
  const driven = drivePages(centre, 'a')
  const done: unknown[] = []
  for (const action of actionsOf(model, one)) {
    done.push(action)
    if (action === 'frozen') centre.freeze()
    else await driven.does(action)
    const [is, ought] = [await driven.view(), model.view()]
    if (JSON.stringify(is) !== JSON.stringify(ought)) expect({ done, is }).toEqual({ done, is: ought })
  }
  expect(model.faults).toEqual([])
  driven.dispose()
}

describe('the real page and the real rules of the centre', () => {
  it(`model: the real page and the centre's own rules agree with it after every action of ${runs} histories`, async () => {
    await fc.assert(fc.asyncProperty(history(), play), { numRuns: runs })
  }, 1_200_000)
})
