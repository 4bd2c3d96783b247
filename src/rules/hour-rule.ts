import type { HourRule } from '../kernel/class-hours.ts'
import { parseExact } from '../kernel/exact.ts'

/** The parts of a rule pack that say so. */
export interface HourPack {
  readonly unit: { readonly minutes: number }
  readonly versions?: readonly unknown[]
}

/**
 * The conversion in force on a day: the chain of steps that begins with `time`, and its `round` per activity. A pack
 * whose chains are of another form converts by its unit alone, exactly.
 */
export const hourRuleOn = (pack: HourPack, day: string): HourRule => {
  const versions = [...(pack.versions ?? [])].sort(
    (a, b) => Number(isInForce(b, day)) - Number(isInForce(a, day)),
  )
  for (const version of versions) {
    const chain = timeChain(version)
    if (chain) return chain
  }
  return { minutes: pack.unit.minutes, round: null }
}

const isInForce = (version: unknown, day: string): boolean => {
  const span = (version as { inForce?: { from?: string | null; to?: string | null } } | null)?.inForce
  return span !== undefined && (span.from ?? '') <= day && day <= (span.to ?? '9999')
}

/** Depth-first: the first list of steps that begins with a conversion from time. */
const timeChain = (value: unknown): HourRule | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    const minutes = (value[0] as { time?: { minutes?: unknown } } | undefined)?.time?.minutes
    if (typeof minutes === 'number' && minutes > 0) return { minutes, round: roundingOf(value) }
  }
  for (const member of Object.values(value)) {
    const found = timeChain(member)
    if (found) return found
  }
  return undefined
}

const roundingOf = (steps: readonly unknown[]): HourRule['round'] => {
  for (const step of steps) {
    const round = (step as { round?: { increment?: unknown; mode?: unknown; at?: unknown } }).round
    if (!round || (round.at !== undefined && round.at !== 'activity')) continue
    const { increment, mode } = round
    const known = mode === 'down' || mode === 'nearest' || mode === 'up'
    if (typeof increment === 'string' && parseExact(increment) && known) return { increment, mode }
  }
  return null
}
