import { addDays, instantInZone } from '../../../kernel/calendar.ts'

/** An instant of an exam from its day and an hour, `HH:MM`: one before the opening is of the day after, where an exam goes over midnight. */
export const instantOfExam = (day: string, opens: string, time: string, zone: string): string =>
  instantInZone(time < opens ? addDays(day, 1) : day, time, zone).toISOString()

/** The hour so many minutes later, past midnight too. */
export const hourLater = (time: string, minutes: number): string => {
  const at = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes) % (24 * 60)
  return [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
