import { readFileSync } from 'node:fs'
import { addCounts, countTests, describeCounts } from './tools/test-counts.ts'

/** `node scripts/count-tests.ts REPORT.json…`: the sum of several vitest JSON reports, alone on a line. */
const counts = addCounts(process.argv.slice(2).map((file) => countTests(readFileSync(file, 'utf8'), 0)))
process.stdout.write(`${describeCounts(counts)}\n`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
