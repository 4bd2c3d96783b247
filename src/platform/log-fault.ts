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
    message: error.message,
    stack: error.stack ?? '',
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(error.cause instanceof Error ? { cause: loggedFault(error.cause) } : {}),
    ...(Array.isArray(errors) ? { errors: errors.map(loggedFault) } : {}),
  }
}
