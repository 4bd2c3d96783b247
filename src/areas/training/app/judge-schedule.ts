import { ok, refuse, type FieldError, type Params, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Clash } from '../contract.ts'
import { overlaps, sessionFaults, type Planned } from '../domain/schedule.ts'
import { bookingsInTheWay, roomsOf, type OwnRoom } from '../store/sessions.ts'
import { teachersOf } from '../store/teachers.ts'

export interface Plan {
  readonly institutionId: string
  readonly capacity: number
  readonly sessions: readonly Planned[]
  readonly exceptClassId?: string | undefined
}

interface Own {
  readonly rooms: ReadonlyMap<string, OwnRoom>
  readonly teachers: ReadonlyMap<string, { readonly name: string; readonly active: boolean }>
}

export type ScheduleRefusal =
  | 'class.schedule-faulty'
  | 'class.sessions-overlap'
  | 'class.room-unknown'
  | 'class.teacher-unknown'
  | 'class.room-too-small'
  | 'class.room-taken'
  | 'class.teacher-taken'

/** A session as sent, with what was left out filled in. */
export const planned = (session: {
  day: string
  start: string
  end: string
  minutes: number
  roomId?: string | null | undefined
  place?: string | undefined
  teacherId?: string | null | undefined
  topic?: string | undefined
}): Planned => ({
  day: session.day,
  start: session.start,
  end: session.end,
  minutes: session.minutes,
  roomId: session.roomId ?? null,
  place: session.place?.trim() ?? '',
  teacherId: session.teacherId ?? null,
  topic: session.topic?.trim() ?? '',
})

/** Everything in the way of a schedule: its own overlaps, rooms too small, rooms and teachers that others have. */
export const clashesOf = async (connection: Db | Tx, plan: Plan, known?: Own): Promise<Clash[]> => {
  const { rooms, teachers } = known ?? (await ownOf(connection, plan.institutionId))
  const names = (session: Planned) => ({
    roomName: session.roomId ? (rooms.get(session.roomId)?.name ?? null) : null,
    teacherName: session.teacherId ? (teachers.get(session.teacherId)?.name ?? null) : null,
  })
  const clash = (session: number, one: Planned, kind: Clash['kind']): Clash => ({
    session,
    kind,
    className: null,
    classNameEn: null,
    classId: null,
    otherSession: null,
    day: one.day,
    start: one.start,
    end: one.end,
    ...names(one),
    seats: null,
  })
  const within = overlaps(plan.sessions).map(({ session, other }) => ({
    ...clash(session, plan.sessions[session] as Planned, 'overlap'),
    otherSession: other,
  }))
  const small = plan.sessions.flatMap((one, session) => {
    const seats = one.roomId ? rooms.get(one.roomId)?.seats : undefined
    return seats !== undefined && seats < plan.capacity ? [{ ...clash(session, one, 'seats'), seats }] : []
  })
  // Only of rooms and teachers of one's own: who has a stranger's, and when, is not told.
  const own = plan.sessions.map((one) => ({
    ...one,
    roomId: one.roomId !== null && rooms.has(one.roomId) ? one.roomId : null,
    teacherId: one.teacherId !== null && teachers.has(one.teacherId) ? one.teacherId : null,
  }))
  const held = await bookingsInTheWay(connection, own, plan.exceptClassId)
  return [...within, ...small, ...held.map((one) => ({ ...one, otherSession: null, seats: null }))]
}

const ownOf = async (connection: Db | Tx, institutionId: string): Promise<Own> => ({
  rooms: await roomsOf(connection, institutionId),
  teachers: new Map((await teachersOf(connection, institutionId)).map((one) => [one.id, one])),
})

/** Refuses a schedule that cannot be kept, naming every session in the way; the sentence is about the first. */
export const judgeSchedule = async (
  connection: Db | Tx,
  plan: Plan,
): Promise<Result<object, ScheduleRefusal>> => {
  const faults = sessionFaults(plan.sessions)
  if (faults.length > 0) return refuse('class.schedule-faulty', {}, faults)
  const own = await ownOf(connection, plan.institutionId)
  const strangers = plan.sessions.flatMap((session, at): Fault[] => [
    ...(session.roomId && !own.rooms.get(session.roomId)?.active
      ? [fault('class.room-unknown', at, 'roomId', { session: at + 1 })]
      : []),
    ...(session.teacherId && !own.teachers.get(session.teacherId)?.active
      ? [fault('class.teacher-unknown', at, 'teacherId', { session: at + 1 })]
      : []),
  ])
  const found =
    strangers.length > 0
      ? strangers
      : (await clashesOf(connection, plan, own)).map((one) => clashFault(one, plan))
  const [first] = found
  return first ? refuse(first.code, first.params ?? {}, found) : ok({})
}

interface Fault extends FieldError {
  readonly code: ScheduleRefusal
}

const fault = (code: ScheduleRefusal, at: number, field: string, params: Params): Fault => ({
  pointer: `/sessions/${at}/${field}`,
  code,
  params,
})

const clashFault = (clash: Clash, plan: Plan): Fault => {
  const session = clash.session + 1
  const sent = plan.sessions[clash.session]
  const when = {
    session,
    day: sent?.day ?? clash.day,
    start: sent?.start ?? clash.start,
    end: sent?.end ?? clash.end,
  }
  if (clash.kind === 'overlap') {
    return fault('class.sessions-overlap', clash.session, 'start', {
      session,
      other: (clash.otherSession ?? 0) + 1,
    })
  }
  if (clash.kind === 'seats') {
    const params = { session, room: clash.roomName ?? '', seats: clash.seats ?? 0, capacity: plan.capacity }
    return fault('class.room-too-small', clash.session, 'roomId', params)
  }
  const by = clash.className ?? ''
  const other = { by, byEn: clash.classNameEn || by }
  return clash.kind === 'room'
    ? fault('class.room-taken', clash.session, 'roomId', {
        ...when,
        room: clash.roomName ?? '',
        ...other,
      })
    : fault('class.teacher-taken', clash.session, 'teacherId', {
        ...when,
        teacher: clash.teacherName ?? '',
        ...other,
      })
}
