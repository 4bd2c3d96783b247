import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'

const house = testHouse({ worker: false })

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>
}

describe('the OpenAPI document', () => {
  test('describes what the server answers beside its endpoints, by the media type it answers in', async () => {
    const { body } = await house.anonymous().call('GET', '/openapi.json')
    for (const path of [
      '/healthz',
      '/readyz',
      '/metrics',
      '/openapi.json',
      '/.well-known/did.json',
      '/did.json',
      '/.well-known/jwks.json',
    ]) {
      const operation = (body.paths as Record<string, { get?: Operation }>)[path]?.get
      const [described] = Object.entries(operation?.responses['200']?.content ?? {})
      const reply = await house.app.inject({ method: 'GET', url: path })
      expect([path, reply.statusCode, described?.[0]]).toEqual([
        path,
        200,
        String(reply.headers['content-type']).split(';')[0],
      ])
      expect([path, described?.[1].schema]).toEqual([path, expect.any(Object)])
    }
  })
})
