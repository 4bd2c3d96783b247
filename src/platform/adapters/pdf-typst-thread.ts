import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isMainThread, parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import qrcode from 'qrcode'
import type { PdfRequest } from './pdf-typst.ts'

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
  const key = [folder, ...request.fonts].join('\n')
  let compiler = compilers.get(key)
  if (!compiler) {
    compiler = NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontBlobs: request.fonts.map((file) => readFileSync(file)) }],
    })
    compilers.set(key, compiler)
  }
  return compiler
}

const draw = (request: PdfRequest): Uint8Array<ArrayBuffer> => {
  const compiler = compilerFor(request)
  const codes = Object.fromEntries(Object.entries(request.codes).map(([name, text]) => [name, qrSvg(text)]))
  const compiled = compiler.compile({
    mainFilePath: request.template,
    inputs: { ...request.inputs, ...codes },
  })
  if (!compiled.result) throw new Error(faultOf(compiler, compiled.takeError()))
  if (compiled.result.numOfPages !== 1)
    throw new Error(`the document has ${compiled.result.numOfPages} pages`)
  const pdf = compiler.pdf(compiled.result, { pdfStandard: request.standard })
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

/** A longer text is drawn with less redundancy: its modules stay large enough for a phone, and the file small. */
const longCode = 200

/** A QR code as one path, runs of dark modules joined: a tenth of the size of a square each. */
const qrSvg = (text: string): string => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: text.length > longCode ? 'L' : 'M' })
  const { size } = modules
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue
      const start = column
      while (column < size && modules.get(row, column)) column += 1
      path += `M${start} ${row}h${column - start}v1h-${column - start}z`
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000"/></svg>`
}

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
