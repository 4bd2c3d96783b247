import type { FastifyError, FastifyReply } from 'fastify'
import type { FieldError, Params } from '../../kernel/result.ts'
import { problemOf, sentence } from '../../wire/problems/index.ts'
import type { ProblemDocument } from '../../wire/problem-document.ts'
import { fieldFaults } from './field-faults.ts'
import { type ExactFault, inexact, unkeepable, type UnkeepableText } from './json-body.ts'

export interface ProblemParts {
  readonly code: string
  readonly params?: Params
  readonly errors?: readonly FieldError[]
}

/** RFC 9457 document of a refusal; its title is in the reader's language, its code is stable. */
export const problemDocument = (
  parts: ProblemParts,
  language: 'zh' | 'en',
  requestId: string,
): ProblemDocument => ({
  type: `urn:zhixin:problem:${parts.code}`,
  title: sentence(parts.code, language, { requestId, ...parts.params }),
  status: problemOf(parts.code).status,
  code: parts.code,
  params: { ...parts.params },
  errors: (parts.errors ?? []).map((error) => ({
    pointer: error.pointer,
    code: error.code,
    message: sentence(error.code, language, error.params),
    params: { ...error.params },
  })),
  requestId,
})

export const sendProblem = (
  reply: FastifyReply,
  parts: ProblemParts,
  language: 'zh' | 'en',
): FastifyReply => {
  const document = problemDocument(parts, language, reply.request.id)
  const seconds = document.params['seconds']
  if (document.status === 429 && typeof seconds === 'number') reply.header('retry-after', String(seconds))
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  return reply
    .code(document.status)
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(document)
}

/** What Fastify itself refuses, in our codes. `undefined` for a fault of ours, which stays a 500. */
export const problemOfFastifyError = (error: FastifyError, limitBytes: number): ProblemParts | undefined => {
  if (error.validation) {
    return { code: 'request.invalid', errors: fieldFaults(error.validation) }
  }
  if (
    error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ||
    error.code === 'FST_REQ_FILE_TOO_LARGE' ||
    error.statusCode === 413
  ) {
    return { code: 'request.too-large', params: { limit: sizeText(limitBytes) } }
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || error.statusCode === 415)
    return { code: 'request.media-type' }
  if (error.code === inexact) return { code: (error as FastifyError & { fault: ExactFault }).fault }
  if (error.statusCode === 400) return { code: 'request.not-json' }
  // NUL in an uploaded file or where else nobody looked for it: PostgreSQL has no place for it.
  if (['22021', '22P05'].includes(error.code))
    return { code: 'request.invalid', errors: [{ pointer: '/', code: 'text.nul' }] }
  if (error.code === unkeepable) return { code: 'request.invalid', errors: (error as UnkeepableText).errors }
  return undefined
}

export const sizeText = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.floor(bytes / 1024)} kB`
