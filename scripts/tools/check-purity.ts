import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './vitest-run.ts'

const pureFiles = [
  'src/kernel/**/*.ts',
  'src/rules/**/*.ts',
  'src/access/**/*.ts',
  'src/areas/*/domain/**/*.ts',
]

const impurities = [
  { sign: /\b(?:async|await)\b/, lesson: 'nothing here waits: load before, write after, in app/' },
  { sign: /\bnew Date\(\)|\bDate\.now\(/, lesson: 'time is passed in' },
  { sign: /\bMath\.random\(|\bcrypto\.(?:randomUUID|getRandomValues)\(/, lesson: 'chance is passed in' },
  { sign: /\bprocess\.|\bconsole\./, lesson: 'settings are passed in, findings are returned' },
]

/** Where chance is made that others are passed, and a command line that is handed its files. */
const exempt = new Set(['src/kernel/id.ts', 'src/rules/cli.ts'])

/** Pure code reads no clock, waits for nothing and meets no chance: the same arguments give the same answer. */
export const checkPurity = async (): Promise<string> => {
  const files = globSync(pureFiles, { cwd: projectRoot }).filter(
    (file) => !file.includes('.test.') && !exempt.has(file),
  )
  const findings = await Promise.all(
    files.map(async (file) => findIn(file, await readFile(join(projectRoot, file), 'utf8'))),
  )
  return findings.flat().join('\n')
}

const findIn = (file: string, text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    const code = line.replace(/^\s*(?:\/\/|\/?\*).*$/, '').replace(/'[^']*'/g, "''")
    return impurities
      .filter(({ sign }) => sign.test(code))
      .map(({ lesson }) => `${file}:${index + 1}: ${lesson}`)
  })
