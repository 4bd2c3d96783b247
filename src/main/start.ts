import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeWritable } from '../platform/embedded-postgres/cluster-folder.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start-embedded-postgres.ts'
import { type Config, onPort, readConfig } from './config.ts'
import { assertDemoMayListen, demoWanted } from './demo-public.ts'
import type { Lifetime } from './lifetime.ts'
import { findPort } from './port.ts'
import { runMain } from './run-main.ts'

/**
 * `npm start`: everything on one machine with nothing else installed. The embedded database unless DATABASE_URL names
 * another, a demonstration on an empty one, web server and worker. Ends in order; after kill -9 nothing stays behind.
 * What is imported here is little: the database starts while the house is being loaded.
 */
const start = async (lifetime: Lifetime): Promise<void> => {
  const asked = readConfig(process.env)
  // Before anything is made: what is not there yet would become a demonstration.
  if (demoWanted() && (await isUnmade(asked))) assertDemoMayListen(asked)
  const config = onPort(asked, await findPort(asked.host, asked.port))
  await makeWritable(config.dataFolder)
  const webBuilt = buildWeb()
  const databaseUrl = config.databaseUrl ?? (await openEmbedded(config, lifetime))
  const { startHouse } = await house()
  const welcome = await startHouse({ config, databaseUrl, webBuilt, lifetime })
  process.stdout.write(welcome(process.uptime()))
}

/** Everything else there is: two thousand modules, a second to load. */
const house = () => import('./start-house.ts')

const openEmbedded = async (config: Config, lifetime: Lifetime): Promise<string> => {
  const folder = join(config.dataFolder, 'postgres')
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, whileItStarts: house })
  lifetime.add(() => postgres.stop())
  if (!postgres.dataHome.startsWith(config.dataFolder)) {
    process.stderr.write(
      `数据库文件位于 ${postgres.dataHome}。 The database files are in ${postgres.dataHome}.\n`,
    )
  }
  return postgres.url
}

/** Whether there is no database of ours yet, neither in the data folder nor where DATABASE_URL says. */
const isUnmade = async ({ databaseUrl, dataFolder }: Config): Promise<boolean> => {
  if (!databaseUrl) return !existsSync(join(dataFolder, 'postgres'))
  const { hasNoTables } = await import('./prepare-database.ts')
  return hasNoTables(databaseUrl)
}

/** After an upgrade the pages are built anew; an installation without the sources of the build has them built already. */
const buildWeb = (): Promise<void> => {
  const script = fileURLToPath(new URL('../../scripts/build-web.ts', import.meta.url))
  if (!existsSync(script)) return Promise.resolve()
  return new Promise((resolve) => {
    const build = spawn(process.execPath, [script, '--if-changed'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    build.once('error', () => resolve())
    build.once('exit', () => resolve())
  })
}

await runMain(start)
