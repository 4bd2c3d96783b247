import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { linesTogether } from './lines-together.ts'

test('the lines of one turn are one write, in their order, and those of the next another', async () => {
  const written: string[] = []
  const log = linesTogether((text) => written.push(text))
  for (const line of ['a', 'b', 'c']) log.write(`${line}\n`)
  expect(written).toEqual([])
  await new Promise((resolve) => setImmediate(resolve))
  log.write('d\n')
  await new Promise((resolve) => setImmediate(resolve))
  expect(written).toEqual(['a\nb\nc\n', 'd\n'])
})

test('a process that ends in the midst of a turn has written its lines', async () => {
  const file = fileURLToPath(new URL('lines-together.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    `const { linesTogether } = await import(${JSON.stringify(file)})
     const log = linesTogether(); log.write('first\\n'); log.write('last\\n'); process.exit(3)`,
  ]).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('first\nlast\n')
})
