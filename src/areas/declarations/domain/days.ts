import { addDays, isDay, type Day } from '../../../kernel/calendar.ts'

/** Last day on which what was completed on a day may be declared; null where the rules set none. */
export const lastDayToDeclare = (
  until: { readonly monthDay: string; readonly yearsAfter: number } | null,
  completedOn: Day,
): Day | null => {
  if (!until) return null
  const day = `${Number(completedOn.slice(0, 4)) + until.yearsAfter}-${until.monthDay}`
  // 29 February of a year that has none.
  return isDay(day) ? day : `${day.slice(0, 5)}02-28`
}

/** The last of so many days from today. */
export const dueIn = (days: number | null, today: Day): Day | null =>
  days === null ? null : addDays(today, days)

/** The first morning on which a step is late. */
export const overdueDay = (dueOn: Day): Day => addDays(dueOn, 1)

/** The morning on which whoever has to act is reminded. */
export const reminderDay = (dueOn: Day, days: number | null): Day => addDays(dueOn, -(days ?? 0))
