import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { EnvironmentError } from '../../platform/environment-error.ts'
import { asPublicKey, type PublicKey, readKeyFile } from '../../verify/keys.ts'
import { type LogReport, monitorLog, type SeenHead } from '../../verify/monitor-log.ts'
import {
  asList,
  asObject,
  type JsonObject,
  type JsonValue,
  parseStrictJson,
} from '../../verify/strict-json.ts'
import { exitCodes, type ExitCode } from '../exit.ts'
import { print, printJson, readArguments, tell, wrongUsage, type Command } from './command.ts'

const usage = 'log verify --from URL [--since HEAD.json [--accept]] [--key FILE] [--json]'

export const command: Command = {
  usage,
  zh: '以局外人身份核对证书日志：签名、连续性、每一条目',
  en: 'check the certificate log as an outsider: signature, continuity, every entry',
  run: async ([verb, ...rest]) => {
    const options = {
      from: { type: 'string' },
      since: { type: 'string' },
      key: { type: 'string' },
      accept: { type: 'boolean' },
      json: { type: 'boolean' },
    } as const
    const { values } = readArguments(rest, usage, options, { least: 0, most: 0 })
    const from = values.from
    if (verb !== 'verify' || from === undefined || !/^https?:$/.test(URL.parse(from)?.protocol ?? ''))
      throw wrongUsage(usage)
    if (values.accept && values.since === undefined) throw wrongUsage(usage)
    const get = (path: string): Promise<JsonValue | undefined> => getJson(from.replace(/\/+$/, '') + path)
    const since = values.since === undefined ? undefined : await readHead(values.since)
    const keys = values.key === undefined ? await keysOfLog(get, since) : readKeyFile(await read(values.key))
    const report = await monitorLog({ get, keys, since, accept: values.accept })
    if (values.json) printJson(report)
    else printReport(report)
    return codeOf(report)
  },
}

const codeOf = (report: LogReport): ExitCode => {
  if (report.verdict === 'consistent') return exitCodes.done
  return report.faults.every((fault) => fault.code === 'log.unreachable')
    ? exitCodes.environment
    : exitCodes.no
}

const printReport = (report: LogReport): void => {
  const { read: count, issued, superseded, revoked } = report.entries
  print(`${report.verdict}: ${count} entries, ${issued} issued, ${superseded} superseded, ${revoked} revoked`)
  for (const { at, from, to } of report.keyChanges) print(`  key changed ${at}: ${from} endorsed ${to}`)
  printFaults(report.faults)
  if (report.seen?.faults)
    tell(
      '这些条目的问题会一直提示；向办公室问清后，用 --since 加 --accept 认可，不再提示。\nThese faults of entries are told again at every visit; when the office has explained them, --accept beside --since ends that.',
    )
  if (report.faults.some(({ code }) => code === 'log.key-unknown' || code === 'log.key-not-endorsed'))
    tell(
      '日志由另一把密钥签名，原密钥没有为它背书。办公室若已公告更换密钥，从其网站取 /.well-known/jwks.json，用 --key 给出；否则不要相信。\nThe log is signed with another key, which the one before did not endorse. If the office has announced a change, take /.well-known/jwks.json from its site and give it with --key; if not, do not believe it.',
    )
  if (report.seen)
    tell(
      '--json 输出中的 seen 可保存为文件，下次用 --since 给出。\nKeep `seen` of the --json output and give it with --since next time.',
    )
}

/** Lines of one code: the rest is in the JSON. */
const mostLines = 5

const printFaults = (faults: LogReport['faults']): void => {
  for (const code of new Set(faults.map((fault) => fault.code))) {
    const ofCode = faults.filter((fault) => fault.code === code)
    for (const { params } of ofCode.slice(0, mostLines)) print(`  ${code} ${JSON.stringify(params)}`)
    if (ofCode.length > mostLines) print(`  ${code}: ${ofCode.length - mostLines} more (--json)`)
  }
}

const getJson = async (url: string): Promise<JsonValue | undefined> => {
  try {
    const reply = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(30_000),
    })
    if (reply.status !== 200) return undefined
    const parsed = parseStrictJson(await reply.text())
    return 'fault' in parsed ? undefined : parsed.value
  } catch {
    return undefined
  }
}

/**
 * Without `--key` the log's own word for its key is taken, on the first visit; later visits hold it to the key of the
 * head they kept, so that a log cannot start afresh under another one.
 */
const keysOfLog = async (
  get: (path: string) => Promise<JsonValue | undefined>,
  since: SeenHead | undefined,
): Promise<readonly PublicKey[]> => {
  const kept = asPublicKey(since?.head['publicKey'])
  if (kept) return [kept]
  const published = readKeyFile(Buffer.from(JSON.stringify((await get('/.well-known/jwks.json')) ?? null)))
  const brought = asPublicKey(asObject(await get('/api/v1/log/head'))?.['publicKey'])
  return [...published, ...(brought ? [brought] : [])]
}

/** A kept `seen`, a whole report that has one, or a bare signed head. */
const readHead = async (file: string): Promise<SeenHead> => {
  if (!existsSync(file))
    throw wrongUsage(
      usage,
      `--since ${file}: 没有这个文件。第一次不写 --since，把 --json 的输出存成这个文件。\nThere is no such file: the first time leave --since out, and keep the output of --json under that name.`,
    )
  const parsed = parseStrictJson((await read(file)).toString('utf8'))
  const given = 'fault' in parsed ? undefined : asObject(parsed.value)
  const seen = asObject(given?.['seen']) ?? given
  const head: JsonObject | undefined = asObject(seen?.['head']) ?? seen
  if (!seen || !head || head['treeSize'] === undefined)
    throw wrongUsage(usage, `--since ${file}: not a log head`)
  const edge = seen['edge'] as unknown as SeenHead['edge']
  const faults = asList(seen['faults']) as unknown as SeenHead['faults']
  return { head, ...(edge ? { edge } : {}), ...(faults ? { faults } : {}) }
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
