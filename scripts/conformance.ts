import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from './tools/vitest-run.ts'

/**
 * Runs the W3C suites of checked-out folders against this code: an installation of its own with an empty database, a
 * TLS front before it (the suites send a key over https alone), and the suites' own mocha. Tests are counted before they
 * run, so that one hidden by a failed hook is seen to be missing.
 */
const usage =
  'usage: npm run conformance -- [--node FILE] FOLDER… (a W3C suite, checked out, with its dependencies installed; the Node it runs on)\n'

interface Totals {
  readonly suite: string
  readonly commit: string
  readonly tests: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly notRun: number
  readonly failures: readonly string[]
}

interface MochaReport {
  readonly stats: { readonly tests: number; readonly passes: number; readonly pending: number }
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[]
}

const freePort = async (): Promise<number> => {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

const startHouse = async (folder: string, key: string): Promise<{ port: number; stop(): Promise<void> }> => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(projectRoot, 'src/main/start.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      ZHIXIN_DATA: join(folder, 'data'),
      ZHIXIN_DEMO: '0',
      ZHIXIN_VC_API_KEY: key,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  for (let waited = 0; ; waited += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) break
    if (waited > 600 || child.exitCode !== null) throw new Error('the server did not start')
    await pause(100)
  }
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const startTlsFront = async (folder: string, target: number): Promise<{ port: number; stop(): void }> => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  )
  const front = createTlsServer({ key: await readFile(key), cert: await readFile(cert) }, (asked, reply) => {
    const { method, url: path, headers } = asked
    const passed = httpRequest({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    passed.on('error', () => reply.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  return { port: (front.address() as AddressInfo).port, stop: () => front.close() }
}

/** What the suites read to find an implementation. Its issuer is named by the VC-API itself, whoever is written here. */
const localConfig = (base: string, key: string): string => {
  const common = { headers: { Authorization: `Bearer ${key}` } }
  const issuer = (cryptosuite: string, ...tags: string[]) => ({
    id: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    endpoint: `${base}/vc-api/credentials/issue`,
    options: { cryptosuite },
    supports: { vc: ['1.1', '2.0'] },
    tags: [cryptosuite, ...tags],
    ...common,
  })
  const tags = ['vc2.0', 'eddsa-rdfc-2022', 'eddsa-jcs-2022', 'EnvelopingProof']
  const settings = {
    settings: { enableInteropTests: false, testAllImplementations: false },
    implementations: [
      {
        name: 'Zhixin',
        implementation: 'Zhixin',
        issuers: [
          issuer('eddsa-rdfc-2022', 'vc2.0'),
          issuer('eddsa-jcs-2022'),
          {
            ...issuer('eddsa-rdfc-2022'),
            tags: ['EnvelopingProof'],
            options: { mediaType: 'application/vc+jwt' },
          },
        ],
        verifiers: [{ id: '', endpoint: `${base}/vc-api/credentials/verify`, tags, ...common }],
        vpVerifiers: [{ id: '', endpoint: `${base}/vc-api/presentations/verify`, tags, ...common }],
      },
    ],
  }
  return `module.exports = ${JSON.stringify(settings, null, 2)}\n`
}

const mocha = async (
  node: string,
  folder: string,
  output: string,
  ...args: string[]
): Promise<MochaReport> => {
  const command = [
    join(folder, 'node_modules/mocha/bin/mocha.js'),
    '--no-config',
    '--no-package',
    'tests/',
    '--reporter',
    'json',
    '--reporter-option',
    `output=${output}`,
    '--timeout',
    '15000',
    '--preserve-symlinks',
    ...args,
  ]
  const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' }
  await new Promise<void>((done) => {
    const child = spawn(node, command, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('exit', () => done())
  })
  const report = await readFile(output, 'utf8').catch(() => undefined)
  if (report === undefined) throw new Error(`mocha gave no report in ${folder}`)
  await rm(output)
  return JSON.parse(report) as MochaReport
}

const runSuite = async (node: string, folder: string, config: string, scratch: string): Promise<Totals> => {
  await writeFile(join(folder, 'localConfig.cjs'), config)
  const declared = await mocha(node, folder, join(scratch, 'declared.json'), '--dry-run')
  const { stats, failures } = await mocha(node, folder, join(scratch, 'report.json'))
  const failed = failures.filter(
    ({ fullTitle }) => !/"(before|after) (all|each)" hook/.test(fullTitle),
  ).length
  return {
    suite: basename(folder),
    commit: execFileSync('git', ['-C', folder, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    tests: declared.stats.tests,
    passed: stats.passes,
    failed,
    skipped: stats.pending,
    notRun: declared.stats.tests - stats.passes - failed - stats.pending,
    failures: failures.map(({ fullTitle, err }) => `${fullTitle}\n    ${err.message ?? ''}`),
  }
}

const main = async (): Promise<number> => {
  const asked = process.argv.slice(2)
  const [node, rest] = asked[0] === '--node' ? [asked[1] ?? '', asked.slice(2)] : [process.execPath, asked]
  const folders = rest.map((folder) => resolve(folder))
  if (folders.length === 0 || folders.some((folder) => !existsSync(join(folder, 'node_modules/mocha')))) {
    process.stderr.write(usage)
    return 2
  }
  const scratch = await mkdtemp(join(tmpdir(), 'zhixin-conformance-'))
  const key = randomBytes(24).toString('base64url')
  const house = await startHouse(scratch, key)
  const front = await startTlsFront(scratch, house.port)
  let whole = true
  try {
    for (const folder of folders) {
      const totals = await runSuite(
        node,
        folder,
        localConfig(`https://localhost:${front.port}`, key),
        scratch,
      )
      const { failures, ...counts } = totals
      process.stdout.write(`${JSON.stringify(counts)}\n`)
      for (const failure of failures) process.stdout.write(`  ${failure}\n`)
      whole &&= totals.passed === totals.tests
    }
  } finally {
    front.stop()
    await house.stop()
    await rm(scratch, { recursive: true, force: true })
  }
  return whole ? 0 : 1
}

process.exitCode = await main()
