import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { answerAll, scene, sceneStart, takeSeat } from '../../areas/exams/exam-fixtures.ts'
import { examine } from './examine.ts'

const house = testHouse({ worker: false, now: sceneStart })

const found = async () =>
  (await examine(house.services, 'k')).flatMap(({ check, findings }) =>
    check === 'exams' ? findings.map(({ subject, detail }) => [subject, detail]) : [],
  )

test('doctor finds an answer changed in a sitting that nobody has scored yet', async () => {
  const world = await scene(house, 2)
  const attempt = world.attempt(0)
  const seat = await takeSeat(await world.candidate(0), attempt)
  answerAll(seat)
  await seat.flush()
  expect(await found()).toEqual([])
  await house.services.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`update response_event set body = '{"options": []}' where attempt_id = ${attempt} and seq = 1`.execute(
      tx,
    )
  })
  expect(await found()).toContainEqual([attempt, 'answer-changed 1/1'])
})
