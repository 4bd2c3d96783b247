import { readFile, writeFile } from 'node:fs/promises'
import { actionTable, roles, type Action } from '../src/access/index.ts'
import type { Policy } from '../src/access/policy.ts'
import { fontFiles } from '../src/platform/adapters/typefaces.ts'
import { areas } from '../src/main/areas.ts'
import { openapi } from '../src/platform/http/openapi.ts'
import { typefaceCoverage } from './tools/typeface-coverage.ts'
import { casesSchema, factsSchema, packSchema, resultSchema } from '../src/rules/index.ts'

/** Writes the generated files, or with `--check` fails when a committed one is out of date. */
const check = process.argv.includes('--check')
const endpoints = areas.flatMap((area) => area.routes).map((route) => route.endpoint)

const matrix = (): string => {
  const columns = ['anyone', 'signed-in', ...roles] as const
  const cell = (policy: Policy, column: string): string => {
    const over = policy.grants.filter((grant) => grant.to === column).map((grant) => grant.over)
    return over.includes('any') ? 'any' : over.includes('own') ? 'own' : '·'
  }
  const lines = [
    '# Access matrix',
    '',
    'Who may do what, printed from `src/access/policies`. `any`: whatever the thing; `own`: only what belongs to the',
    'organisation acted for (or to the person); `·`: never. "Known by" names the action whose holders get 403 instead of 404.',
    '',
    `| action | ${columns.join(' | ')} | known by |`,
    `| --- | ${columns.map(() => '---').join(' | ')} | --- |`,
    ...(Object.keys(actionTable) as Action[]).sort().map((action) => {
      const policy: Policy = actionTable[action]
      return `| ${action} | ${columns.map((column) => cell(policy, column)).join(' | ')} | ${policy.knownBy ?? ''} |`
    }),
  ]
  return `${lines.join('\n')}\n`
}

const files: Record<string, string> = {
  'generated/openapi.json': `${JSON.stringify(openapi(endpoints), null, 1)}\n`,
  'generated/openapi-3.0.json': `${JSON.stringify(openapi(endpoints, '3.0.3'), null, 1)}\n`,
  'generated/access-matrix.md': matrix(),
  // In the kernel, for it judges names wherever they are typed, in the browser too.
  'src/kernel/typeface-coverage.ts': typefaceCoverage(Object.values(fontFiles)),
  'docs/rules/pack.schema.json': `${JSON.stringify(packSchema, null, 1)}\n`,
  'docs/rules/facts.schema.json': `${JSON.stringify(factsSchema, null, 1)}\n`,
  'docs/rules/result.schema.json': `${JSON.stringify(resultSchema, null, 1)}\n`,
  'docs/rules/cases.schema.json': `${JSON.stringify(casesSchema, null, 1)}\n`,
}

let stale = 0
for (const [path, text] of Object.entries(files)) {
  const before = await readFile(path, 'utf8').catch(() => '')
  if (before === text) continue
  stale += 1
  if (check) console.error(`${path} is out of date: run npm run generate`)
  else await writeFile(path, text)
}
process.exit(check && stale > 0 ? 1 : 0)
