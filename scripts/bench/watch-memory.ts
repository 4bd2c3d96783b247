/** The highest resident memory above the first, in MB. */
export const watchMemory = (): { stop(): number } => {
  const first = process.memoryUsage.rss()
  let most = first
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return Math.round((most - first) / 1_048_576)
    },
  }
}
