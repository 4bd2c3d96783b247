import { loggedFault } from '../platform/log-fault.ts'
import type { Log } from '../platform/services.ts'

const levels = { info: 30, warn: 40, error: 50 } as const

const toStandardError = (line: string): void => {
  process.stderr.write(line)
}

/** One JSON line per entry, on standard error unless told, in the shape of the web server's own log. */
export const jsonLog = (from: keyof typeof levels, out: (line: string) => void = toStandardError): Log => {
  const write = (level: keyof typeof levels, fields: object, message: string): void => {
    if (levels[level] < levels[from]) return
    out(`${JSON.stringify({ level: levels[level], time: Date.now(), ...plain(fields), msg: message })}\n`)
  }
  return {
    info: (fields, message) => write('info', fields, message),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
  }
}

/** An Error has no enumerable members and would be logged as {}, or with members that nobody may read. */
const plain = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? loggedFault(value) : (value as unknown),
    ]),
  )
