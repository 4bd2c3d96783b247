import { sql } from 'kysely'
import { expect } from 'vitest'
import type { TestHouse } from '../../../test/house.ts'
import type { Tx } from '../../platform/db/database.ts'
import { answerAll, minutes, scene, takeSeat, type Scene } from './exam-fixtures.ts'
import { verifySitting } from './index.ts'

/** Somebody who owns the database: no trigger stops them. What they did is undone afterwards. */
export const asOwner = async (house: TestHouse, world: Scene, change: (tx: Tx) => Promise<unknown>) => {
  const tx = await house.services.db.startTransaction().execute()
  try {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change(tx)
    const report = await verifySitting(tx, world.sitting.sittingId, house.services.ports, house.now)
    return (report?.faults ?? []).map(({ code, attemptId, detail }) => [code, attemptId, detail])
  } finally {
    await tx.rollback().execute()
  }
}

/** Two have handed in, one was given time and held for a while, one is writing; nothing is scored yet. */
export const playedSitting = async (house: TestHouse): Promise<Scene> => {
  const world = await scene(house, 4)
  const seats = await Promise.all(
    [0, 1, 2].map(async (at) => takeSeat(await world.candidate(at), world.attempt(at))),
  )
  const path = `/api/v1/sittings/${world.sitting.sittingId}`
  const [two] = [world.attempt(1)]
  const act = { attemptIds: [two], cause: 'machine', reason: '键盘失灵' }
  const given = await world.office.call('POST', `${path}/time-adjustments`, { ...act, seconds: 60 })
  const held = await world.office.call('POST', `${path}/holds`, act)
  house.now = new Date(house.now.getTime() + minutes(2))
  const resumed = await world.office.call('POST', `${path}/releases`, { attemptIds: [two] })
  expect([given.status, held.status, resumed.status].filter((status) => status >= 300)).toEqual([])
  house.now = new Date(house.now.getTime() + minutes(1))
  for (const seat of seats) {
    answerAll(seat)
    await seat.flush()
  }
  for (const seat of seats.slice(0, 2)) expect((await seat.submit()).status).toBe(200)
  return world
}
