import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfOrder } from './pdf-typst-thread.ts'

const require = createRequire(import.meta.url)

/** Version of the typesetter in use: part of what a frozen document states about its drawing. */
export const rendererVersion = {
  name: 'typst',
  version: (require('@myriaddreamin/typst-ts-node-compiler/package.json') as { version: string }).version,
} as const

/** A drawing could not be made: a fault of the template or its data, or a thread that died. */
export class RenderingError extends Error {}

export interface PdfRequest {
  /** Absolute path of the template; everything that varies comes in `inputs`, never in the text. */
  readonly template: string
  readonly inputs: Readonly<Record<string, string>>
  /** Inputs to be drawn as QR codes: name → text; the template gets an SVG. */
  readonly codes: Readonly<Record<string, string>>
  /** Absolute paths of the font files. */
  readonly fonts: readonly string[]
  readonly standard: 'a-2b' | 'a-3b'
}

export interface PdfRenderer {
  /** Deterministic: the same request with the same typesetter and fonts gives the same bytes. @throws RenderingError */
  render(request: PdfRequest): Promise<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

const idleMs = 60_000
const mostMs = 60_000

interface Waiting {
  resolve(pdf: Uint8Array<ArrayBuffer>): void
  reject(error: Error): void
}

/**
 * Draws PDFs with typst in one thread of its own, so that no request waits for another's drawing. The thread starts with
 * the first order and ends after a minute without one: its fonts take a hundred megabytes.
 */
export const pdfRenderer = (): PdfRenderer => {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let next = 0
  const waiting = new Map<number, Waiting>()

  const end = async (reason: string): Promise<void> => {
    const ending = thread
    thread = undefined
    for (const { reject } of waiting.values()) reject(new RenderingError(reason))
    waiting.clear()
    await ending?.terminate()
  }
  const started = (): Worker => {
    if (thread) return thread
    const fresh = new Worker(new URL('./pdf-typst-thread.ts', import.meta.url))
    fresh.on('message', (answer: PdfAnswer) => {
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('pdf' in answer) one?.resolve(answer.pdf)
      else one?.reject(new RenderingError(answer.error))
      if (waiting.size === 0) rest()
    })
    fresh.on('error', (error) => void end(String(error)))
    fresh.on('exit', () => thread === fresh && void end('the drawing thread ended'))
    thread = fresh
    return fresh
  }
  const rest = (): void => {
    clearTimeout(idle)
    idle = setTimeout(() => void end('idle'), idleMs)
    idle.unref()
    thread?.unref()
  }

  return {
    render: (request) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        const worker = started()
        // Referenced only while there is work: a drawing thread never keeps a process from ending.
        worker.ref()
        const id = next++
        const timer = setTimeout(() => void end('the drawing took too long'), mostMs)
        timer.unref()
        const settled =
          <T>(give: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer)
            give(value)
          }
        waiting.set(id, { resolve: settled(resolve), reject: settled(reject) })
        worker.postMessage({ id, ...request } satisfies PdfOrder)
      }),
    close: () => end('closed'),
  }
}
