/** Lets so many in at a time; the others wait in the order in which they came. */
export const turnstile = (atOnce: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let inside = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
