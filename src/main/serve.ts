import { issueSetupToken } from '../areas/organisations/index.ts'
import { oidcSignOn } from '../platform/adapters/oidc-sign-on.ts'
import { areas } from './areas.ts'
import { compose } from './compose.ts'
import { onPort, readConfig } from './config.ts'
import { assertSameKeys } from './installation.ts'
import { jsonLog } from './log.ts'
import { localSigner, vcApiOf } from './local-signer.ts'
import { findPort, portError } from './port.ts'
import { textMessagesOf } from './post.ts'
import { prepareDatabase, sortsByPinyin } from './prepare-database.ts'
import { productionSettings, assertNoDemoData } from './production.ts'
import { runMain } from './run-main.ts'
import { startServer } from './server.ts'
import { registerShippedPacks } from './shipped-packs.ts'

/** `npm run serve`: one web server of a production installation; several may share a database. Never makes demo data. */
await runMain(async (lifetime) => {
  const asked = readConfig(process.env)
  // Port 0 is any that is free: the address that is printed has to be the one that answers.
  const config = asked.port === 0 ? onPort(asked, await findPort(asked.host, 0)) : asked
  const { databaseUrl, keyFile, secrets } = await productionSettings(config)
  const log = jsonLog('info')
  if (!config.publicUrlGiven)
    log.warn(
      { publicUrl: config.publicUrl },
      'ZHIXIN_PUBLIC_URL is not set: this address is printed in QR codes',
    )
  const migrated = await prepareDatabase(databaseUrl)
  if (migrated.length > 0) log.info({ migrations: migrated }, 'migrated')
  if (!(await sortsByPinyin(databaseUrl)))
    log.warn({}, 'names are not sorted by pinyin: the database was not made with the ICU locale zh-Hans-CN')
  const composed = await compose({
    databaseUrl,
    areas,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    keys: secrets,
    signer: localSigner(secrets),
    vcApi: vcApiOf(config, secrets),
    textMessages: textMessagesOf(config.post, 'nothing'),
    signOn: config.oidc ? oidcSignOn(config.oidc, config.publicUrl) : null,
    log,
  })
  lifetime.add(() => composed.close())
  await assertNoDemoData(composed.services.db)
  await assertSameKeys(composed.services.db, { file: keyFile, fingerprint: secrets.fingerprint }, new Date())
  await registerShippedPacks(composed.services)
  const { host, port } = config
  const server = await startServer({ composed, host, port }).catch((error: unknown) => {
    throw portError(error as NodeJS.ErrnoException, host, port)
  })
  lifetime.add(() => server.close())
  log.info({ address: server.address }, 'serving')
  const setupToken = await issueSetupToken(composed.services)
  if (setupToken) process.stdout.write(`首次设置 First set-up: ${config.publicUrl}/app/setup#${setupToken}\n`)
})
