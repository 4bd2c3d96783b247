import type { Result } from '../../../kernel/result.ts'
import type { Services } from '../../../platform/services.ts'
import { nextTurn } from '../domain/append-turn.ts'
import { appendBatch, type Append, type Appended } from './append-events.ts'

interface Waiting {
  readonly append: Append
  settle(result: Result<Appended, string>): void
  fail(error: unknown): void
}

/** Transactions at once per process. */
const mostAtOnce = 3

/**
 * Gathers what arrives while the database is busy into one transaction, so that a full hall costs a few commits instead
 * of one per candidate. A lone request goes at once. Per attempt one batch is under way at a time, in order of arrival.
 */
const openQueue = (services: Services) => {
  let waiting: Waiting[] = []
  const busy = new Set<string>()
  let running = 0
  let scheduled = false

  const take = (): Waiting[] => {
    const turn = nextTurn(
      waiting.map(({ append }) => append),
      busy,
    )
    const taken = turn.map((at) => waiting[at] as Waiting)
    const chosen = new Set(turn)
    waiting = waiting.filter((_, at) => !chosen.has(at))
    return taken
  }

  const pump = (): void => {
    while (running < mostAtOnce) {
      const taken = take()
      if (taken.length === 0) return
      running += 1
      for (const { append } of taken) busy.add(append.attemptId)
      void work(services, taken).finally(() => {
        running -= 1
        for (const { append } of taken) busy.delete(append.attemptId)
        pump()
      })
    }
  }

  return (append: Append): Promise<Result<Appended, string>> =>
    new Promise((resolve, reject) => {
      waiting.push({ append, settle: resolve, fail: reject })
      if (scheduled) return
      scheduled = true
      setImmediate(() => {
        scheduled = false
        pump()
      })
    })
}

/** Settles every request of a batch. Where the batch as a whole fails, each is tried alone: one cannot take others down. */
const work = async (services: Services, taken: readonly Waiting[]): Promise<void> => {
  try {
    const results = await appendBatch(
      services,
      taken.map(({ append }) => append),
    )
    for (const [at, one] of taken.entries()) one.settle(results[at] as Result<Appended, string>)
  } catch (error) {
    if (taken.length === 1) taken[0]?.fail(error)
    else for (const one of taken) await work(services, [one])
  }
}

const queues = new WeakMap<Services, ReturnType<typeof openQueue>>()

/** Appends a batch to an attempt's journal; answers once it is on disk. */
export const appendEvents = (services: Services, append: Append): Promise<Result<Appended, string>> => {
  const queue = queues.get(services) ?? openQueue(services)
  queues.set(services, queue)
  return queue(append)
}
