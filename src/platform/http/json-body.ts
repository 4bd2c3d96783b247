import type { FastifyInstance } from 'fastify'

/** What `problemOfFastifyError` knows this refusal by. */
export const halfCharacter = 'ZHIXIN_HALF_CHARACTER'

const halfSign = /\\ud[89a-f]/i

/**
 * JSON as Fastify reads it, but for texts that hold half a character (`\ud800` alone): UTF-8 cannot write one, and
 * PostgreSQL's jsonb refuses it. Only a body that escapes such a half is looked through.
 */
export const parseWholeJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString()
    void parse(request, text, (error: Error | null, value?: unknown) => {
      const whole = error !== null || !halfSign.test(text) || isWhole(value)
      if (whole) done(error, value)
      else done(Object.assign(new Error('a text holds half a character'), { code: halfCharacter }))
    })
  })
}

const isWhole = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part))
}
