import { addDays, addMonths, daysInMonth, isDay } from '../kernel/calendar.ts'
import type { Day } from './facts.ts'
import { fieldOf } from './fields.ts'
import { child, type Cursor, fault, isRecord, readInteger, readMonthDay, isShaped } from './reading/cursor.ts'
import { span } from './schema/condition-schema.ts'
import { type Found, holdingFact, personFact, type Scene } from './scene.ts'

/** A day named by a pack: a value of null is a day that is known not to exist. */
export type DayRef = (scene: Scene) => Found

const named: Readonly<Record<string, DayRef>> = {
  on: ({ world }) => ({ value: world.on }),
  asAt: ({ asAt }) => ({ value: asAt }),
  'period.from': ({ period }) => ({ value: period?.from ?? null }),
  'period.to': ({ period }) => ({ value: period?.to ?? null }),
  'activity.from': ({ deed }) => ({ value: deed?.from ?? null }),
  'activity.to': ({ deed }) => ({ value: deed?.to ?? null }),
  'activity.completedOn': ({ deed }) => ({ value: deed?.completedOn ?? null }),
  'activity.registeredOn': (scene) => fieldOf(scene, 'registeredOn'),
  'activity.claimedOn': ({ deed }) =>
    deed?.claimMissing ? { missing: deed.claimMissing } : { value: deed?.claimOn ?? null },
}

/** Reads `"activity.from"`, `"2021-04-30"`, `{day, plus, minus}` or `{of, monthDay, yearsAfter}`. */
export const readDayRef = (at: Cursor): DayRef | null => {
  if (typeof at.value === 'string') return readName(at, at.value)
  if (!isRecord(at, ['day', 'plus', 'minus', 'of', 'monthDay', 'yearsAfter'])) return null
  return at.value['monthDay'] === undefined ? readShifted(at) : readMonthDayOf(at)
}

const readName = (at: Cursor, name: string): DayRef | null => {
  if (Object.hasOwn(named, name)) return named[name] ?? null
  if (isDay(name)) return () => ({ value: name })
  const [kind, rest] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
  if (rest === '') return fault(at, 'day.unknown', { name })
  if (kind === 'fact') return (scene) => asDay(personFact(scene, rest, scene.asAt))
  if (kind === 'holding') return (scene) => asDay(holdingFact(scene, rest, scene.asAt))
  if (kind === 'evidence') return (scene) => asDay(fieldOf(scene, `evidence.${rest}`))
  return fault(at, 'day.unknown', { name })
}

const asDay = (found: Found): Found =>
  found.missing || (typeof found.value === 'string' && isDay(found.value)) ? found : { value: null }

const readShifted = (at: Cursor): DayRef | null => {
  const start = readDayRef(child(at, 'day'))
  const forward = readSpan(child(at, 'plus'))
  const back = readSpan(child(at, 'minus'))
  if (!start) return null
  return (scene) => {
    const found = start(scene)
    if (found.missing || typeof found.value !== 'string') return found
    return { value: shift(shift(found.value, forward, 1), back, -1) }
  }
}

export interface Shift {
  readonly months: number
  readonly days: number
}

/** Reads `{years?, months?, days?}`; absent is no shift. */
export const readSpan = (at: Cursor): Shift => {
  if (at.value === undefined || !isShaped(at, span)) return { months: 0, days: 0 }
  const part = (key: string, most: number): number =>
    at.value[key] === undefined ? 0 : (readInteger(child(at, key), 0, most) ?? 0)
  return { months: part('years', 200) * 12 + part('months', 2400), days: part('days', 80_000) }
}

export const shift = (day: Day, { months, days }: Shift, sign: 1 | -1): Day =>
  addDays(months === 0 ? day : addMonths(day, sign * months), sign * days)

const readMonthDayOf = (at: Cursor): DayRef | null => {
  const anchor =
    at.value && child(at, 'of').value === undefined ? named['period.to'] : readDayRef(child(at, 'of'))
  const monthDay = readMonthDay(child(at, 'monthDay'))
  const later =
    child(at, 'yearsAfter').value === undefined ? 0 : readInteger(child(at, 'yearsAfter'), -100, 100)
  if (!anchor || !monthDay || later === null) return null
  return (scene) => {
    const found = anchor(scene)
    if (found.missing || typeof found.value !== 'string') return found
    return { value: monthDayIn(Number(found.value.slice(0, 4)) + later, monthDay) }
  }
}

/** A month-day in a year; 29 February becomes the 28th where there is none. */
export const monthDayIn = (year: number, monthDay: string): Day => {
  const [month, date] = [Number(monthDay.slice(0, 2)), Number(monthDay.slice(3))]
  const last = Math.min(date, daysInMonth(year, month))
  return `${String(year).padStart(4, '0')}-${monthDay.slice(0, 2)}-${String(last).padStart(2, '0')}`
}
