import type { Log } from '../platform/services.ts'

const levels = { info: 30, warn: 40, error: 50 } as const

/** One JSON line per entry on standard error, in the shape of the web server's own log. */
export const jsonLog = (from: keyof typeof levels): Log => {
  const write = (level: keyof typeof levels, fields: object, message: string): void => {
    if (levels[level] < levels[from]) return
    process.stderr.write(
      `${JSON.stringify({ level: levels[level], time: Date.now(), ...plain(fields), msg: message })}\n`,
    )
  }
  return {
    info: (fields, message) => write('info', fields, message),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
  }
}

/** An Error has no enumerable members and would be logged as {}. */
const plain = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? { message: value.message, stack: value.stack } : (value as unknown),
    ]),
  )
