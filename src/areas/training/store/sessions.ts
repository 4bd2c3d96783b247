import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Planned } from '../domain/schedule.ts'
import type { Training } from './tables.ts'

export interface SessionToWrite extends Planned {
  readonly id: string
}

export interface SessionRow extends Planned {
  readonly id: string
  readonly position: number
  readonly cancelled: boolean
  readonly attendanceRevision: number
}

export const sessionsOf = async (connection: Db | Tx, classId: string): Promise<SessionRow[]> => {
  const rows = await as<Training>(connection)
    .selectFrom('classSession')
    .select([
      'id',
      'position',
      'day',
      'startsAt',
      'endsAt',
      'minutes',
      'roomId',
      'place',
      'teacherId',
      'topic',
      'cancelled',
      'attendanceRevision',
    ])
    .where('classId', '=', classId)
    .orderBy('position')
    .execute()
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    start: startsAt.slice(0, 5),
    end: endsAt.slice(0, 5),
  }))
}

/** Inserts sessions; positions are settled by `numberSessions`. */
export const insertSessions = async (
  tx: Tx,
  classId: string,
  sessions: readonly SessionToWrite[],
): Promise<void> => {
  if (sessions.length === 0) return
  await as<Training>(tx)
    .insertInto('classSession')
    .values(
      sessions.map(({ start, end, ...session }, index) => ({
        ...session,
        classId,
        position: index + 1,
        startsAt: start,
        endsAt: end,
      })),
    )
    .execute()
}

/** Numbers a class's sessions in the order of the calendar; the constraint on positions waits for the end. */
export const numberSessions = async (tx: Tx, classId: string): Promise<void> => {
  await sql`
    update class_session s set position = ordered.position
    from (select id, row_number() over (order by day, starts_at, id)::int as position from class_session where class_id = ${classId}) as ordered
    where s.id = ordered.id and s.position <> ordered.position`.execute(tx)
}

/** Removes sessions nobody has recorded attendance for. */
export const deleteSessions = async (tx: Tx, sessionIds: readonly string[]): Promise<void> => {
  if (sessionIds.length === 0) return
  await as<Training>(tx).deleteFrom('classSession').where('id', 'in', sessionIds).execute()
}

/** Changes what may still change of a session that has attendance. */
export const updateSession = async (
  tx: Tx,
  session: Pick<SessionToWrite, 'id' | 'roomId' | 'place' | 'teacherId' | 'topic'>,
): Promise<void> => {
  const { roomId, place, teacherId, topic } = session
  await as<Training>(tx)
    .updateTable('classSession')
    .set({ roomId, place, teacherId, topic })
    .where('id', '=', session.id)
    .execute()
}

export const setSessionCancelled = async (tx: Tx, sessionId: string, reason: string): Promise<void> => {
  await as<Training>(tx)
    .updateTable('classSession')
    .set({ cancelled: true, cancelledReason: reason })
    .where('id', '=', sessionId)
    .execute()
}

export interface Booking {
  readonly session: number
  readonly kind: 'room' | 'teacher'
  readonly classId: string
  readonly className: string
  readonly classNameEn: string
  readonly day: string
  readonly start: string
  readonly end: string
  readonly roomName: string | null
  readonly teacherName: string | null
}

/** Other classes' sessions that hold a planned session's room or teacher at its time; `session` is the planned one's position. */
export const bookingsInTheWay = async (
  connection: Db | Tx,
  sessions: readonly Planned[],
  exceptClassId: string | undefined,
): Promise<Booking[]> => {
  if (sessions.length === 0) return []
  const { rows } = await sql<Booking>`
    with planned as (
      select (given.n - 1)::int as session, given.room_id, given.teacher_id, tsrange(given.day + given.starts_at, given.day + given.ends_at, '[)') as during
      from unnest(
        ${sessions.map((one) => one.day)}::date[], ${sessions.map((one) => one.start)}::time[], ${sessions.map((one) => one.end)}::time[],
        ${sessions.map((one) => one.roomId)}::uuid[], ${sessions.map((one) => one.teacherId)}::uuid[]
      ) with ordinality as given (day, starts_at, ends_at, room_id, teacher_id, n)
      where given.ends_at > given.starts_at
    )
    select p.session, held.kind, k.id as class_id, k.name as class_name, k.name_en as class_name_en, held.day, to_char(held.starts_at, 'HH24:MI') as start,
      to_char(held.ends_at, 'HH24:MI') as "end", r.name as room_name, t.name as teacher_name
    from planned p
    cross join lateral (
      select 'room' as kind, s.* from class_session s where s.room_id = p.room_id and s.during && p.during and not s.cancelled
      union all
      select 'teacher', s.* from class_session s where s.teacher_id = p.teacher_id and s.during && p.during and not s.cancelled
    ) as held
    join training_class k on k.id = held.class_id
    left join pub_room r on r.id = held.room_id
    left join teacher t on t.id = held.teacher_id
    where ${exceptClassId ?? null}::uuid is null or k.id <> ${exceptClassId ?? null}::uuid
    order by p.session, held.kind, held.day, held.starts_at`.execute(connection)
  return rows
}

export interface Busy {
  readonly roomId: string | null
  readonly teacherId: string | null
  readonly roomName: string | null
  readonly teacherName: string | null
  readonly day: string
  readonly start: string
  readonly end: string
  readonly className: string
  readonly classNameEn: string
}

/** What other classes of the institution have booked between two days, to be drawn in a calendar. */
export const busyBetween = async (
  connection: Db | Tx,
  institutionId: string,
  from: string,
  to: string,
  exceptClassId: string | undefined,
): Promise<Busy[]> => {
  const { rows } = await sql<Busy>`
    select s.room_id, s.teacher_id, r.name as room_name, t.name as teacher_name, s.day, to_char(s.starts_at, 'HH24:MI') as start,
      to_char(s.ends_at, 'HH24:MI') as "end", k.name as class_name, k.name_en as class_name_en
    from class_session s
    join training_class k on k.id = s.class_id
    left join pub_room r on r.id = s.room_id
    left join teacher t on t.id = s.teacher_id
    where k.institution_id = ${institutionId} and s.day between ${from} and ${to} and not s.cancelled
      and (s.room_id is not null or s.teacher_id is not null)
      and (${exceptClassId ?? null}::uuid is null or k.id <> ${exceptClassId ?? null}::uuid)
    order by s.day, s.starts_at limit 2000`.execute(connection)
  return rows
}

export interface OwnRoom {
  readonly id: string
  readonly name: string
  readonly seats: number
  readonly active: boolean
}

export const roomsOf = async (connection: Db | Tx, institutionId: string): Promise<Map<string, OwnRoom>> => {
  const rows = await as<Training>(connection)
    .selectFrom('pubRoom')
    .select(['id', 'name', 'seats', 'active'])
    .where('organisationId', '=', institutionId)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Runs `write`; a room or teacher taken meanwhile undoes it alone, so that the transaction can still say who took it. */
export const unlessTaken = async (tx: Tx, write: () => Promise<void>): Promise<boolean> => {
  await sql`savepoint schedule`.execute(tx)
  try {
    await write()
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '23P01') throw error
    await sql`rollback to savepoint schedule`.execute(tx)
    return false
  }
}
