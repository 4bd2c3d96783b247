import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { listMigrations } from '../platform/db/migrate.ts'
import { buildHttp } from '../platform/http/http.ts'
import { openapi } from '../platform/http/openapi.ts'
import { parseStrictJson } from '../verify/strict-json.ts'
import { areas } from './areas.ts'
import { callerOf, type Composed } from './compose.ts'
import { hasDemoData } from './demo-data.ts'
import { registerPages } from './pages.ts'

export interface ServerOptions {
  readonly composed: Composed
  readonly host: string
  readonly port: number
  readonly logLevel?: string
  /** Where the lines of the log go; standard output without. */
  readonly logTo?: { write(line: string): void }
}

/** Builds the web server on a composed house, without listening: tests inject into it. */
export const buildServer = async ({
  composed,
  logLevel,
  logTo,
}: Pick<ServerOptions, 'composed' | 'logLevel' | 'logTo'>): Promise<FastifyInstance> => {
  const routes = areas.flatMap((area) => area.routes)
  const migrations = (await listMigrations()).map(({ name }) => name)
  return buildHttp({
    services: composed.services,
    routes,
    openapi: openapi(routes.map((route) => route.endpoint)),
    identify: (request) => callerOf(composed.services, request),
    ready: () => isReady(composed.services.db, migrations),
    async pages(app) {
      await registerPages(app, { services: composed.services, routes, demo: demoKnown(composed) })
    },
    serviceKey: composed.services.ports.vcApi?.serviceKey,
    exactFault(text) {
      const parsed = parseStrictJson(text)
      if (!('fault' in parsed)) return undefined
      return parsed.fault === 'json.duplicate-key' ? 'request.repeated-key' : 'request.too-deep'
    },
    ...(logLevel ? { logLevel } : {}),
    ...(logTo ? { logTo } : {}),
  })
}

/** A proxy that asks has a patience of its own, and should hear a no before it is over. */
const readyWithinMs = 3_000

/**
 * Whether the database answers in time and has every migration of this code; it may have later ones. One that hangs is as
 * good as none.
 */
const isReady = async (db: Db, migrations: readonly string[]): Promise<boolean> => {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), readyWithinMs)
  const asked = sql<{
    missing: number
  }>`select count(*)::int as missing from unnest(${migrations}::text[]) as ours (name)
    where not exists (select from migration where migration.name = ours.name)`.execute(db)
  const ready = asked.then(
    ({ rows }) => rows[0]?.missing === 0,
    () => false,
  )
  return Promise.race([ready, late]).finally(() => clearTimeout(timer))
}

/** Listens; the address is where it really is, also for port 0. */
export const startServer = async (
  options: ServerOptions,
): Promise<{ address: string; close(): Promise<void> }> => {
  const app = await buildServer(options)
  const address = await app.listen({ host: options.host, port: options.port })
  return { address, close: () => app.close() }
}

/** Whether this is a demonstration, asked of the database until it says yes: demo data never goes away again. */
const demoKnown = ({ services }: Composed): (() => Promise<boolean>) => {
  let known = false
  return async () => {
    known ||= await hasDemoData(services.db)
    return known
  }
}
