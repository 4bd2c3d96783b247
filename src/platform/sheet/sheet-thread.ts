import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { SheetError } from './sheet.ts'

/** What a thread says to whoever started it. */
type Message<Out> = { readonly part: Out } | { readonly done: true } | { readonly failed: string }

const mostThreads = 2
const mostHeapMb = 256
const mostMs = 300_000
/** Parts a thread may send ahead of the taker; more would pile up in memory. */
const ahead = 2

let running = 0
const queue: (() => void)[] = []

const enter = async (): Promise<void> => {
  if (running >= mostThreads) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
}

const leave = (): void => {
  running -= 1
  queue.shift()?.()
}

/**
 * Runs a module in a thread of its own and gives what it emits, part by part, so that reading a big file holds up
 * nobody's request. A file that eats the thread's memory or time ends the thread, not the server.
 */
export async function* streamFromThread<Out>(
  module: URL,
  input: unknown,
  transfer: readonly ArrayBuffer[] = [],
): AsyncGenerator<Out> {
  await enter()
  const worker = new Worker(module, {
    workerData: input,
    transferList: [...transfer],
    // A small nursery: left to itself it grows to several times that in a thread that lives for seconds.
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb, maxYoungGenerationSizeMb: 6 },
  })
  const timer = setTimeout(() => void worker.terminate(), mostMs)
  const inbox = mailbox<Message<Out>>()
  worker.on('message', inbox.put)
  worker.on('error', (error) => inbox.put({ failed: (error as NodeJS.ErrnoException).code ?? String(error) }))
  worker.on('exit', () => inbox.put({ failed: 'ERR_WORKER_GONE' }))
  try {
    for (;;) {
      const message = await inbox.take()
      if ('done' in message) return
      if ('failed' in message) throw threadError(message.failed)
      yield message.part
      worker.postMessage('taken')
    }
  } finally {
    clearTimeout(timer)
    await worker.terminate()
    leave()
  }
}

const threadError = (reason: string): Error =>
  /^ERR_WORKER_(OUT_OF_MEMORY|GONE)$/.test(reason) ? new SheetError('sheet.unreadable') : new Error(reason)

const mailbox = <T>(): { put: (item: T) => void; take: () => Promise<T> } => {
  const items: T[] = []
  let waiting: ((item: T) => void) | null = null
  return {
    put: (item) => {
      if (!waiting) return void items.push(item)
      const deliver = waiting
      waiting = null
      return deliver(item)
    },
    take: () => {
      const item = items.shift()
      if (item !== undefined) return Promise.resolve(item)
      return new Promise((resolve) => {
        waiting = resolve
      })
    },
  }
}

/** Called by a thread's module: runs the work with the input it was started with. `emit` waits while the taker is behind. */
export const serveThread = <In, Out>(
  work: (input: In, emit: (part: Out) => Promise<void>) => Promise<void>,
): void => {
  const port = parentPort
  if (isMainThread || !port) throw new Error('this module runs in a thread only')
  let unacknowledged = 0
  let resume: (() => void) | null = null
  port.on('message', () => {
    unacknowledged -= 1
    resume?.()
    resume = null
  })
  const emit = async (part: Out): Promise<void> => {
    unacknowledged += 1
    port.postMessage({ part })
    if (unacknowledged >= ahead) await new Promise<void>((resolve) => (resume = resolve))
  }
  work(workerData as In, emit)
    .then(() => port.postMessage({ done: true }))
    .catch((error: unknown) =>
      port.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => port.close())
}
