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
    else
      print(
        `${report.tables} 张表，${report.rows} 行  ${report.tables} tables, ${report.rows} rows  (${report.createdAt})`,
      )
    return exitCodes.done
  },
}
