import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import type { Tx } from '../../platform/db/database.ts'
import { sceneStart, type Scene } from './exam-fixtures.ts'
import { asOwner, playedSitting } from './trail-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })

/** A room in which things happened: let in, moved, told, written up; and its record, signed by two. */
const written = async (): Promise<Scene> => {
  const world = await playedSitting(house)
  const path = `/api/v1/sittings/${world.sitting.sittingId}`
  const seat = { attemptIds: [world.attempt(2)] }
  for (const [act, body] of [
    ['admissions', { ...seat, identitySeen: true }],
    ['messages', { ...seat, text: '请重新登录' }],
    ['incidents', { ...seat, code: 'misconduct', note: '携带手机' }],
    ['end', { reason: '考生均已交卷', submitRunning: true }],
  ] as const)
    expect((await world.office.call('POST', `${path}/${act}`, body)).status).toBeLessThan(300)
  const { newHash } = (await world.office.call('GET', `${path}/room-record?roomId=${world.one.roomId}`))
    .body as { newHash: string }
  const colleague = await house.client([{ role: 'office', organisationId: world.one.officeId }])
  for (const by of [world.office, colleague])
    expect(
      (await by.call('POST', `${path}/room-record/signatures`, { roomId: world.one.roomId, hash: newHash }))
        .status,
    ).toBe(201)
  return world
}

describe('verification holds what invigilators did to the trail', () => {
  test('and finds nothing in a room where acts and a signed record are as they were', async () => {
    expect(await asOwner(house, await written(), async () => undefined)).toEqual([])
  })

  test.each<[what: string, change: (tx: Tx, world: Scene) => Promise<unknown>, found: string]>([
    [
      'an incident reworded',
      (tx) => sql`update exam_act set note = '无异常' where kind = 'incident'`.execute(tx),
      'acts',
    ],
    [
      'an incident laid on another candidate',
      (tx, { attempt }) =>
        sql`update exam_act_seat set attempt_id = ${attempt(0)} where act_id in (select id from exam_act where kind = 'incident')`.execute(
          tx,
        ),
      'acts',
    ],
    [
      'an incident taken out',
      async (tx) => {
        await sql`delete from exam_act_seat where act_id in (select id from exam_act where kind = 'incident')`.execute(
          tx,
        )
        await sql`delete from exam_act where kind = 'incident'`.execute(tx)
      },
      'acts',
    ],
    [
      'papers said to be seen that were not',
      (tx) => sql`update exam_act set facts = '{"identitySeen": false}' where kind = 'admit'`.execute(tx),
      'acts',
    ],
    [
      'an act put in, of another author',
      (tx, { sitting }) =>
        sql`insert into exam_act (id, sitting_id, kind, scope, note, facts, made_at) values (gen_random_uuid(), ${sitting.sittingId}, 'fence', 'seat', '', '{}', now())`.execute(
          tx,
        ),
      'acts',
    ],
    [
      'a consent to what a dead seat left behind, of nobody',
      (tx, { attempt }) =>
        sql`insert into exam_tail_consent (attempt_id, epoch, through, account_id, name, reason, consented_at)
          values (${attempt(0)}, 1, 9, gen_random_uuid(), '某某', '补录', now())`.execute(tx),
      'acts',
    ],
    [
      'a signed room record reworded',
      (tx) =>
        sql`update exam_room_record set content = jsonb_set(content, '{acts}', '[]') where id in (select record_id from exam_room_signature)`.execute(
          tx,
        ),
      'room-record',
    ],
    [
      'a signature of somebody else',
      (tx) =>
        sql`update exam_room_signature set account_id = gen_random_uuid() where (record_id, account_id) in (
          select record_id, max(account_id::text)::uuid from exam_room_signature group by record_id)`.execute(
          tx,
        ),
      'room-record',
    ],
    [
      'a signed room record thrown away',
      async (tx, { sitting }) => {
        const own = sql`(select id from exam_room_record where sitting_id = ${sitting.sittingId})`
        await sql`delete from exam_room_signature where record_id in ${own}`.execute(tx)
        await sql`delete from exam_room_record where sitting_id = ${sitting.sittingId}`.execute(tx)
      },
      'room-record',
    ],
  ])('and finds %s', async (_what, change, found) => {
    const world = await written()
    expect(await asOwner(house, world, (tx) => change(tx, world))).toEqual([['trail-differs', null, found]])
  })
})
