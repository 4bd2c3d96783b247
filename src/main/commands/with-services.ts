import type { Services } from '../../platform/services.ts'
import { areas } from '../areas.ts'
import { compose } from '../compose.ts'
import { type Config, defaultKeyFile } from '../config.ts'
import { loadSecrets } from '../key-file.ts'
import { localSigner } from '../local-signer.ts'
import { jsonLog } from '../log.ts'
import { prepareDatabase } from '../prepare-database.ts'

type Secrets = Awaited<ReturnType<typeof loadSecrets>>

/** Runs something with all of the house but its doors and its workers, on a database brought up to date. */
export const withServices = async <T>(
  databaseUrl: string,
  config: Config,
  run: (services: Services, secrets: Secrets) => Promise<T>,
): Promise<T> => {
  await prepareDatabase(databaseUrl)
  const secrets = await loadSecrets(config.keyFile ?? defaultKeyFile(config))
  const composed = await compose({
    databaseUrl,
    areas,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    keys: secrets,
    signer: localSigner(secrets),
    log: jsonLog('warn'),
  })
  try {
    return await run(composed.services, secrets)
  } finally {
    await composed.close()
  }
}
