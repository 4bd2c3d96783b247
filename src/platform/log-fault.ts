/** An error as a line of the log may hold it. */
export interface LoggedFault {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
  readonly cause?: LoggedFault
  readonly errors?: readonly LoggedFault[]
}

/** The database repeats a value it could not read (class 22): what it could not do with it is enough. */
const messageOf = (message: string, code: unknown): string =>
  typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code) ? message.replace(/[:"“].*$/s, '').trim() : message

/**
 * What is told of an error: nothing that it carries beside these. The database's own errors carry the row that was refused
 * (`detail`), the statement and its parameters, which is to say names, phones and numbers; an error of the HTTP reader
 * carries the bytes it could not read.
 */
export const loggedFault = (error: unknown): LoggedFault => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { code, constraint, table, errors } = error as Error & Readonly<Record<string, unknown>>
  return {
    type: error.name,
    message: messageOf(error.message, code),
    stack: (error.stack ?? '').replace(error.message, () => messageOf(error.message, code)),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(error.cause instanceof Error ? { cause: loggedFault(error.cause) } : {}),
    ...(Array.isArray(errors) ? { errors: errors.map(loggedFault) } : {}),
  }
}
