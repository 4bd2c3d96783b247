/** A request that waits for the database, in order of arrival. */
interface Waits {
  readonly attemptId: string
  readonly events: readonly unknown[]
}

/** Attempts of one turn, and events after which it takes no further batch. */
const mostAttempts = 64
const mostEvents = 256
/** More than a page that is heard of ever sends at once: what a seat kept while it was away. */
const liveEvents = 12

/**
 * Whose turn it is: places in the line, at most one for each attempt, and none of those under way. A page at work goes
 * before what seats kept while their network was away, and a turn is so short that it never waits long for one; who has
 * waited longest is always taken, so that a backlog gets on too.
 */
export const nextTurn = (waiting: readonly Waits[], busy: ReadonlySet<string>): number[] => {
  const seen = new Set(busy)
  const firsts: number[] = []
  for (const [at, { attemptId }] of waiting.entries()) {
    if (!seen.has(attemptId)) firsts.push(at)
    seen.add(attemptId)
  }
  const sizeAt = (at: number): number => waiting[at]?.events.length ?? 0
  const [longest] = firsts
  if (longest === undefined) return []
  // Signs of life do not ride with answers: they need no lock and must never hold one up.
  const alive = sizeAt(longest) === 0
  const others = firsts.slice(1).filter((at) => (sizeAt(at) === 0) === alive)
  const turn: number[] = []
  let events = 0
  for (const at of [
    longest,
    ...others.filter((one) => sizeAt(one) <= liveEvents),
    ...others.filter((one) => sizeAt(one) > liveEvents),
  ]) {
    if (turn.length === mostAttempts || events >= mostEvents) break
    turn.push(at)
    events += sizeAt(at)
  }
  return turn
}
