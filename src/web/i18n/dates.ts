import { dayInZone, defaultZone, timeInZone } from '../../kernel/calendar.ts'
import { localeOf, type Language } from './language.ts'

/** 2026年11月22日 or 22 November 2026, for prose. Tables show the day as it is: 2026-11-22. */
export const longDay = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** 周日 or Sun. */
export const weekday = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** No line breaks after a dash of it: browsers break 2026-11-22 and 09:00–12:00 there. */
const unbroken = (text: string): string => text.replace(/[-–]/g, '$&\u2060')

/** 2026-11-22 09:30, for tables, in one piece. */
export const shortInstant = (instant: string): string => {
  const at = new Date(instant)
  return unbroken(`${dayInZone(at, defaultZone)}\u00a0${timeInZone(at, defaultZone)}`)
}

/** 09:30 */
export const timeOfInstant = (instant: string): string => timeInZone(new Date(instant), defaultZone)

/** 09:00–12:00, in one piece. */
export const timeSpan = ({ start, end }: { start: string; end: string }): string =>
  unbroken(`${start}–${end}`)

export const dayOfInstant = (instant: string): string => dayInZone(new Date(instant), defaultZone)

/** What another's document says for a moment: shown as here where it is one, and as it stands where it is not. */
export const outsideInstant = (said: string | null): string | null =>
  said !== null &&
  /^\d{4}-\d{2}-\d{2}T\S*(?:Z|[+-]\d{2}:\d{2})$/i.test(said) &&
  !Number.isNaN(Date.parse(said))
    ? shortInstant(said)
    : said

/** Today in the installation's zone, whatever the reader's own clock says. */
export const today = (): string => dayInZone(new Date(), defaultZone)

const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** 3小时前, 3 hours ago. */
export const ago = (language: Language, instant: string, now: Date): string => {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000)
  const format = new Intl.RelativeTimeFormat(localeOf[language], { numeric: 'auto' })
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  }
  return format.format(0, 'minute')
}

/** 1,234 with the reader's grouping. */
export const count = (language: Language, value: number): string =>
  new Intl.NumberFormat(localeOf[language]).format(value)

/** 480.00 from 48000 fen. */
export const yuan = (language: Language, fen: number): string =>
  new Intl.NumberFormat(localeOf[language], {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: fen % 100 === 0 ? 0 : 2,
  }).format(fen / 100)
