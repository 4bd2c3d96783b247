import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { verifySitting, type Fault } from '../../areas/exams/index.ts'
import { defaultZone } from '../../kernel/calendar.ts'
import { isId } from '../../kernel/id.ts'
import type { Db } from '../../platform/db/database.ts'
import { identityVault } from '../../platform/adapters/identity-vault.ts'
import type { IdentityVault } from '../../platform/ports/ports.ts'
import { exams as en } from '../../web/i18n/en/exams.ts'
import { exams as zh } from '../../web/i18n/zh/exams.ts'
import { defaultKeyFile, type Config } from '../config.ts'
import { exitCodes } from '../exit.ts'
import { loadSecrets } from '../key-file.ts'
import { print, printJson, readArguments, tell, wrongUsage, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const usage = 'exam verify SITTING [--json]'

export const command: Command = {
  usage,
  zh: '从封存的试卷和全部作答记录重算一场考试，并与成绩比对',
  en: 'work a sitting out again from its sealed paper and every recorded act, and compare',
  run: async ([verb, ...rest]) => {
    const { values, words } = readArguments(rest, usage, { json: { type: 'boolean' } }, { least: 1, most: 1 })
    const named = words[0] ?? ''
    if (verb !== 'verify' || !(isId(named) || /^\d{1,9}$/.test(named))) throw wrongUsage(usage)
    const found = await withDatabase(async (db, config) => {
      const id = isId(named) ? named : await sittingOfNumber(db, Number(named))
      return id === undefined
        ? undefined
        : db
            .transaction()
            .setIsolationLevel('repeatable read')
            .execute(async (tx) =>
              verifySitting(tx, id, { zone: defaultZone, vault: await vaultOf(config) }, new Date()),
            )
    })
    if (!found) {
      tell(`没有这场考试：${named}\nThere is no such sitting: ${named}`)
      return exitCodes.no
    }
    if (values.json) printJson(found)
    else {
      const { attempts, events, results } = found
      print(`${attempts} 名考生，${events} 条记录，${results} 份成绩`)
      print(`${attempts} attempts, ${events} events, ${results} results`)
      for (const { code, attemptId, detail } of found.faults)
        print(`✗ ${code}  ${attemptId ?? '-'}  ${detail}  ${wordsFor(zh, code)} / ${wordsFor(en, code)}`)
    }
    const { length } = found.faults
    if (length === 0)
      tell(
        '核验一致：成绩由封存的试卷和作答记录得出\nVerified: the results follow from the sealed paper and the log',
      )
    else
      tell(
        `核验不符：${length} 处，详见上列；在查明之前成绩不能发布\nNot verified: ${length} ${length === 1 ? 'fault' : 'faults'}, listed above; nothing is released before they are cleared up`,
      )
    return length === 0 ? exitCodes.done : exitCodes.no
  },
}

/** A fault as the office's screen names it. */
const wordsFor = (words: typeof zh | typeof en, code: Fault['code']): string =>
  words[`fault.${code}`].replace(/[：:]$/, '')

/** With the key file the trail's seals are checked as well; without it, as on somebody else's machine, the rest is. */
const vaultOf = async (config: Config): Promise<IdentityVault | undefined> => {
  const file = config.keyFile ?? defaultKeyFile(config)
  if (existsSync(file)) return identityVault(await loadSecrets(file))
  tell(
    `没有密钥文件，未核对留痕的印记：${file}\nNo key file, so the seals of the trail are not checked: ${file}`,
  )
  return undefined
}

/** The number printed on the notices of the sitting. */
const sittingOfNumber = async (db: Db, number: number): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`select id from exam_sitting where number = ${number}`.execute(db)
  return rows[0]?.id
}
