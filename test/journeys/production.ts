import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, request, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { findPort } from '../../src/main/port.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A process of a production installation, as its service would run it. */
export interface Running {
  readonly baseUrl: string
  /** Everything it has written. */
  printed(): string
  end(signal?: NodeJS.Signals): Promise<void>
}

const running = (child: ChildProcess, baseUrl: string): Running => {
  const said: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString())
    process.stderr.write(chunk)
  })
  return {
    baseUrl,
    printed: () => said.join(''),
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await ended
    },
  }
}

const launched = (script: string, env: Record<string, string>): ChildProcess => {
  const { PATH, HOME } = process.env
  return spawn(process.execPath, [script], {
    cwd: root,
    env: { PATH, HOME, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** `npm run serve`, ready. */
export const startServing = async (env: Record<string, string>): Promise<Running> => {
  const port = await findPort('127.0.0.1', 0)
  const server = running(
    launched('src/main/serve.ts', { ...env, PORT: String(port) }),
    `http://127.0.0.1:${port}`,
  )
  for (let round = 0; round < 2400; round += 1) {
    const ready = await fetch(`${server.baseUrl}/readyz`).catch(() => undefined)
    if (ready?.ok) return server
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await server.end('SIGKILL')
  throw new Error(`not ready: ${server.printed()}`)
}

/** `npm run worker`. */
export const startWorking = (env: Record<string, string>): Running =>
  running(launched('src/main/work.ts', env), '')

/** What stands before several web processes: every request goes to the next of them; one that is gone is passed over. */
export const startBalancer = async (
  servers: readonly Running[],
): Promise<{ baseUrl: string; server: Server }> => {
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts)
      const send = (left: number): void => {
        const target = new URL(incoming.url ?? '/', servers[turn++ % servers.length]?.baseUrl)
        const forwarded = request(target, { method: incoming.method, headers: incoming.headers }, (reply) => {
          outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
          reply.pipe(outgoing)
        })
        forwarded.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'ECONNREFUSED' && left > 0) send(left - 1)
          else outgoing.destroy()
        })
        forwarded.end(body)
      }
      send(servers.length - 1)
    })
  })
  const port = await findPort('127.0.0.1', 0)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { baseUrl: `http://127.0.0.1:${port}`, server }
}
