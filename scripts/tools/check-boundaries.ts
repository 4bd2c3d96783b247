import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './vitest-run.ts'

const folders = ['src', 'test', 'scripts']

interface Report {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
    }[]
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly comment?: string }[]
    }
  }
}

/**
 * Import rules of .dependency-cruiser.cjs, each refusal with the rule's comment. A cruiser that cannot read the code
 * (a TypeScript it does not know) reports no violation in no modules: fewer modules than files is a failure.
 */
export const checkBoundaries = async (): Promise<string> => {
  const report = JSON.parse(await cruise()) as Report
  const cruised = new Set(report.modules.map((module) => module.source))
  const missed = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: projectRoot },
  ).filter((file) => !cruised.has(file))
  const lessons = new Map(report.summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment ?? '']))
  return [
    ...(missed.length > 0 ? [`not cruised: ${missed.join(', ')}`] : []),
    ...report.summary.violations.map(
      ({ from, to, rule }) => `${from} → ${to}\n  ${rule.name}: ${lessons.get(rule.name) ?? ''}`,
    ),
  ].join('\n')
}

const cruise = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const args = [...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
    const options = { cwd: projectRoot, maxBuffer: 256 * 1024 * 1024 }
    execFile(join(projectRoot, 'node_modules/.bin/depcruise'), args, options, (error, stdout, stderr) => {
      // It exits with the number of violations; without a report it did not run.
      if (stdout.startsWith('{')) resolve(stdout)
      else reject(new Error(stderr || String(error)))
    })
  })
