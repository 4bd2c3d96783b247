import type { Planned } from './schedule.ts'

export interface Held extends Planned {
  readonly id: string
  readonly cancelled: boolean
  readonly attendanceRevision: number
}

export interface Wanted extends Planned {
  readonly id?: string | undefined
}

export interface ScheduleChange {
  /** Sessions taken out and, where still wanted, put back changed. */
  readonly remove: readonly string[]
  readonly insert: readonly (Planned & { readonly id: string })[]
  /** Sessions with attendance: room, place, teacher and topic may change, time and minutes may not. */
  readonly touch: readonly (Planned & { readonly id: string })[]
  /** Sessions with attendance that the change would move or drop. */
  readonly blocked: readonly Held[]
}

const sameTime = (a: Planned, b: Planned): boolean =>
  a.day === b.day && a.start === b.start && a.end === b.end && a.minutes === b.minutes

/** What turns the sessions a class has into the ones wanted. Cancelled sessions stay as they are, beside the plan. */
export const scheduleChange = (
  held: readonly Held[],
  wanted: readonly Wanted[],
  newId: () => string,
): ScheduleChange => {
  const live = held.filter((session) => !session.cancelled)
  const recorded = live.filter((session) => session.attendanceRevision > 0)
  const open = new Set(
    live.filter((session) => session.attendanceRevision === 0).map((session) => session.id),
  )
  const wantedById = new Map(
    wanted.flatMap((session) => (session.id ? [[session.id, session] as const] : [])),
  )
  const blocked = recorded.filter((session) => {
    const kept = wantedById.get(session.id)
    return !kept || !sameTime(session, kept)
  })
  const recordedIds = new Set(recorded.map((session) => session.id))
  const touch = wanted.flatMap((session) =>
    session.id && recordedIds.has(session.id) ? [{ ...session, id: session.id }] : [],
  )
  const insert = wanted
    .filter((session) => !session.id || !recordedIds.has(session.id))
    .map((session) => ({ ...session, id: session.id && open.has(session.id) ? session.id : newId() }))
  return { remove: [...open], insert, touch, blocked }
}
