import { join, resolve } from 'node:path'
import type { OidcSettings } from '../platform/adapters/oidc-sign-on.ts'
import type { SmtpSettings } from '../platform/adapters/smtp-mailer.ts'
import { UsageError } from './exit.ts'

/** Every setting there is, read once from the environment. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Folder of this installation: embedded database, key file, files under way. */
  readonly dataFolder: string
  /** Address people reach us at, without trailing slash. */
  readonly publicUrl: string
  readonly publicUrlGiven: boolean
  readonly keyFile: string | undefined
  readonly databaseUrl: string | undefined
  readonly demoPublic: boolean
  readonly post: PostSettings
  /** Key other services bring to the VC-API; without it there is none. */
  readonly vcApiKey: string | undefined
  /** Identity provider for single sign-on, if there is one. */
  readonly oidc: OidcSettings | undefined
}

/** How messages leave the house; what is not set does not leave it. */
export interface PostSettings {
  readonly smtp: SmtpSettings | undefined
  readonly smsUrl: string | undefined
  /** Codes by text message in an hour, over everybody: those who register, and apart from them those who have an account. */
  readonly codesPerHour: number
}

export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const host = readHost(env['HOST'])
  const port = readPort(env['PORT'])
  const given = env['ZHIXIN_PUBLIC_URL']
  return {
    host,
    port,
    dataFolder: resolve(env['ZHIXIN_DATA'] || '.zhixin'),
    publicUrl: given ? readPublicUrl(given) : ownUrl(host, port),
    publicUrlGiven: Boolean(given),
    keyFile: env['ZHIXIN_KEY_FILE'] ? resolve(env['ZHIXIN_KEY_FILE']) : undefined,
    databaseUrl: env['DATABASE_URL'] ? readDatabaseUrl(env['DATABASE_URL']) : undefined,
    demoPublic: env['ZHIXIN_DEMO_PUBLIC'] === '1',
    vcApiKey: readVcApiKey(env['ZHIXIN_VC_API_KEY']),
    oidc: readOidc(env),
    post: {
      smtp: readSmtp(env),
      smsUrl: readSmsUrl(env['ZHIXIN_SMS_URL']),
      codesPerHour: readCeiling(env['ZHIXIN_SMS_PER_HOUR']),
    },
  }
}

/**
 * `localhost` is two addresses, and Fastify would open a second listener for the other one, which answers broken requests in
 * its own way and is not ended in order with the first.
 */
const readHost = (text: string | undefined): string =>
  !text || text.toLowerCase() === 'localhost' ? '127.0.0.1' : text

/** The same configuration on another port: 0 means "any", and the real one is known only when it is taken. */
export const onPort = (config: Config, port: number): Config => ({
  ...config,
  port,
  publicUrl: config.publicUrlGiven ? config.publicUrl : ownUrl(config.host, port),
})

export const defaultKeyFile = (config: Config): string => join(config.dataFolder, 'keys.json')

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const readPort = (text: string | undefined): number => {
  if (!text) return 4653
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(
    `PORT 应为 0–65535 的整数，而不是“${text}”。`,
    `PORT must be a whole number from 0 to 65535, not "${text}".`,
  )
}

const readPublicUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.search && !url.hash)
    return url.href.replace(/\/+$/, '')
  throw new UsageError(
    `ZHIXIN_PUBLIC_URL 应为 https://… 形式的地址，而不是“${text}”。`,
    `ZHIXIN_PUBLIC_URL must be an address such as https://…, not "${text}".`,
  )
}

const readDatabaseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'postgres:' || url?.protocol === 'postgresql:') return text
  // Not repeated in the message: it may hold a password.
  throw new UsageError(
    'DATABASE_URL 应为 postgres://… 形式的地址。',
    'DATABASE_URL must be an address such as postgres://….',
  )
}

const readSmtp = (env: NodeJS.ProcessEnv): SmtpSettings | undefined => {
  const [url, from] = [env['ZHIXIN_SMTP_URL'], env['ZHIXIN_MAIL_FROM']]
  if (!url) return undefined
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  // Neither address is repeated in a message: they may hold a password.
  if (protocol !== 'smtp:' && protocol !== 'smtps:') {
    throw new UsageError(
      'ZHIXIN_SMTP_URL 应为 smtp://… 或 smtps://… 形式的地址。',
      'ZHIXIN_SMTP_URL must be an address such as smtp://… or smtps://….',
    )
  }
  if (!from || !/^([^<>@\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(from)) {
    throw new UsageError(
      '设置 ZHIXIN_SMTP_URL 时须用 ZHIXIN_MAIL_FROM 指定发件人，如 “知新 <noreply@example.org>”。',
      'With ZHIXIN_SMTP_URL, ZHIXIN_MAIL_FROM must name the sender, such as "Zhixin <noreply@example.org>".',
    )
  }
  return { url, from }
}

const readSmsUrl = (text: string | undefined): string | undefined => {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return text
  throw new UsageError(
    'ZHIXIN_SMS_URL 应为 https://… 形式的地址。',
    'ZHIXIN_SMS_URL must be an address such as https://….',
  )
}

/** Unless set: enough for a busy registration day of a city, and no more than an office could pay for. */
const readCeiling = (text: string | undefined): number => {
  if (!text) return 2000
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new UsageError(
    `ZHIXIN_SMS_PER_HOUR 应为 0–9999999 的整数，而不是“${text}”。`,
    `ZHIXIN_SMS_PER_HOUR must be a whole number from 0 to 9999999, not "${text}".`,
  )
}

const readOidc = (env: NodeJS.ProcessEnv): OidcSettings | undefined => {
  const [issuer, clientId] = [env['ZHIXIN_OIDC_ISSUER'], env['ZHIXIN_OIDC_CLIENT_ID']]
  if (!issuer) return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const encrypted = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!url || !encrypted || url.search || url.hash) {
    throw new UsageError(
      `ZHIXIN_OIDC_ISSUER 应为 https://… 形式的地址，而不是“${issuer}”。`,
      `ZHIXIN_OIDC_ISSUER must be an address such as https://…, not "${issuer}".`,
    )
  }
  if (!clientId) {
    throw new UsageError(
      '设置 ZHIXIN_OIDC_ISSUER 时须用 ZHIXIN_OIDC_CLIENT_ID 指定客户端编号。',
      'With ZHIXIN_OIDC_ISSUER, ZHIXIN_OIDC_CLIENT_ID must name the client.',
    )
  }
  return {
    issuer,
    clientId,
    clientSecret: env['ZHIXIN_OIDC_CLIENT_SECRET'] || undefined,
    name: env['ZHIXIN_OIDC_NAME']?.trim() || url.hostname,
  }
}

const readVcApiKey = (text: string | undefined): string | undefined => {
  if (!text) return undefined
  // Not repeated in the message: it is a secret.
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text
  throw new UsageError(
    'ZHIXIN_VC_API_KEY 应为不含空格的 ASCII 字符，至多 200 个。',
    'ZHIXIN_VC_API_KEY must be ASCII characters without spaces, 200 at most.',
  )
}

/** A server that listens everywhere is reached at loopback from its own machine. */
const ownUrl = (host: string, port: number): string => {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
