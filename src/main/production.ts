import type { Db } from '../platform/db/database.ts'
import { EnvironmentError } from '../platform/environment-error.ts'
import type { Config } from './config.ts'
import { hasDemoData } from './demo-data.ts'
import { UsageError } from './exit.ts'
import { loadSecrets, type Secrets } from './key-file.ts'

/** What production cannot do without, and never makes up for itself: a database, and keys somebody has a backup of. */
export const productionSettings = async (
  config: Config,
): Promise<{ databaseUrl: string; keyFile: string; secrets: Secrets }> => {
  const { databaseUrl, keyFile } = config
  if (databaseUrl === undefined) {
    throw new UsageError(
      '正式运行必须用 DATABASE_URL 指定 PostgreSQL。',
      'Production needs a PostgreSQL named in DATABASE_URL.',
    )
  }
  if (keyFile === undefined) throw new EnvironmentError('keys.missing')
  const secrets = await loadSecrets(keyFile)
  if (secrets.demo) throw new EnvironmentError('keys.demo', { file: keyFile })
  return { databaseUrl, keyFile, secrets }
}

/** The demo's passwords are public: a production that held its accounts would be open to everybody. */
export const assertNoDemoData = async (db: Db): Promise<void> => {
  if (await hasDemoData(db)) throw new EnvironmentError('demo.production')
}
