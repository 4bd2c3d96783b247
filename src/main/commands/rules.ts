import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rulesCommand } from '../../rules/cli.ts'
import type { ExitCode } from '../exit.ts'
import type { Command } from './command.ts'

export const command: Command = {
  usage:
    'rules check PACK | rules evaluate PACK FACTS [--on DATE] [--with PACK…] [--trace] | rules cases DIR [--json]',
  zh: '检查规则包、按规则计算学时、运行规则包自带的算例',
  en: "check a rule pack, evaluate facts by it, run a pack's worked examples",
  run: async (args) =>
    (await rulesCommand(args, {
      stdout: (text) => process.stdout.write(text),
      stderr: (text) => process.stderr.write(text),
      readFile: (path) => readFile(path, 'utf8'),
      resolvePack,
    })) as ExitCode,
}

const shipped = fileURLToPath(new URL('../../../rulepacks/', import.meta.url))

/** A file, a folder with rules.json, or the name of a pack that comes with the code. */
const resolvePack = async (name: string): Promise<string | null> => {
  const places = [
    name,
    `${name}/rules.json`,
    ...(/^[\w.-]+$/.test(name) ? [`${shipped}${name}/rules.json`] : []),
  ]
  for (const place of places) {
    const text = await readFile(place, 'utf8').catch(() => null)
    if (text !== null) return text
  }
  return null
}
