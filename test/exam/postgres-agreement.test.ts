import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Client } from '../house.ts'
import { testHouse } from '../house.ts'
import { scene, sceneStart } from '../../src/areas/exams/exam-fixtures.ts'
import { logsOf } from '../../src/areas/exams/app/freeze-attempt.ts'
import { digest } from '../../src/areas/exams/app/digest.ts'
import { effectiveEvents } from '../../src/areas/exams/domain/effective.ts'
import { findAttempt } from '../../src/areas/exams/store/attempts.ts'
import { chosenOptions, foldAnswers } from '../../src/kernel/exam-journal/answers.ts'
import { actionsOf, history, optionCount, type History } from './histories.ts'
import { openModel, slots, sound } from './journal-model.ts'
import { drivePages, type Centre } from './page-driver.ts'

const house = testHouse({ worker: false, now: sceneStart })
const other = testHouse({ worker: false, besides: house })
const runs = Number(process.env['ZHIXIN_POSTGRES_RUNS'] ?? 5)

/** As many questions as the model has, each with every value the histories use. */
const questions = slots
  .map(
    (slot) =>
      `::${slot}:: ${slot} {=ghost ${Array.from({ length: optionCount }, (_, at) => `~v${at}`).join(' ')}}`,
  )
  .join('\n\n')

/** Two servers on one database, as pages of one candidate reach them. */
const centreOf = (servers: readonly Client[], attemptId: string): Centre => ({
  async ask(node, method, path, body) {
    const reply = await (servers[node % servers.length] as Client).call(method, path, body)
    return { status: reply.status, body: reply.body }
  },
  journal: () =>
    house.services.db.transaction().execute(async (tx) => {
      const attempt = await findAttempt(tx, attemptId)
      const log = attempt && (await logsOf(tx, [attempt], house.now)).get(attemptId)
      if (!log) throw new Error('no such attempt')
      const counting = foldAnswers(effectiveEvents(log, digest).events)
      return {
        epochs: log.epochs.map(({ fence, highWater }) => ({ fence, highWater })),
        answers: new Map(
          [...counting].flatMap(([slot, { response }]) =>
            response ? [[slot, chosenOptions(response).join()] as const] : [],
          ),
        ),
      }
    }),
})

describe('the real page, two real servers and PostgreSQL', () => {
  test(`model: the real page, two servers and PostgreSQL agree with it after every action of ${runs} histories, and end with a sound log`, async () => {
    const arranged = await scene(house, runs, {}, questions)
    let at = 0
    const play = async (one: History): Promise<void> => {
      if (at === runs) return
      const person = at
      at += 1
      const attemptId = arranged.attempt(person)
      const candidate = await arranged.candidate(person)
      const servers = [candidate, other.sameAs(candidate)]
      const model = openModel(sound)
      const driven = drivePages(centreOf(servers, attemptId), attemptId)
      const done: unknown[] = []
      for (const action of actionsOf(model, one)) {
        done.push(action)
        if (action === 'frozen') {
          await driven.heal()
          driven.session(model.inHand()).submit()
          await driven.settle()
          expect(driven.session(model.inHand()).state().phase).toBe('handed-in')
          const { epochs, answers } = await driven.view()
          expect({ epochs, answers }).toEqual({ epochs: model.view().epochs, answers: model.truth() })
        } else {
          await driven.does(action)
          expect({ done, is: await driven.view() }).toEqual({ done, is: model.view() })
        }
      }
      expect(model.faults).toEqual([])
      driven.dispose()
    }
    await fc.assert(fc.asyncProperty(history(40, false), play), { numRuns: runs, endOnFailure: true })
    const { office, sitting } = arranged
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body.faults).toEqual([])
    expect(report.body.attempts).toBe(runs)
  }, 1_200_000)
})
