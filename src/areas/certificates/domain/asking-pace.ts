/** How much may be asked: at once, and a second from then on. */
export interface Pace {
  readonly atOnce: number
  readonly perSecond: number
}

/** So many are kept count of, those heard of last: a flood of addresses must not fill the memory. */
const mostKept = 50_000

/**
 * Counts, in the memory of one process, what each asker may still ask. Takes one question at `now` (milliseconds) and gives
 * the seconds to wait where there is none left.
 */
export const askingPace = ({ atOnce, perSecond }: Pace) => {
  const askers = new Map<string, { readonly left: number; readonly at: number }>()
  return (asker: string, now: number): number => {
    const known = askers.get(asker) ?? { left: atOnce, at: now }
    const left = Math.min(atOnce, known.left + (Math.max(0, now - known.at) / 1000) * perSecond)
    askers.delete(asker)
    askers.set(asker, { left: left < 1 ? left : left - 1, at: now })
    const [oldest] = askers.keys()
    if (askers.size > mostKept && oldest !== undefined) askers.delete(oldest)
    return left < 1 ? Math.ceil((1 - left) / perSecond) : 0
  }
}
