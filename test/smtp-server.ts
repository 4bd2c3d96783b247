import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** What arrived: the envelope's recipients, and the whole message as sent. */
export interface Arrived {
  readonly to: readonly string[]
  readonly raw: string
}

/** A real SMTP server on a port of this machine, for one test file. */
export interface TestSmtp {
  readonly arrived: readonly Arrived[]
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
  /** How the next recipients are answered, one after another; afterwards everybody is taken. */
  answer(...codes: number[]): void
}

export const testSmtp = (port: number): TestSmtp => {
  const arrived: Arrived[] = []
  const codes: number[] = []
  let server: SMTPServer | undefined
  const stop = async (): Promise<void> => {
    const ending = server
    server = undefined
    await new Promise<void>((resolve) => (ending ? ending.close(() => resolve()) : resolve()))
  }
  afterAll(stop)
  return {
    arrived,
    url: `smtp://127.0.0.1:${port}`,
    stop,
    answer: (...next) => void codes.push(...next),
    async start() {
      server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        logger: false,
        onRcptTo(_address, _session, done) {
          const code = codes.shift()
          done(code ? Object.assign(new Error('as the test asks'), { responseCode: code }) : null)
        },
        onData(stream, session, done) {
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            const raw = Buffer.concat(chunks).toString('utf8')
            arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw })
            done()
          })
        },
      })
      // An answer the test asks for, or a caller that hangs up, is no fault of the server.
      server.on('error', () => undefined)
      const listening = server
      await new Promise<void>((resolve, reject) => {
        listening.server.once('error', reject)
        listening.listen(port, '127.0.0.1', () => resolve())
      })
    },
  }
}

/** A port nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
