import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError, type ExitCode } from '../exit.ts'

/** One word (or two) of `npx zhixin`. Commands print results on standard output and what people should know on standard error. */
export interface Command {
  readonly usage: string
  readonly zh: string
  readonly en: string
  run(args: readonly string[]): Promise<ExitCode>
}

/** Options and words of a command line; anything unknown, missing or too much is wrong usage. */
export const readArguments = <const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  usage: string,
  options: T,
  words: { readonly least: number; readonly most: number },
): {
  readonly values: ReturnType<typeof parseArgs<{ options: T }>>['values']
  readonly words: readonly string[]
} => {
  const parsed = ((): ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>> => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    } catch (error) {
      throw wrongUsage(usage, (error as Error).message)
    }
  })()
  const { positionals } = parsed
  if (positionals.length < words.least || positionals.length > words.most) throw wrongUsage(usage)
  return { values: parsed.values as never, words: positionals }
}

export const wrongUsage = (usage: string, detail = ''): UsageError =>
  new UsageError(
    `用法：npx zhixin ${usage}`,
    `${detail === '' ? '' : `${detail}\n`}Usage: npx zhixin ${usage}`,
  )

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))

export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}
