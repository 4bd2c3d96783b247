#!/usr/bin/env node
// Runs the command line on the Node the project brings, whichever Node found this file.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
const cli = fileURLToPath(new URL('../src/main/cli.ts', import.meta.url))
const runtime = existsSync(own) ? own : process.execPath

if (!existsSync(own) && Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    `需要 Node.js 24，当前为 ${process.version}。请先运行 npm ci。\nNode.js 24 is needed, this is ${process.version}. Run npm ci first.\n`,
  )
  process.exit(3)
}

const compiled = fileURLToPath(new URL('../node_modules/.cache/zhixin/compile', import.meta.url))
const child = spawn(runtime, [cli, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: compiled, ...process.env },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1)
})
