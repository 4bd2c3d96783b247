import type { Day } from '../../../kernel/calendar.ts'
import type { FieldError } from '../../../kernel/result.ts'

/** One planned session; times are `HH:MM` on the programme's clocks. */
export interface Planned {
  readonly day: Day
  readonly start: string
  readonly end: string
  readonly minutes: number
  readonly roomId: string | null
  readonly place: string
  readonly teacherId: string | null
  readonly topic: string
}

export const totalMinutes = (sessions: readonly { readonly minutes: number }[]): number =>
  sessions.reduce((sum, session) => sum + session.minutes, 0)

/** First and last day taught. */
export const spanOf = (sessions: readonly { readonly day: Day }[]): { from: Day; to: Day } => {
  const days = sessions.map((session) => session.day).sort()
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}

const clockMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** What is wrong within single sessions: an end not after the start, more minutes taught than the clock allows. */
export const sessionFaults = (sessions: readonly Planned[]): FieldError[] =>
  sessions.flatMap((session, index): FieldError[] => {
    const span = clockMinutes(session.end) - clockMinutes(session.start)
    if (span <= 0) return [{ pointer: `/sessions/${index}/end`, code: 'session.ends-before-start' }]
    if (session.minutes > span) {
      return [
        { pointer: `/sessions/${index}/minutes`, code: 'session.minutes-beyond-clock', params: { span } },
      ]
    }
    return []
  })

/** Pairs of sessions of one class that run at the same time: nobody can be in both. Positions in the order given. */
export const overlaps = (sessions: readonly Planned[]): { session: number; other: number }[] => {
  const ordered = sessions
    .map((session, index) => ({ ...session, index }))
    .sort((a, b) => (a.day + a.start < b.day + b.start ? -1 : 1))
  const found: { session: number; other: number }[] = []
  for (const [at, one] of ordered.entries()) {
    for (const later of ordered.slice(at + 1)) {
      if (later.day !== one.day || later.start >= one.end) break
      found.push({ session: later.index, other: one.index })
    }
  }
  return found
}

/** `SH653-2026-0042`: programme, year of filing, running number of that year. */
export const filingNumber = (programmeCode: string, year: number, running: number): string =>
  `${programmeCode}-${year}-${String(running).padStart(4, '0')}`

/** Name of the next class of a course unless the institution gives one. */
export const ordinalName = (courseTitle: string, ordinal: number): string =>
  `${courseTitle}（第${ordinal}期）`.slice(0, 200)

/** The same for English readers; none where the course has no English title. */
export const ordinalNameEn = (courseTitleEn: string, ordinal: number): string =>
  courseTitleEn === '' ? '' : `${courseTitleEn} (class ${ordinal})`.slice(0, 200)
