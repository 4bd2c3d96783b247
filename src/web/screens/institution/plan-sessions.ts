import { addDays, type Day } from '../../../kernel/calendar.ts'

/** A session as the filing form holds it. */
export interface SessionDraft {
  readonly id?: string
  readonly day?: string | null
  readonly start?: string
  readonly end?: string
  readonly minutes?: number | null
  readonly roomId?: string | null
  readonly place?: string
  readonly teacherId?: string | null
  readonly topic?: string
}

/** A part of a teaching day. */
export interface Part {
  readonly start: string
  readonly end: string
}

export interface Pattern {
  readonly from: Day
  /** 0 Sunday … 6 Saturday. */
  readonly weekdays: readonly number[]
  readonly parts: readonly Part[]
  /** Minutes to be taught in all. */
  readonly minutes: number
  readonly roomId: string | null
  readonly teacherId: string | null
}

const mostSessions = 400

export const spanMinutes = (start: string, end: string): number =>
  Number(end.slice(0, 2)) * 60 +
  Number(end.slice(3)) -
  Number(start.slice(0, 2)) * 60 -
  Number(start.slice(3))

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Sessions that teach exactly the minutes asked for, day by day in the pattern; the last one may be shorter. */
export const planSessions = ({
  from,
  weekdays,
  parts,
  minutes,
  roomId,
  teacherId,
}: Pattern): SessionDraft[] => {
  const usable = parts.filter(({ start, end }) => spanMinutes(start, end) > 0)
  const planned: SessionDraft[] = []
  let left = minutes
  for (let day = from; left > 0 && weekdays.length > 0 && usable.length > 0; day = addDays(day, 1)) {
    if (!weekdays.includes(weekdayOf(day))) continue
    for (const { start, end } of usable) {
      if (left <= 0 || planned.length === mostSessions) return planned
      const taught = Math.min(left, spanMinutes(start, end))
      planned.push({ day, start, end, minutes: taught, roomId, teacherId, place: '', topic: '' })
      left -= taught
    }
  }
  return planned
}

/** Whether enough is known of a session to check it against others. */
export const isComplete = (
  session: SessionDraft | undefined,
): session is SessionDraft & { day: string; start: string; end: string; minutes: number } =>
  Boolean(
    session?.day &&
      /^\d\d:\d\d$/.test(session.start ?? '') &&
      /^\d\d:\d\d$/.test(session.end ?? '') &&
      session.minutes &&
      session.minutes > 0,
  )

/** A session as the endpoints take it. */
export const toSend = (
  session: SessionDraft & { day: string; start: string; end: string; minutes: number },
) => ({
  ...(session.id ? { id: session.id } : {}),
  day: session.day,
  start: session.start,
  end: session.end,
  minutes: session.minutes,
  roomId: session.roomId ?? null,
  place: session.place ?? '',
  teacherId: session.teacherId ?? null,
  topic: session.topic ?? '',
})
