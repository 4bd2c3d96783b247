import { areas } from './areas.ts'
import { compose, work } from './compose.ts'
import { readConfig } from './config.ts'
import { assertSameKeys } from './installation.ts'
import { jsonLog } from './log.ts'
import { localSigner } from './local-signer.ts'
import { postOf } from './post.ts'
import { prepareDatabase } from './prepare-database.ts'
import { assertNoDemoData, productionSettings } from './production.ts'
import { runMain } from './run-main.ts'

/** `npm run worker`: works off the queue of a production installation; several may share a database. */
await runMain(async (lifetime) => {
  const config = readConfig(process.env)
  const { databaseUrl, keyFile, secrets } = await productionSettings(config)
  const log = jsonLog('info')
  await prepareDatabase(databaseUrl)
  const composed = await compose({
    databaseUrl,
    areas,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    keys: secrets,
    signer: localSigner(secrets),
    post: postOf(config.post, 'nothing'),
    log,
  })
  lifetime.add(() => composed.close())
  await assertNoDemoData(composed.services.db)
  await assertSameKeys(composed.services.db, { file: keyFile, fingerprint: secrets.fingerprint }, new Date())
  await work(composed, areas)
  log.info({}, 'working')
})
