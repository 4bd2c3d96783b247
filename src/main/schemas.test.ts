import { describe, expect, it } from 'vitest'
import { schemaCompilers } from '../platform/http/lazy-schemas.ts'
import { areas } from './areas.ts'

const endpoints = areas.flatMap((area) => area.routes.map(({ endpoint }) => endpoint))

/** Compiled only when a request comes, a schema that cannot be compiled would be found by whoever sends it. */
describe('the schemas of every endpoint', () => {
  const { validatorOf, serializerOf } = schemaCompilers()

  it.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s',
    (_name, { method, path: url, params, query, body, multipart, produces, status = 200, reply }) => {
      for (const [httpPart, schema] of Object.entries({
        params,
        querystring: query,
        body: multipart ? undefined : body,
      })) {
        if (schema) expect(validatorOf({ schema, method, url, httpPart })).toBeTypeOf('function')
      }
      if (!produces && status !== 204)
        expect(serializerOf({ schema: reply, method, url, httpStatus: String(status) })).toBeTypeOf(
          'function',
        )
    },
  )
})
