import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { close, finishedClass, served } from '../../areas/certificates/certificate-fixtures.ts'
import { expectStatus } from '../../areas/training/training-fixtures.ts'
import type { Tx } from '../../platform/db/database.ts'
import { anchorWriter } from '../anchors.ts'
import { checkAnchors } from './check-anchors.ts'
import { checkAttendance } from './check-attendance.ts'
import { eventCounter } from '../../platform/event-count.ts'
import { checkCounts } from './check-counts.ts'
import { checkEvents } from './check-events.ts'

const house = testHouse()

beforeAll(async () => {
  const made = await finishedClass(house, ['甲一一', '甲二二', '甲三三'], undefined, 360)
  const { rows } = await sql<{ session: string; enrolment: string }>`
    select session_id as session, enrolment_id as enrolment from attendance_mark order by id limit 1`.execute(
    house.services.db,
  )
  const url = `/api/v1/class-sessions/${rows[0]?.session}/attendance/corrections`
  const correction = { enrolmentId: rows[0]?.enrolment, status: 'late', minutes: 300, reason: '迟到补记' }
  expectStatus(await made.school.institution.call('POST', url, correction), 201)
  await close(made)
  await served(house, made)
  await counted()
  expect(await anchorWriter(house.services.db, house.services.dataFolder)()).toBeGreaterThan(1)
})

/** Waits for whatever still writes anywhere on this server: the counter asks for no more than that it ends. */
const counted = async () => {
  const { db, now, ports } = house.services
  const count = eventCounter(db, ports.vault, now)
  return vi.waitFor(async () => {
    const made = await count()
    if (!made) throw new Error('transactions are still open')
    return made
  }, 20_000)
}

/** What doctor finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
const foundAfter = (change: RawBuilder<unknown>): Promise<string[]> =>
  house.database.rolledBack(async (tx: Tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
    const { vault } = house.services.ports
    const found = [
      ...(await checkAttendance(tx as never)).wrong,
      ...(await checkEvents(tx as never, vault, 7)).wrong,
      ...(await checkCounts(tx as never, vault)).wrong,
      ...(await checkAnchors(tx as never, house.services.dataFolder)).wrong,
    ]
    return [...new Set(found.map(({ detail }) => detail))]
  })

const oneMark = sql`(select id from attendance_mark order by id limit 1)`
const oneEvent = sql`(select previous from event where name = 'training.attendanceConfirmed' order by id limit 1)`

describe('doctor', () => {
  test('finds nothing in an untouched trail and register of attendance', async () => {
    const { db, ports } = house.services
    const [attendance, events] = [await checkAttendance(db), await checkEvents(db, ports.vault)]
    const counts = await checkCounts(db, ports.vault)
    const anchors = await checkAnchors(db, house.services.dataFolder)
    expect([attendance.wrong, events.wrong, counts.wrong, anchors.wrong]).toEqual([[], [], [], []])
    expect(counts.subjects).toBeGreaterThan(0)
    expect(attendance.subjects).toBeGreaterThan(0)
    expect(events.subjects).toBeGreaterThan(10)
  })

  const tamperings: Record<string, [RawBuilder<unknown>, RegExp]> = {
    'minutes of a mark made fewer': [
      sql`update attendance_mark set minutes = minutes - 1 where id = ${oneMark}`,
      /do not fit its status/,
    ],
    'somebody present made absent': [
      sql`update attendance_mark set status = 'absent', minutes = 0 where id = ${oneMark}`,
      /not those that were saved/,
    ],
    'a mark taken out': [sql`delete from attendance_mark where id = ${oneMark}`, /put in or taken out/],
    'a correction that nobody made': [
      sql`insert into attendance_mark select gen_random_uuid(), session_id, enrolment_id, 'absent', 0, revision + 9, true, '补正', marked_by, marked_at
        from attendance_mark where id = ${oneMark}`,
      /is none that was made/,
    ],
    'a correction taken out': [sql`delete from attendance_mark where correction`, /a correction is gone/],
    'a confirmation taken back': [
      sql`delete from attendance_confirmation where session_id = (select session_id from attendance_confirmation limit 1)`,
      /whether it was confirmed/,
    ],
    'an event that says something else': [
      sql`update event set data = data || '{"people": 99}' where id = ${oneEvent}`,
      /its seal does not fit/,
    ],
    'an event at another time': [
      sql`update event set at = at - interval '1 day' where id = ${oneEvent}`,
      /its seal does not fit/,
    ],
    'an event by another account': [
      sql`update event set actor_account = gen_random_uuid() where id = ${oneEvent}`,
      /its seal does not fit/,
    ],
    'an event taken out': [sql`delete from event where id = ${oneEvent}`, /is gone/],
    'the last event of a subject taken out': [
      sql`delete from event where id = (select id from event e where not exists (select from event n where n.previous = e.id) order by id limit 1)`,
      /counted \d+ events where \d+ are/,
    ],
    'all events of a subject taken out': [
      sql`delete from event where subject_id = (select subject_id from event order by id limit 1)`,
      /counted \d+ events where \d+ are/,
    ],
    'an event taken out and counted anew': [
      sql`with gone as (delete from event where id = (select max(id::text)::uuid from event) returning id)
        update event_count set events = events - 1 where number = 1 and exists (select from gone)`,
      /was not made by this house/,
    ],
    'the newest head of the certificate log taken out': [
      sql`delete from certificate_log_head where tree_size = (select max(tree_size) from certificate_log_head)`,
      /was written down and is gone/,
    ],
    'a head of the certificate log made anew': [
      sql`update certificate_log_head set signature = decode(repeat('00', 64), 'hex') where tree_size = (select max(tree_size) from certificate_log_head)`,
      /is not what was written down/,
    ],
    'the last count taken out with the event it counted': [
      sql`with gone as (delete from event_count where number = (select max(number) from event_count) returning number)
        delete from event where id = (select max(id::text)::uuid from event) and exists (select from gone)`,
      /was written down and is gone/,
    ],
    'an event put in': [
      sql`insert into event (id, at, name, subject_kind, subject_id, actor_kind, request_id, data)
        values (gen_random_uuid(), now(), 'training.attendanceConfirmed', 'class', gen_random_uuid(), 'account', 'r', '{}')`,
      /bears no seal/,
    ],
    'an event put in with a seal made up': [
      sql`insert into event (id, at, name, subject_kind, subject_id, actor_kind, request_id, data, seal)
        values (gen_random_uuid(), now(), 'x', 'class', gen_random_uuid(), 'account', 'r', '{}', repeat('a', 64))`,
      /its seal does not fit/,
    ],
  }
  test.each(Object.entries(tamperings))('finds %s', async (_what, [change, detail]) => {
    expect(await foundAfter(change)).toContainEqual(expect.stringMatching(detail))
  })
})
