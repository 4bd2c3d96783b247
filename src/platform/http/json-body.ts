import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body of this route must be read one way by everybody. */
    readonly exact?: boolean
  }
}

/** What `problemOfFastifyError` knows these refusals by. */
export const halfCharacter = 'ZHIXIN_HALF_CHARACTER'
export const inexact = 'ZHIXIN_INEXACT'

/** What two readers may read differently, or no reader can follow; the code of the refusal. */
export type ExactFault = 'request.repeated-key' | 'request.too-deep'

const halfSign = /\\ud[89a-f]/i

/**
 * JSON as Fastify reads it, but for texts that hold half a character (`\ud800` alone): UTF-8 cannot write one, and
 * PostgreSQL's jsonb refuses it. Only a body that escapes such a half is looked through. Of an endpoint that says `exact`, a
 * repeated key and bottomless nesting are refused too. JSON-LD is JSON.
 */
export const parseWholeJson = (
  app: FastifyInstance,
  exactFault: (text: string) => ExactFault | undefined,
): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    ['application/json', 'application/ld+json'],
    { parseAs: 'string' },
    (request, body, done) => {
      const text = body.toString()
      void parse(request, text, (error: Error | null, value?: unknown) => {
        if (error) return done(error)
        if (halfSign.test(text) && !isWhole(value))
          return done(Object.assign(new Error('a text holds half a character'), { code: halfCharacter }))
        const fault = request.routeOptions.config.exact ? exactFault(text) : undefined
        if (fault) return done(Object.assign(new Error(fault), { code: inexact, fault }))
        done(null, value)
      })
    },
  )
}

const isWhole = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part))
}
