import { issueSetupToken } from '../areas/organisations/index.ts'
import { oidcSignOn } from '../platform/adapters/oidc-sign-on.ts'
import { areas } from './areas.ts'
import { compose, type Composed } from './compose.ts'
import { type Config, defaultKeyFile } from './config.ts'
import { demoSignInsFor, hasDemoData, makeDemo, sampleCertificate } from './demo-data.ts'
import { assertDemoMayListen, demoWanted } from './demo-public.ts'
import { assertSameKeys, isEmpty } from './installation.ts'
import { loadSecrets, type Secrets } from './key-file.ts'
import type { Lifetime } from './lifetime.ts'
import { jsonLog } from './log.ts'
import { localSigner, vcApiOf } from './local-signer.ts'
import { portError } from './port.ts'
import { textMessagesOf } from './post.ts'
import { prepareDatabase } from './prepare-database.ts'
import { clearHalfSeeded } from './seeding.ts'
import { startServer } from './server.ts'
import { registerShippedPacks } from './shipped-packs.ts'
import { superviseWorker } from './supervisor.ts'
import { type Readiness, welcome } from './welcome.ts'

export interface HouseToStart {
  readonly config: Config
  readonly databaseUrl: string
  /** Done when the pages are those of this code. */
  readonly webBuilt: Promise<void>
  readonly lifetime: Lifetime
}

/**
 * The house of `npm start` on its database: migrated, a demonstration on an empty one, web server and worker. Answers
 * what to tell the person at the terminal, given the seconds it took.
 */
export const startHouse = async ({
  config,
  databaseUrl,
  webBuilt,
  lifetime,
}: HouseToStart): Promise<(seconds: number) => string> => {
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
  return (seconds) => welcome({ config, seconds, ...state })
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
    textMessages: textMessagesOf(config.post, 'outbox'),
    signOn: config.oidc ? oidcSignOn(config.oidc, config.publicUrl) : null,
    log: jsonLog('warn'),
  })
  lifetime.add(() => composed.close())
  return composed
}

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
