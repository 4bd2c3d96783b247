import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { newId } from '../../kernel/id.ts'
import { problemDocument } from './problem-reply.ts'

/** What Node's reader of HTTP could not read, in our codes. */
const codes: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'request.headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timed-out',
}

/** The reply in progress on a connection, as Node keeps it for its own handler of such errors. */
type Answering = Socket & { readonly _httpMessage?: ServerResponse<IncomingMessage> | null }

/**
 * Answers what never became a request, and so reaches no hook, no handler and no reply: written to the connection as it is,
 * with an id that the log knows. In Chinese, for what the sender prefers cannot be read. Nothing the error carries but its
 * code is logged: it holds the bytes that came, cookies among them.
 */
export const answerBrokenRequest = (
  error: Error & { readonly code?: string },
  socket: Answering,
  log: Pick<FastifyBaseLogger, 'info'>,
  headers: Readonly<Record<string, string>>,
): void => {
  // Nobody is there any more, or a reply is under way that these lines would run into.
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent === true) {
    socket.destroy(error)
    return
  }
  const requestId = newId()
  const document = problemDocument({ code: codes[error.code ?? ''] ?? 'request.malformed' }, 'zh', requestId)
  log.info({ requestId, status: document.status, code: error.code }, 'no request')
  const body = Buffer.from(JSON.stringify(document))
  const lines = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(body.length),
    connection: 'close',
    date: new Date().toUTCString(),
    'x-request-id': requestId,
    ...headers,
  }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}\r\n${head.join('')}\r\n`)
  socket.end(body)
}
