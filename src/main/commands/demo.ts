import { listDemoSignIns } from '../../areas/accounts/index.ts'
import { areas } from '../areas.ts'
import { compose } from '../compose.ts'
import { defaultKeyFile, type Config } from '../config.ts'
import { makeDemo } from '../demo-data.ts'
import { exitCodes } from '../exit.ts'
import { assertSameKeys, isEmpty } from '../installation.ts'
import { loadSecrets } from '../key-file.ts'
import { localSigner } from '../local-signer.ts'
import { jsonLog } from '../log.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { clearHalfSeeded } from '../seeding.ts'
import { registerShippedPacks } from '../shipped-packs.ts'
import { print, printJson, readArguments, tell, type Command } from './command.ts'
import { withDatabase, withDatabaseUrl } from './with-database.ts'

const usage = 'demo [--list] [--json]'

export const command: Command = {
  usage,
  zh: '在空数据库中建立演示数据；--list 列出演示账号',
  en: 'fill an empty database with the demonstration; --list tells its sign-ins',
  run: async (args) => {
    const options = { list: { type: 'boolean' }, json: { type: 'boolean' } } as const
    const { values } = readArguments(args, usage, options, { least: 0, most: 0 })
    if (!values.list && !(await withDatabaseUrl(fillEmpty))) {
      tell('数据库已有内容，未作改动。\nThe database holds something already; nothing was changed.')
      return exitCodes.no
    }
    const signIns = await withDatabase((db) => listDemoSignIns(db))
    if (values.json) printJson(signIns.map(({ told: _told, ...one }) => one))
    else for (const one of signIns) print([one.role, one.name, one.signIn, one.password].join('\t'))
    if (signIns.length > 0) return exitCodes.done
    tell('这里没有演示数据。\nThere is no demo data here.')
    return exitCodes.no
  },
}

const fillEmpty = async (databaseUrl: string, config: Config): Promise<boolean> => {
  await prepareDatabase(databaseUrl)
  if (await clearHalfSeeded(databaseUrl)) await prepareDatabase(databaseUrl)
  const file = config.keyFile ?? defaultKeyFile(config)
  const secrets = await loadSecrets(file, config.keyFile ? undefined : { demo: true, now: new Date() })
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
    await assertSameKeys(composed.services.db, { file, fingerprint: secrets.fingerprint }, new Date())
    if (!(await isEmpty(composed.services.db))) return false
    await registerShippedPacks(composed.services)
    await makeDemo(composed.services)
    return true
  } finally {
    await composed.close()
  }
}
