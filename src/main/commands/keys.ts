import { resolve } from 'node:path'
import { readConfig, defaultKeyFile } from '../config.ts'
import { exitCodes } from '../exit.ts'
import { keyIdOf } from '../../verify/keys.ts'
import { createKeyFile, loadSecrets, rotateSigningKey } from '../key-file.ts'
import { print, printJson, readArguments, tell, wrongUsage, type Command } from './command.ts'

const usage = 'keys new FILE | keys rotate FILE | keys public [FILE]'

export const command: Command = {
  usage,
  zh: '新建正式运行用的密钥文件，更换签名密钥，或输出公钥',
  en: 'make a key file for production, change its signing key, or print its public keys',
  run: async (args) => {
    const { words } = readArguments(args, usage, {}, { least: 1, most: 2 })
    const [verb, file] = words
    if (verb === 'new' && file !== undefined) return newKeys(resolve(file))
    if (verb === 'rotate' && file !== undefined) return rotateKey(resolve(file))
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

const rotateKey = async (file: string): Promise<0> => {
  const { keyId } = await rotateSigningKey(file, new Date())
  print(keyId)
  tell(
    '已更换签名密钥，请重启服务并重新备份密钥文件。新密钥由旧密钥背书；旧密钥签的证书仍可核验；旧私钥已从文件中删除。\nThe signing key was changed: restart the servers and back the file up anew. The old key endorses the new one. What the old key signed can still be checked; its private part is gone from the file.',
  )
  return exitCodes.done
}

/** The keys others check our certificates with: the one that signs now, and those that did before. */
const printPublic = async (named: string | undefined): Promise<0> => {
  const config = readConfig(process.env)
  const secrets = await loadSecrets(named ?? config.keyFile ?? defaultKeyFile(config))
  const retired = await Promise.all(secrets.retired.map(async (key) => ({ ...key, kid: await keyIdOf(key) })))
  printJson({ keys: [{ ...secrets.publicJwk, kid: secrets.keyId }, ...retired] })
  return exitCodes.done
}
