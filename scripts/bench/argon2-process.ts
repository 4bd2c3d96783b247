import { verify } from '@node-rs/argon2'
import { percentile, rounded } from './report.ts'

/** The reference: argon2id and nothing else, on the thread pool of a process of its own, so many at a time. */
interface Order {
  readonly hash: string
  readonly password: string
}
interface Turn {
  readonly concurrency: number
  readonly seconds: number
}

process.once('message', ({ hash, password }: Order) => {
  process.on('message', async ({ concurrency, seconds }: Turn) => {
    const took: number[] = []
    const started = performance.now()
    const until = started + seconds * 1000
    const one = async (): Promise<void> => {
      while (performance.now() < until) {
        const begun = performance.now()
        if (!(await verify(hash, password))) throw new Error('the password does not match its hash')
        took.push(performance.now() - begun)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, one))
    const elapsed = (performance.now() - started) / 1000
    took.sort((a, b) => a - b)
    process.send?.({
      rps: rounded(took.length / elapsed),
      p50: rounded(percentile(took, 0.5)),
      p99: rounded(percentile(took, 0.99)),
      n: took.length,
    })
  })
  process.send?.({ address: '' })
})
