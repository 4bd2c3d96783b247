import { exitCodes } from '../exit.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { print, printJson, readArguments, type Command } from './command.ts'
import { withDatabaseUrl } from './with-database.ts'

const usage = 'migrate [--json]'

export const command: Command = {
  usage,
  zh: '将数据库升级到本程序的结构',
  en: "bring the database to this code's schema",
  run: async (args) => {
    const { values } = readArguments(args, usage, { json: { type: 'boolean' } }, { least: 0, most: 0 })
    const applied = await withDatabaseUrl((url) => prepareDatabase(url))
    if (values.json) printJson({ applied })
    else print(applied.length === 0 ? '已是最新。 Up to date.' : applied.join('\n'))
    return exitCodes.done
  },
}
