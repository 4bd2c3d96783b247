import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countTests, type TestCounts } from './test-counts.ts'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const reports = join(projectRoot, 'test-results')
const compiled = join(projectRoot, 'node_modules/.cache/zhixin/compile')

/**
 * Runs vitest once, showing its output, and counts what it did. `name` names the report; `aside` shows the output on
 * standard error.
 */
export const runVitest = async (
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  aside = false,
): Promise<TestCounts> => {
  await mkdir(reports, { recursive: true })
  const report = join(reports, `${name}.json`)
  await rm(report, { force: true })
  const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs')
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const exitCode = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [vitest, 'run', ...reporting, ...args], {
      cwd: projectRoot,
      stdio: ['inherit', aside ? 2 : 'inherit', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...env },
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
  return countTests(await readFile(report, 'utf8').catch(() => ''), exitCode)
}
