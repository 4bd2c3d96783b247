/** So many at once per process: more of them would not be done sooner, and answers need connections too. */
const width = 6
let running = 0
const waiting: (() => void)[] = []

/**
 * What a whole hall asks for in the same seconds (being let in, handing in) goes to the database in line. Each of them takes
 * a connection for a transaction; all at once they would take every one there is, most of them newly opened, which costs
 * PostgreSQL more than the work itself.
 */
export const inHallLine = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running < width) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // Whoever is next takes over the place.
    if (next) next()
    else running -= 1
  }
}
