import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfOrder } from './pdf-typst-thread.ts'

const require = createRequire(import.meta.url)

/**
 * Every typesetter a document may have been frozen with: each goes on drawing what it drew, to the byte. The first makes
 * no tags for readers by ear, and new documents are drawn by the last.
 */
export const typesetters = {
  '0.6.0': { package: '@myriaddreamin/typst-ts-node-compiler', codes: 'svg', standard: 'a-3b' },
  '0.7.0': { package: 'typst-ts-node-compiler-0.7', codes: 'png', standard: 'a-3a' },
} as const

export type Typesetter = keyof typeof typesetters

const installed = Object.entries(typesetters).every(
  ([version, { package: name }]) =>
    (require(`${name}/package.json`) as { version: string }).version === version,
)
if (!installed) throw new Error('a typesetter of another version is installed: run npm ci')

/** The typesetter of new documents: part of what a frozen document states about its drawing. */
export const rendererVersion = { name: 'typst', version: '0.7.0' } as const

export const isTypesetter = (renderer: { readonly name: string; readonly version: string }): boolean =>
  renderer.name === rendererVersion.name && Object.hasOwn(typesetters, renderer.version)

/** A drawing could not be made: a fault of the template or its data, or a thread that died. */
export class RenderingError extends Error {}

export interface PdfRequest {
  readonly typesetter: Typesetter
  /** Absolute path of the template; everything that varies comes in `inputs` or `files`, never in the text. */
  readonly template: string
  /** Texts in `sys.inputs`, by name: what changes there makes the typesetter set the whole document anew. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Texts the template reads as `given/NAME.json` beside it: what does not depend on them is taken over from the last drawing. */
  readonly files?: Readonly<Record<string, string>>
  /** What QR codes say, by name; bytes are coded as they are, a text in the segments that take the least room. */
  readonly codes: Readonly<Record<string, string | Uint8Array>>
  /** PNG files the template may draw, by name. */
  readonly images: Readonly<Record<string, Uint8Array>>
  /** Absolute paths of the font files. */
  readonly fonts: readonly string[]
  /** A document of any number of pages; without it one that does not fit its page is refused. */
  readonly manyPages?: true
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
