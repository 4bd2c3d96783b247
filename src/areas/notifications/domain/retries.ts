const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** Pauses between tries, in milliseconds: a server that restarts is met at once, one that is down over night too. */
const pauses = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour]

/** How often a message is tried before it is given up, and again after somebody asked for another try. */
export const mostTries = pauses.length + 1

/** When to try again, with so many tries left; `undefined` when none is left, or the message would come too late. */
export const nextTry = (triesLeft: number, now: Date, until: Date | null): Date | undefined => {
  const pause = pauses[mostTries - 1 - triesLeft]
  if (triesLeft <= 0 || pause === undefined) return undefined
  const next = new Date(now.getTime() + pause)
  return until && next > until ? undefined : next
}
