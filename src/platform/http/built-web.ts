import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pagePolicy } from './http.ts'

/** Serves the hashed assets of the built web, precompressed, for a year: their names change with their content. */
export const serveAssets = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(staticFiles, {
    root: `${folder}/assets`,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  })
}

/** Reads a built page once; each reply gets its own nonce in place of `__NONCE__`. */
export const builtPage = async (file: string): Promise<(reply: FastifyReply) => FastifyReply> => {
  const html = await readFile(file, 'utf8')
  return (reply) => {
    const nonce = randomBytes(16).toString('base64url')
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__NONCE__', nonce))
  }
}
