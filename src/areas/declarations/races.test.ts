import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { checkLedger } from '../ledger/index.ts'
import {
  check,
  contents,
  declaringSetting,
  type DeclaringSetting,
  recognise,
  submitted,
} from './declaration-fixtures.ts'

const today = '2026-03-20'
const house = testHouse({ worker: false, now: new Date(`${today}T02:00:00Z`) })

const amountsOf = async (s: DeclaringSetting): Promise<string[]> => {
  const { body } = await s.person.call('GET', `/api/v1/people/${s.personId}/ledger?year=2026`)
  return body.items.map(({ amount }: { amount: string }) => amount).toSorted()
}
const activitiesOf = async (s: DeclaringSetting) =>
  (await s.office.call('GET', `/api/v1/people/${s.personId}/standing?on=${today}`)).body.activities as {
    id: string
    because: string
    winner?: string
  }[]
const codes = (replies: readonly { status: number; body: { code?: string } }[]) =>
  replies.map(({ status, body }) => (status < 300 ? 'done' : body.code)).toSorted()

test('two who recognise at one moment give its hours once; two who reverse take them back once, and nobody gives them again', async () => {
  const s = await declaringSetting(house)
  const one = await submitted(s, contents.paper)
  expect(codes(await Promise.all([check(s.employer, one), check(s.colleague, one)]))).toEqual([
    'done',
    'not-found',
  ])
  const recognitions = [s.office, s.officer2, s.office].map((officer) => recognise(officer, one))
  expect(codes(await Promise.all(recognitions)).filter((code) => code === 'done')).toHaveLength(1)
  expect(await amountsOf(s)).toEqual(['12'])
  const reverse = (id: string) =>
    s.office.call('POST', `/api/v1/activities/${id}/reverse`, { reason: '论文已撤稿' })
  const replies = await Promise.all([reverse(one.id), reverse(one.id), reverse(one.id)])
  expect(codes(replies)).toEqual(['done', 'ledger.already-reversed', 'ledger.already-reversed'])
  expect(await amountsOf(s)).toEqual(['-12', '12'])
  const reversal = replies.find(({ status }) => status < 300)?.body.reversalId
  expect((await reverse(reversal)).body.code).toBe('ledger.already-reversed')
  expect(await checkLedger(house.services.db, today)).toEqual([])
})

test('the same paper declared twice counts once, also where it bears no number; the second counts when the first is taken back', async () => {
  const s = await declaringSetting(house)
  const one = await submitted(s, contents.paper)
  const two = await submitted(s, { ...contents.paper, title: ' 移动终端的 节能调度' })
  for (const each of [one, two]) {
    await check(s.employer, each)
    await recognise(s.office, each)
  }
  expect(await amountsOf(s)).toEqual(['12'])
  expect(await activitiesOf(s)).toContainEqual(
    expect.objectContaining({ id: two.id, because: 'conflict.duplicate', winner: one.id }),
  )
  await s.office.call('POST', `/api/v1/activities/${one.id}/reverse`, { reason: '论文已撤稿' })
  expect(await activitiesOf(s)).toContainEqual(expect.objectContaining({ id: two.id, because: 'ok' }))
  expect(await checkLedger(house.services.db, today)).toEqual([])
})
