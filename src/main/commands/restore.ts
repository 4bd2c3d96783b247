import { resolve } from 'node:path'
import { restore } from '../backup/restore.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, readArguments, type Command } from './command.ts'
import { withDatabaseUrl } from './with-database.ts'

const usage = 'restore FILE [--json]'

export const command: Command = {
  usage,
  zh: '把备份文件恢复到空数据库',
  en: 'restore a backup into an empty database',
  run: async (args) => {
    const { values, words } = readArguments(args, usage, { json: { type: 'boolean' } }, { least: 1, most: 1 })
    const file = resolve(words[0] ?? '')
    const report = await withDatabaseUrl((url) => restore(url, file))
    if (values.json) printJson(report)
    else {
      print(
        `${report.tables} 张表，${report.rows} 行  ${report.tables} tables, ${report.rows} rows  (${report.createdAt})`,
      )
      print('密钥文件不在备份中：请放回原来的 keys.json（或 ZHIXIN_KEY_FILE），再运行 npx zhixin doctor。')
      print(
        'The key file is not in a backup: put back the keys.json it was made with (or ZHIXIN_KEY_FILE), then run npx zhixin doctor.',
      )
    }
    return exitCodes.done
  },
}
