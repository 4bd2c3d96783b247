import { resolve } from 'node:path'
import { backup } from '../backup/backup.ts'
import { exitCodes } from '../exit.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { print, printJson, readArguments, tell, type Command } from './command.ts'
import { withDatabaseUrl } from './with-database.ts'

const usage = 'backup FILE [--json]'

export const command: Command = {
  usage,
  zh: '把全部数据写入一个文件（不含密钥文件）',
  en: 'write all data into one file (without the key file)',
  run: async (args) => {
    const { values, words } = readArguments(args, usage, { json: { type: 'boolean' } }, { least: 1, most: 1 })
    const file = resolve(words[0] ?? '')
    const report = await withDatabaseUrl(async (url) => {
      await prepareDatabase(url)
      return backup(url, file, new Date())
    })
    if (values.json) printJson(report)
    else print(`${report.file}  ${report.bytes} B`)
    tell(
      '请另行备份密钥文件：没有它，身份证件号码无法读取。\nKeep a copy of the key file too, elsewhere: without it identity numbers cannot be read.',
    )
    return exitCodes.done
  },
}
