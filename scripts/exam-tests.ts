import { globSync, readFileSync } from 'node:fs'
import { isMutation, mutations } from '../test/exam/mutations.ts'
import { findChromium } from './tools/find-chromium.ts'
import { projectRoot, runVitest } from './tools/vitest-run.ts'

/**
 * `npm run test:exam`: the failure scenarios of the exam engine and the model of its journal, each by name, with long
 * counts. `--json` prints `[{scenario, title, status, ms, processesKilled}]` and nothing else on standard output;
 * `--mutate fence|chain|adopt|clock` changes that rule as the tests read it, and must end red; `--quick` keeps the counts of
 * `npm test`; `--no-browser` leaves out what needs Chromium.
 */
interface Row {
  /** Number of the failure scenario, or what else of the engine is tested. */
  readonly scenario: number | 'model' | 'bad input'
  readonly title: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly ms: number
  /** Processes ended with SIGKILL in the course of it. */
  readonly processesKilled: number
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly duration?: number
      readonly meta?: { readonly processesKilled?: number }
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

const told = /^(?:scenario (\d+)|(model|bad input)): /
const longCounts = {
  ZHIXIN_MODEL_RUNS: '300000',
  ZHIXIN_AGREEMENT_RUNS: '3000',
  ZHIXIN_POSTGRES_RUNS: '40',
  ZHIXIN_HERD_SEATS: '600',
  ZHIXIN_HERD_BACKLOG: '200',
}

const main = async (args: readonly string[]): Promise<number> => {
  const mutation = args.includes('--mutate') ? (args[args.indexOf('--mutate') + 1] ?? '') : undefined
  if (mutation !== undefined && !isMutation(mutation)) {
    process.stderr.write(`--mutate ${Object.keys(mutations).join('|')}\n`)
    return 2
  }
  const json = args.includes('--json')
  const env = {
    TZ: 'UTC',
    ...(args.includes('--quick') || mutation ? {} : longCounts),
    ...(mutation ? { ZHIXIN_EXAM_MUTATION: mutation } : {}),
  }
  const named = (glob: string): string[] =>
    globSync(glob, { cwd: projectRoot }).filter((file) =>
      /['"`](?:scenario \d+|model|bad input): /.test(readFileSync(`${projectRoot}${file}`, 'utf8')),
    )
  const only = ['-t', '(scenario \\d+|model|bad input): ']
  const runs: [name: string, args: string[]][] = [
    ['exam', ['--config', 'vitest.exam.config.ts', ...named('{src,test}/**/*.test.ts'), ...only]],
  ]
  const chromium = args.includes('--no-browser') || mutation ? undefined : findChromium()
  if (chromium)
    runs.push([
      'exam-browser',
      ['--config', 'vitest.browser.config.ts', ...named('test/browser/**/*.spec.ts'), ...only],
    ])
  const rows: Row[] = []
  let broken = 0
  for (const [name, given] of runs) {
    const counts = await runVitest(
      name,
      given,
      { ...env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
      json,
    )
    const found = rowsOf(`${projectRoot}test-results/${name}.json`)
    rows.push(...found)
    // A file that does not load, or a run that breaks off, has no row of its own.
    broken += Math.max(0, counts.failed - found.filter(({ status }) => status === 'failed').length)
  }
  rows.sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title))
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows))
  const failed = rows.filter(({ status }) => status === 'failed').length + broken
  if (!json) process.stdout.write(`\n${rows.length - failed} of ${rows.length} green\n`)
  if (!chromium && !mutation) process.stderr.write('without Chromium: scenarios in the browser left out\n')
  return failed === 0 && rows.length > 0 ? 0 : 1
}

const rowsOf = (file: string): Row[] => {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ title, status, duration, meta }) => {
      const [, number, kind] = told.exec(title) ?? []
      // Left out by name: not one of ours.
      if (number === undefined && kind === undefined) return []
      return [
        {
          scenario: number === undefined ? (kind as 'model') : Number(number),
          title: title.replace(told, ''),
          status: status === 'passed' || status === 'failed' ? status : 'skipped',
          ms: Math.round(duration ?? 0),
          processesKilled: meta?.processesKilled ?? 0,
        } satisfies Row,
      ]
    }),
  )
}

const place = ({ scenario }: Row): number =>
  typeof scenario === 'number' ? scenario : scenario === 'model' ? 1000 : 1001

const table = (rows: readonly Row[]): string => {
  const line = (...cells: string[]): string =>
    `${(cells[0] ?? '').padEnd(10)}${(cells[1] ?? '').padEnd(9)}${(cells[2] ?? '').padStart(8)}${(cells[3] ?? '').padStart(7)}  ${cells[4] ?? ''}`
  return [
    line('scenario', 'status', 'ms', 'killed', 'what'),
    ...rows.map(({ scenario, status, ms, processesKilled, title }) =>
      line(String(scenario), status, String(ms), processesKilled ? String(processesKilled) : '', title),
    ),
    '',
  ].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
