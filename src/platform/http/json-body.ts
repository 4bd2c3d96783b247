import type { FastifyError, FastifyInstance } from 'fastify'
import type { FieldError } from '../../kernel/result.ts'
import { hasNul, isHalf, placeOfText } from './unkeepable-text.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body of this route must be read one way by everybody. */
    readonly exact?: boolean
  }
}

/** What `problemOfFastifyError` knows these refusals by. */
export const unkeepable = 'ZHIXIN_UNKEEPABLE_TEXT'
export const inexact = 'ZHIXIN_INEXACT'

/** What two readers may read differently, or no reader can follow; the code of the refusal. */
export type ExactFault = 'request.repeated-key' | 'request.too-deep'

/** A text that the database has no place for, and where it stands. */
export interface UnkeepableText extends FastifyError {
  readonly errors: readonly FieldError[]
}

const suspicious = /\\u(?:d[89a-f]|0000)/i

/**
 * JSON as Fastify reads it, but for texts that hold half a character (`\ud800` alone) or NUL: UTF-8 cannot write the one,
 * PostgreSQL cannot keep either. Only a body that escapes such a sign is looked through. Of an endpoint that says `exact`, a
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
        const broken = suspicious.test(text) ? unkeepableText(value) : undefined
        if (broken) return done(broken)
        const fault = request.routeOptions.config.exact ? exactFault(text) : undefined
        if (fault) return done(Object.assign(new Error(fault), { code: inexact, fault }))
        done(null, value)
      })
    },
  )
  // An address may hold NUL too (`%00`); half a character it cannot.
  app.addHook('preValidation', (request, _reply, done) => {
    if (!request.url.includes('%00')) return done()
    done(unkeepableText(request.query) ?? unkeepableText(request.params))
  })
}

/** The refusal of the first text in a value that cannot be kept; `undefined` where all can. */
const unkeepableText = (value: unknown): UnkeepableText | undefined => {
  const half = placeOfText(value, isHalf)
  const pointer = half ?? placeOfText(value, hasNul)
  if (pointer === undefined) return undefined
  const errors = [{ pointer: pointer || '/', code: half === undefined ? 'text.nul' : 'text.half' }]
  return Object.assign(new Error('a text cannot be kept'), { name: 'FastifyError', code: unkeepable, errors })
}
