import type { FastifyInstance } from 'fastify'
import { isId } from '../../kernel/id.ts'

/**
 * An id in an address may be written in capitals, as other systems write them; here it is compared with those of the
 * database, which are small. Anything else in the address stays as it was sent.
 */
export const writeAddressIdsSmall = (app: FastifyInstance): void => {
  app.addHook('preValidation', (request, _reply, done) => {
    for (const part of [request.params, request.query]) writeSmall(part)
    done()
  })
}

const writeSmall = (part: unknown): void => {
  if (typeof part !== 'object' || part === null) return
  const texts = part as Record<string, unknown>
  for (const [name, text] of Object.entries(texts))
    if (typeof text === 'string' && isId(text)) texts[name] = text.toLowerCase()
}
