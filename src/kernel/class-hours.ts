import {
  ceiling,
  divide,
  floor,
  formatExact,
  type Fraction,
  fraction,
  multiply,
  parseExact,
} from './exact.ts'

/** How the programme's rule pack turns minutes into class hours, before anything that depends on a person's other studies. */
export interface HourRule {
  readonly minutes: number
  readonly round: { readonly increment: string; readonly mode: 'down' | 'nearest' | 'up' } | null
}

const half = fraction(1, 2)
const whole: Readonly<Record<'down' | 'nearest' | 'up', (value: Fraction) => bigint>> = {
  down: floor,
  up: ceiling,
  nearest: (value) =>
    floor({ top: value.top * half.bottom + half.top * value.bottom, bottom: value.bottom * half.bottom }),
}

/** Class hours of some minutes, exact text in lowest terms: 3240 by 45 minutes → `"72"`. */
export const classHours = (minutes: number, rule: HourRule): string => {
  const exact = fraction(minutes, rule.minutes)
  if (!rule.round) return formatExact(exact)
  const increment = parseExact(rule.round.increment) as Fraction
  return formatExact(multiply(fraction(whole[rule.round.mode](divide(exact, increment))), increment))
}

/** Whole class hours as a number, others as people write them: `200/3` → `66 2/3`. */
export const hoursShown = (classHours: string): number | string => {
  const [top, bottom] = classHours.split('/').map(Number) as [number, number | undefined]
  if (bottom === undefined) return top
  const whole = Math.floor(top / bottom)
  return `${whole > 0 ? `${whole} ` : ''}${top % bottom}/${bottom}`
}
