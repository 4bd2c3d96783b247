import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isMainThread, parentPort } from 'node:worker_threads'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { typesetters, type PdfRequest } from './pdf-typst.ts'
import { qrPng, qrSvg } from './qr-picture.ts'

const require = createRequire(import.meta.url)

export interface PdfOrder extends PdfRequest {
  readonly id: number
}

export type PdfAnswer =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string }

/** Typst keeps what it computed; without eviction memory grows with every document. */
const evictEvery = 10

const compilers = new Map<string, NodeCompiler>()
let drawn = 0

const compilerFor = (request: PdfRequest): NodeCompiler => {
  const folder = dirname(request.template)
  const key = [request.typesetter, folder, ...request.fonts].join('\n')
  let compiler = compilers.get(key)
  if (!compiler) {
    const typesetter = require(typesetters[request.typesetter].package) as {
      NodeCompiler: typeof NodeCompiler
    }
    compiler = typesetter.NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontBlobs: request.fonts.map((file) => readFileSync(file)) }],
    })
    compilers.set(key, compiler)
  }
  return compiler
}

const draw = (request: PdfRequest): Uint8Array<ArrayBuffer> => {
  const compiler = compilerFor(request)
  const told = handIn(compiler, request)
  const compiled = compiler.compile({
    mainFilePath: request.template,
    ...(request.inputs ? { inputs: { ...request.inputs, ...told } } : {}),
  })
  if (!compiled.result) throw new Error(faultOf(compiler, compiled.takeError()))
  if (!request.manyPages && compiled.result.numOfPages !== 1)
    throw new Error(`the document has ${compiled.result.numOfPages} pages`)
  const pdf = compiler.pdf(compiled.result, { pdfStandard: typesetters[request.typesetter].standard })
  drawn += 1
  if (drawn % evictEvery === 0) compiler.evictCache(1)
  return new Uint8Array(pdf)
}

/** First message of the typesetter, without the data that was being set. */
const faultOf = (
  compiler: NodeCompiler,
  error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null,
): string => {
  const [first] = error ? (compiler.fetchDiagnostics(error) as { message?: string }[]) : []
  return first?.message ?? 'the template could not be set'
}

/** Puts files, codes and images where the template finds them; gives what one that reads inputs is told: SVG texts, or the paths of images. */
const handIn = (compiler: NodeCompiler, request: PdfRequest): Record<string, string> => {
  const codes = Object.entries(request.codes)
  if (typesetters[request.typesetter].codes === 'svg')
    return Object.fromEntries(codes.map(([name, code]) => [name, qrSvg(code)]))
  const place = (path: string, bytes: Buffer): void =>
    compiler.mapShadow(join(dirname(request.template), path), bytes)
  compiler.resetShadow()
  for (const [name, text] of Object.entries(request.files ?? {}))
    place(`given/${name}.json`, Buffer.from(text))
  const images = [
    ...codes.map(([name, code]) => [name, qrPng(code)] as const),
    ...Object.entries(request.images),
  ]
  for (const [name, bytes] of images) place(given(name), Buffer.from(bytes))
  return { images: JSON.stringify(Object.fromEntries(images.map(([name]) => [name, given(name)]))) }
}

const given = (name: string): string => `given/${name}.png`

const answer = (order: PdfOrder): PdfAnswer => {
  try {
    return { id: order.id, pdf: draw(order) }
  } catch (error) {
    return { id: order.id, error: (error as Error).message }
  }
}

if (!isMainThread) {
  parentPort?.on('message', (order: PdfOrder) => {
    const given = answer(order)
    parentPort?.postMessage(given, 'pdf' in given ? [given.pdf.buffer] : [])
  })
}
