/** A calendar date without time, `YYYY-MM-DD`. Dates compare as strings. */
export type Day = string

/** The IANA zone days and clock times are told in where no programme, site or caller names another. */
export const defaultZone = 'Asia/Shanghai'

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * True for a date of the years 1 to 9999 that exists in the proleptic Gregorian calendar: `2021-02-29` is not one, and the
 * database knows no year 0.
 */
export const isDay = (text: string): boolean => {
  const match = dayPattern.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days in a month; month 1-12. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

const toUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export const addDays = (day: Day, count: number): Day => fromUtc(toUtc(day) + count * 86_400_000)

/** Adds months; a day past the end of the target month becomes its last day (31 August + 6 months = 28 or 29 February). */
export const addMonths = (day: Day, count: number): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + count
  const targetYear = Math.floor(index / 12)
  const targetMonth = index - targetYear * 12 + 1
  const targetDate = Math.min(date, daysInMonth(targetYear, targetMonth))
  return `${String(targetYear).padStart(4, '0')}-${String(targetMonth).padStart(2, '0')}-${String(targetDate).padStart(2, '0')}`
}

/** Whole days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / 86_400_000)

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar date of an instant in an IANA zone. The only way from an instant to a date. */
export const dayInZone = (instant: Date, zone: string): Day => zoned(instant, zone).slice(0, 10)

/** Wall-clock time `HH:MM` of an instant in an IANA zone. */
export const timeInZone = (instant: Date, zone: string): string => zoned(instant, zone).slice(11, 16)

const zoned = (instant: Date, zone: string): string => {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    formatters.set(zone, formatter)
  }
  return formatter.format(instant)
}

/** The instant at which a zone's clocks show `day time`; of two (clocks set back) the earlier one. */
export const instantInZone = (day: Day, time: string, zone: string): Date => {
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`)
  let guess = wanted
  for (let round = 0; round < 3; round += 1) {
    const shown = Date.parse(`${zoned(new Date(guess), zone).replace(' ', 'T')}Z`)
    if (shown === wanted) break
    guess += wanted - shown
  }
  return new Date(guess)
}
