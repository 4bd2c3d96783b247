export type Mode = 'face-to-face' | 'distance' | 'advanced-seminar'

export interface SyllabusUnit {
  readonly title: string
  readonly minutes: number
  readonly mode: Mode
}

export type MinutesByMode = { readonly [M in Mode]: number }

/** Minutes taught in each mode: sums of the units, never typed. */
export const minutesByMode = (units: readonly SyllabusUnit[]): MinutesByMode => {
  const sums = { 'face-to-face': 0, distance: 0, 'advanced-seminar': 0 }
  for (const unit of units) sums[unit.mode] += unit.minutes
  return sums
}

export const totalMinutes = (minutes: MinutesByMode): number =>
  minutes['face-to-face'] + minutes.distance + minutes['advanced-seminar']

/** Modes in which a course teaches anything. */
export const modesOf = (minutes: MinutesByMode): Mode[] =>
  (Object.keys(minutes) as Mode[]).filter((mode) => minutes[mode] > 0)
