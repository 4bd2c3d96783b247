import { resolve } from 'node:path'
import { readConfig, defaultKeyFile } from '../config.ts'
import { exitCodes } from '../exit.ts'
import { createKeyFile, loadSecrets } from '../key-file.ts'
import { print, printJson, readArguments, tell, wrongUsage, type Command } from './command.ts'

const usage = 'keys new FILE | keys public [FILE]'

export const command: Command = {
  usage,
  zh: '新建正式运行用的密钥文件，或输出其公钥',
  en: 'make a key file for production, or print its public key',
  run: async (args) => {
    const { words } = readArguments(args, usage, {}, { least: 1, most: 2 })
    const [verb, file] = words
    if (verb === 'new' && file !== undefined) return newKeys(resolve(file))
    if (verb === 'public') return printPublic(file === undefined ? undefined : resolve(file))
    throw wrongUsage(usage)
  },
}

const newKeys = async (file: string): Promise<0 | 1> => {
  if (!(await createKeyFile(file, { demo: false, now: new Date() }))) {
    tell(`${file} 已存在，不予覆盖。\n${file} exists already and is not overwritten.`)
    return exitCodes.no
  }
  print(file)
  tell(
    '请妥善备份：丢失后，已加密的身份证件号码无法恢复。\nKeep a backup: without it identity numbers sealed with it are lost.',
  )
  return exitCodes.done
}

/** The key others check our certificates with. */
const printPublic = async (named: string | undefined): Promise<0> => {
  const config = readConfig(process.env)
  const secrets = await loadSecrets(named ?? config.keyFile ?? defaultKeyFile(config))
  printJson({ keys: [{ ...secrets.publicJwk, kid: secrets.keyId }] })
  return exitCodes.done
}
