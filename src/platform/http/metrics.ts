const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

interface Series {
  count: number
  sum: number
  readonly buckets: number[]
}

/** Request counts and durations for Prometheus, by route pattern (never by address, which may hold a certificate number). */
export const requestMetrics = () => {
  const series = new Map<string, Series>()
  const startedAt = Date.now()
  return {
    observe(method: string, route: string, status: number, seconds: number): void {
      const key = `method="${method}",route="${route}",status="${status}"`
      let one = series.get(key)
      if (!one) {
        one = { count: 0, sum: 0, buckets: bounds.map(() => 0) }
        series.set(key, one)
      }
      one.count += 1
      one.sum += seconds
      for (let index = 0; index < bounds.length; index += 1)
        if (seconds <= (bounds[index] as number)) one.buckets[index]! += 1
    },
    text(): string {
      const lines = [
        '# HELP http_request_duration_seconds Time to answer a request.',
        '# TYPE http_request_duration_seconds histogram',
      ]
      for (const [labels, one] of series) {
        for (const [index, bound] of bounds.entries())
          lines.push(`http_request_duration_seconds_bucket{${labels},le="${bound}"} ${one.buckets[index]}`)
        lines.push(`http_request_duration_seconds_bucket{${labels},le="+Inf"} ${one.count}`)
        lines.push(`http_request_duration_seconds_sum{${labels}} ${one.sum.toFixed(6)}`)
        lines.push(`http_request_duration_seconds_count{${labels}} ${one.count}`)
      }
      const memory = process.memoryUsage()
      lines.push('# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${memory.rss}`)
      lines.push('# TYPE process_heap_used_bytes gauge', `process_heap_used_bytes ${memory.heapUsed}`)
      lines.push(
        '# TYPE process_uptime_seconds gauge',
        `process_uptime_seconds ${((Date.now() - startedAt) / 1000).toFixed(0)}`,
      )
      return `${lines.join('\n')}\n`
    },
  }
}
