import { EnvironmentError } from '../platform/environment-error.ts'
import type { Command } from './commands/command.ts'
import { exitCodeOf, exitCodes, UsageError, type ExitCode } from './exit.ts'

/** Every word of `npx zhixin`; a command's code is read only when it is asked for. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  migrate: () => import('./commands/migrate.ts'),
  demo: () => import('./commands/demo.ts'),
  doctor: () => import('./commands/doctor.ts'),
  settle: () => import('./commands/settle.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  keys: () => import('./commands/keys.ts'),
  verify: () => import('./commands/verify.ts'),
  log: () => import('./commands/log-verify.ts'),
  exam: () => import('./commands/exam-verify.ts'),
  rules: () => import('./commands/rules.ts'),
}

const run = async ([word, ...args]: readonly string[]): Promise<ExitCode> => {
  const version = process.version
  if (Number.parseInt(version.slice(1), 10) < 24) throw new EnvironmentError('node.too-old', { version })
  const load = word === undefined ? undefined : commands[word]
  if (load) {
    const { command } = await load()
    if (!args.some((one) => one === '--help' || one === '-h')) return command.run(args)
    process.stdout.write(helpOf(command))
    return exitCodes.done
  }
  const asked = word === undefined || word === 'help' || word === '--help' || word === '-h'
  if (word === undefined || !asked) process.stderr.write(await overview())
  if (word === undefined) return exitCodes.usage
  if (!asked) throw new UsageError(`没有这个命令：${word}`, `There is no command "${word}".`)
  process.stdout.write(await overview())
  return exitCodes.done
}

const overview = async (): Promise<string> => {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()))
  return `${loaded.map(({ command }) => helpOf(command)).join('')}\n`
}

const helpOf = ({ usage, zh, en }: Command): string => `  npx zhixin ${usage}\n      ${zh} · ${en}\n`

// Written out before the end: process.exit() would cut a long answer in a pipe short.
try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
