import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { machine, type Bench, type Measured } from './report.ts'

/** `npm run bench -- NAME [--quick] [--json]`: measures, reports, exits 0 also when a target was missed. */
const [name, ...rest] = process.argv.slice(2)
const folder = fileURLToPath(new URL('.', import.meta.url))
const names = (await readdir(folder))
  .filter((file) => file.startsWith('bench-'))
  .map((file) => file.slice(6, -3))
if (!name || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--quick] [--json]\nnames: ${names.join(', ')}`)
  process.exit(2)
}

const { bench } = (await import(`./bench-${name}.ts`)) as { bench: Bench }
const results = await bench({
  quick: rest.includes('--quick'),
  args: rest,
  say: (text) => console.error(text),
})
if (rest.includes('--json')) console.log(JSON.stringify({ bench: name, machine: machine(), results }))
else for (const result of results) console.log(line(result))
process.exit(0)

function line(result: Measured): string {
  const reference =
    result.reference === undefined
      ? ''
      : `  reference ${result.reference} (${Math.round((result.ratio ?? 0) * 100)} %)`
  return `${result.metric.padEnd(16)} ${String(result.value).padStart(10)} ${result.unit.padEnd(6)} target ${result.target}${reference}  n=${result.n}  ${result.conditions}`
}
