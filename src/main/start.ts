import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { issueSetupToken } from '../areas/organisations/index.ts'
import { oidcSignOn } from '../platform/adapters/oidc-sign-on.ts'
import { makeWritable } from '../platform/embedded-postgres/cluster-folder.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start-embedded-postgres.ts'
import { areas } from './areas.ts'
import { compose, type Composed } from './compose.ts'
import { type Config, defaultKeyFile, onPort, readConfig } from './config.ts'
import { assertDemoMayListen, demoSignInsFor, hasDemoData, makeDemo, sampleCertificate } from './demo-data.ts'
import { assertSameKeys, isEmpty } from './installation.ts'
import { loadSecrets, type Secrets } from './key-file.ts'
import type { Lifetime } from './lifetime.ts'
import { jsonLog } from './log.ts'
import { localSigner, vcApiOf } from './local-signer.ts'
import { findPort, portError } from './port.ts'
import { hasNoTables, prepareDatabase } from './prepare-database.ts'
import { runMain } from './run-main.ts'
import { clearHalfSeeded } from './seeding.ts'
import { startServer } from './server.ts'
import { registerShippedPacks } from './shipped-packs.ts'
import { superviseWorker } from './supervisor.ts'
import { type Readiness, welcome } from './welcome.ts'

/**
 * `npm start`: everything on one machine with nothing else installed. The embedded database unless DATABASE_URL names
 * another, a demonstration on an empty one, web server and worker. Ends in order; after kill -9 nothing stays behind.
 */
const start = async (lifetime: Lifetime): Promise<void> => {
  const startedAt = performance.now()
  const asked = readConfig(process.env)
  // Before anything is made: what is not there yet would become a demonstration.
  if (demoWanted() && (await isUnmade(asked))) assertDemoMayListen(asked)
  const config = onPort(asked, await findPort(asked.host, asked.port))
  await makeWritable(config.dataFolder)
  const webBuilt = buildWeb()
  const databaseUrl = config.databaseUrl ?? (await openEmbedded(config, lifetime))
  await prepareDatabase(databaseUrl)
  if (await clearHalfSeeded(databaseUrl)) await prepareDatabase(databaseUrl)
  const keyFile = config.keyFile ?? defaultKeyFile(config)
  const secrets = await loadSecrets(keyFile, config.keyFile ? undefined : { demo: true, now: new Date() })
  const composed = await openHouse(config, databaseUrl, secrets, lifetime)
  await assertSameKeys(composed.services.db, { file: keyFile, fingerprint: secrets.fingerprint }, new Date())
  await registerShippedPacks(composed.services)
  const state = await fillIfEmpty(composed, config)
  await webBuilt
  await listen(composed, config, lifetime)
  const { dataFolder, publicUrl, post } = config
  const order = { databaseUrl, dataFolder, keyFile, publicUrl, post }
  const worker = superviseWorker(order, (exitCode) => {
    process.stderr.write(
      `后台进程意外退出（${exitCode}），正在重启。 The worker ended (${exitCode}) and is started again.\n`,
    )
  })
  lifetime.add(() => worker.stop())
  process.stdout.write(welcome({ config, seconds: (performance.now() - startedAt) / 1000, ...state }))
}

const openEmbedded = async (config: Config, lifetime: Lifetime): Promise<string> => {
  const folder = join(config.dataFolder, 'postgres')
  const postgres = await startEmbeddedPostgres({ dataFolder: folder })
  lifetime.add(() => postgres.stop())
  if (!postgres.dataHome.startsWith(config.dataFolder)) {
    process.stderr.write(
      `数据库文件位于 ${postgres.dataHome}。 The database files are in ${postgres.dataHome}.\n`,
    )
  }
  return postgres.url
}

const openHouse = async (
  config: Config,
  databaseUrl: string,
  secrets: Secrets,
  lifetime: Lifetime,
): Promise<Composed> => {
  const composed = await compose({
    databaseUrl,
    areas,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    keys: secrets,
    signer: localSigner(secrets),
    vcApi: vcApiOf(config, secrets),
    signOn: config.oidc ? oidcSignOn(config.oidc, config.publicUrl) : null,
    log: jsonLog('warn'),
  })
  lifetime.add(() => composed.close())
  return composed
}

const demoWanted = (): boolean => process.env['ZHIXIN_DEMO'] !== '0'

/** Whether there is no database of ours yet, neither in the data folder nor where DATABASE_URL says. */
const isUnmade = ({ databaseUrl, dataFolder }: Config): Promise<boolean> =>
  databaseUrl ? hasNoTables(databaseUrl) : Promise.resolve(!existsSync(join(dataFolder, 'postgres')))

/** An empty database gets the demonstration, unless ZHIXIN_DEMO=0: then, as in production, the first office is made in the browser. */
const fillIfEmpty = async (composed: Composed, config: Config): Promise<Readiness> => {
  const { db } = composed.services
  if (demoWanted() && (await isEmpty(db))) {
    assertDemoMayListen(config)
    await makeDemo(composed.services)
  }
  if (!(await hasDemoData(db))) return { kind: 'own', setupToken: await issueSetupToken(composed.services) }
  assertDemoMayListen(config)
  return { kind: 'demo', signIns: await demoSignInsFor(db, config), certificate: await sampleCertificate(db) }
}

const listen = async (composed: Composed, { host, port }: Config, lifetime: Lifetime): Promise<void> => {
  const server = await startServer({ composed, host, port, logLevel: 'warn' }).catch((error: unknown) => {
    throw portError(error as NodeJS.ErrnoException, host, port)
  })
  lifetime.add(() => server.close())
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
