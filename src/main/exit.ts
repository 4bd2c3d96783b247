import { EnvironmentError } from '../platform/environment-error.ts'

/** How a command ends, for scripts: the same four everywhere. */
export const exitCodes = { done: 0, no: 1, usage: 2, environment: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The command was asked for wrongly: an unknown word, a missing file name, a setting that makes no sense. */
export class UsageError extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(en)
    this.name = 'UsageError'
    this.zh = zh
    this.en = en
  }
}

/** Tells what went wrong on standard error, in both languages where it is one of ours, and gives the exit code for it. */
export const exitCodeOf = (error: unknown): ExitCode => {
  if (error instanceof EnvironmentError || error instanceof UsageError) {
    process.stderr.write(`${error.zh}\n${error.en}\n`)
    return error instanceof UsageError ? exitCodes.usage : exitCodes.environment
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return exitCodes.no
}
