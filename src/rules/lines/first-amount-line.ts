import type { Line } from './line.ts'

/** The first line that states an amount, of hours or of the measure asked for: the total, where a pack names none. */
export const firstAmountLine = (
  lines: readonly Line[],
  measure?: Pick<Line['measure'], 'id'>,
): Line | undefined => {
  for (const line of lines) {
    const isOf = measure ? line.measure.id === measure.id : line.measure.isTime
    const found = line.kind === 'atLeast' && isOf ? line : firstAmountLine(line.members, measure)
    if (found) return found
  }
  return undefined
}
