import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { checkBoundaries } from './tools/check-boundaries.ts'
import { checkLicences } from './tools/check-licences.ts'
import { checkPurity } from './tools/check-purity.ts'
import { projectRoot } from './tools/vitest-run.ts'

/** What a step found wrong, ready to print; empty when nothing. */
type Findings = string

interface Step {
  readonly name: string
  run(): Promise<Findings>
}

/** Runs one of node_modules/.bin; what it prints are the findings when it exits with anything but 0. */
const tool =
  (name: string, ...args: string[]) =>
  (): Promise<Findings> =>
    command(join(projectRoot, 'node_modules/.bin', name), args)

const script = (path: string, ...args: string[]): (() => Promise<Findings>) => {
  return () => command(process.execPath, [join(projectRoot, path), ...args])
}

const command = (program: string, args: readonly string[]): Promise<Findings> =>
  new Promise((resolve) => {
    const output: Buffer[] = []
    const child = spawn(program, args, { cwd: projectRoot, env: { ...process.env, NO_COLOR: '1' } })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', (error) => resolve(String(error)))
    child.once('close', (code) => {
      const text = stripVTControlCharacters(Buffer.concat(output).toString('utf8')).trim()
      resolve(code === 0 ? '' : text || `${program} ended with ${code}`)
    })
  })

/** The longest first: two run at a time. */
const steps: readonly Step[] = [
  { name: 'types', run: tool('tsc', '-p', 'tsconfig.json') },
  { name: 'dead code', run: tool('knip', '--no-progress') },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'generated files current', run: script('scripts/generate.ts', '--check') },
  { name: 'lint', run: tool('oxlint', '--deny-warnings') },
  { name: 'format', run: tool('biome', 'format', '.') },
  { name: 'pure domain', run: checkPurity },
  { name: 'licences', run: checkLicences },
]

const runStep = async (step: Step): Promise<boolean> => {
  const started = performance.now()
  const findings = await step
    .run()
    .catch((error: unknown) => String(error instanceof Error ? error.stack : error))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${findings === '' ? '✓' : '✗'} ${step.name} (${seconds} s)\n`)
  if (findings !== '') process.stdout.write(`${findings}\n\n`)
  return findings === ''
}

const main = async (): Promise<number> => {
  const named = process.argv.slice(2)
  const waiting = steps.filter((step) => named.length === 0 || named.includes(step.name))
  if (waiting.length === 0 || !existsSync(join(projectRoot, 'node_modules/.bin'))) {
    process.stderr.write(`usage: npm run check [-- ${steps.map((step) => `"${step.name}"`).join(' ')}]\n`)
    return 2
  }
  let failed = 0
  const queue = [...waiting]
  const runQueue = async (): Promise<void> => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      if (!(await runStep(step))) failed += 1
    }
  }
  await Promise.all([runQueue(), runQueue()])
  process.stdout.write(`\ncheck: ${waiting.length - failed} of ${waiting.length} in order\n`)
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
