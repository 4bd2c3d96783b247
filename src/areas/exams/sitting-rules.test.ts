import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { answerAll, minutes, scene, sceneStart, takeSeat } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const at = (count: number): Date => new Date(sceneStart.getTime() + minutes(count))

describe('rules of a sitting', () => {
  test('nobody leaves before the hour the sitting names, and everybody may from then on', async () => {
    const { candidate, attempt } = await scene(house, 1, { leaveAfterMinutes: 30 })
    const client = await candidate(0)
    expect((await client.call('GET', `/api/v1/attempts/${attempt(0)}`)).body.leaveFrom).toBe(
      at(30).toISOString(),
    )
    const seat = await takeSeat(client, attempt(0))
    answerAll(seat)
    await seat.flush()
    house.now = new Date(at(30).getTime() - 1)
    expect((await seat.submit()).body).toMatchObject({ code: 'exam.leave-early', status: 409 })
    house.now = at(30)
    expect((await seat.submit()).status).toBe(200)
  })

  test('whoever comes late finds the door shut at the minute the sitting names', async () => {
    const { candidate, attempt } = await scene(house, 2, { entryUntil: at(15).toISOString() })
    house.now = at(15)
    expect((await takeSeat(await candidate(0), attempt(0))).start.status).toBe(201)
    house.now = new Date(at(15).getTime() + 1)
    expect((await takeSeat(await candidate(1), attempt(1))).start.body.code).toBe('exam.entry-closed')
  })

  test('a sitting that asks for Safe Exam Browser lets in its configuration and no other', async () => {
    const key = createHash('sha256').update('configuration of the room').digest('hex')
    const { candidate, attempt } = await scene(house, 1, { configKeys: [key.toUpperCase()] })
    const client = await candidate(0)
    const path = `/api/v1/attempts/${attempt(0)}/start`
    const start = (headers: Record<string, string>) =>
      client.call('POST', path, { machine: 'machine-1', writer: 'writer-01' }, headers)
    const proof = (of: string, url = `http://zhixin.test${path}`) => ({
      'x-safeexambrowser-configkeyhash': createHash('sha256').update(`${url}${of}`).digest('hex'),
    })
    expect((await start({})).body).toMatchObject({ code: 'exam.browser-refused', status: 403 })
    expect((await start(proof('another key'))).body.code).toBe('exam.browser-refused')
    // Proof of another page, carried here.
    expect((await start(proof(key, 'http://zhixin.test/exam'))).body.code).toBe('exam.browser-refused')
    expect((await start(proof(key))).status).toBe(201)
  })
})
