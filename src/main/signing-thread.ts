import { type KeyObject, sign } from 'node:crypto'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const hashLength = 32
const signatureLength = 64

/** A thread without work ends after this. */
const idleMs = 60_000

/**
 * Signs many hashes in one thread of its own: an order and an answer for all of them cost the main thread a tenth of what
 * giving each to Node's pool does. The thread starts with the first order and never keeps a process from ending.
 */
export const signingThread = (
  key: KeyObject,
): ((hashes: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>) => {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  const waiting: PromiseWithResolvers<Uint8Array>[] = []

  const end = (error: Error): void => {
    const ending = thread
    thread = undefined
    for (const { reject } of waiting.splice(0)) reject(error)
    void ending?.terminate()
  }
  const started = (): Worker => {
    if (thread) return thread
    const fresh = new Worker(new URL(import.meta.url), { workerData: { signingKey: key } })
    // Orders are answered in their order.
    fresh.on('message', (signatures: Uint8Array) => {
      waiting.shift()?.resolve(signatures)
      if (waiting.length > 0) return
      fresh.unref()
      idle = setTimeout(() => end(new Error('the signing thread was idle')), idleMs).unref()
    })
    fresh.on('error', (error) => thread === fresh && end(error as Error))
    fresh.on('exit', () => thread === fresh && end(new Error('the signing thread ended')))
    thread = fresh
    return fresh
  }

  return async (hashes) => {
    if (hashes.length === 0) return []
    clearTimeout(idle)
    const all = new Uint8Array(hashes.length * hashLength)
    for (const [place, hash] of hashes.entries()) {
      if (hash.length !== hashLength) throw new RangeError('only hashes of 32 bytes are signed together')
      all.set(hash, place * hashLength)
    }
    const asked = Promise.withResolvers<Uint8Array>()
    waiting.push(asked)
    const worker = started()
    worker.ref()
    worker.postMessage(all, [all.buffer])
    const signatures = await asked.promise
    return hashes.map((_, place) =>
      signatures.subarray(place * signatureLength, (place + 1) * signatureLength),
    )
  }
}

const isThread = (data: unknown): data is { signingKey: KeyObject } =>
  !isMainThread && typeof data === 'object' && data !== null && 'signingKey' in data

if (isThread(workerData)) {
  const { signingKey } = workerData
  parentPort?.on('message', (hashes: Uint8Array) => {
    const signatures = new Uint8Array((hashes.length / hashLength) * signatureLength)
    for (let at = 0; at < hashes.length; at += hashLength)
      signatures.set(sign(null, hashes.subarray(at, at + hashLength), signingKey), at * 2)
    parentPort?.postMessage(signatures, [signatures.buffer])
  })
}
