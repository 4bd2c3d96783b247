import { readFile } from 'node:fs/promises'
import { dayInZone, defaultZone, isDay } from '../../kernel/calendar.ts'
import { EnvironmentError } from '../../platform/environment-error.ts'
import { type PublicKey, readKeyFile } from '../../verify/keys.ts'
import type { Verdict } from '../../verify/verdict.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { defaultKeyFile, readConfig } from '../config.ts'
import { exitCodes } from '../exit.ts'
import { loadSecrets } from '../key-file.ts'
import { print, printJson, readArguments, wrongUsage, type Command } from './command.ts'

const usage = 'verify FILE [--key FILE] [--on DATE] [--json]'

export const command: Command = {
  usage,
  zh: '离线核验证书文件（JSON、JWT 或 PDF）',
  en: 'check a certificate file offline (JSON, JWT or PDF)',
  run: async (args) => {
    const options = { key: { type: 'string' }, on: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, words } = readArguments(args, usage, options, { least: 1, most: 1 })
    if (values.on !== undefined && !isDay(values.on)) throw wrongUsage(usage, `--on ${values.on}`)
    const keys = values.key === undefined ? await ownKeys() : await keysIn(values.key)
    const file = await read(words[0] ?? '')
    const on = values.on ?? dayInZone(new Date(), defaultZone)
    const verdict = await verifyFile(file, { keys, on })
    if (values.json) printJson(verdict)
    else print([verdict.verdict, ...verdict.reasons, ...explained(verdict)].join('\n  '))
    return verdict.verdict === 'valid' ? exitCodes.done : exitCodes.no
  },
}

/** Of a file whose signer is not known here: what its signature proves all the same, and where the missing key is. */
const explained = ({ reasons, notes }: Verdict): string[] => {
  if (!reasons.includes('key.unknown')) return []
  const own = notes.find(({ code }) => code === 'signature.by-own-key')
  return [
    ...(own
      ? [
          `签名与文件自带的公钥（${own.params['keyId']}）相符：内容自签名后未被改动；但不能据此确认该公钥属于发证办公室。`,
          `The signature fits the public key in the file (${own.params['keyId']}): nothing was changed since it was signed. That this key is the office’s is not proven.`,
        ]
      : []),
    '办公室的公钥：从其网站取 /.well-known/jwks.json（如 curl -o keys.json https://发证网站/.well-known/jwks.json），再加 --key keys.json 核验。',
    'The office’s keys: take /.well-known/jwks.json from its site (curl -o keys.json https://…/.well-known/jwks.json), then verify with --key keys.json.',
  ]
}

const read = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch (error) {
    throw new EnvironmentError('file.unreadable', {
      file,
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
}

const keysIn = async (file: string): Promise<readonly PublicKey[]> => {
  const keys = readKeyFile(await read(file))
  if (keys.length === 0) throw wrongUsage(usage, `--key ${file}: no Ed25519 public key (JWK, JWK set or PEM)`)
  return keys
}

/** On the machine of the installation itself its own keys are trusted; anywhere else `--key` names one. */
const ownKeys = async (): Promise<readonly PublicKey[]> => {
  const config = readConfig(process.env)
  try {
    const { publicJwk, retired } = await loadSecrets(config.keyFile ?? defaultKeyFile(config))
    return [...retired, publicJwk]
  } catch (error) {
    if (error instanceof EnvironmentError && error.code === 'keys.unreadable' && config.keyFile === undefined)
      return []
    throw error
  }
}
