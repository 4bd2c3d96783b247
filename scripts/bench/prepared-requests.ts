import { connect } from 'node:net'

/** What came of sending prepared requests for a while; times in milliseconds. */
interface Answered {
  readonly n: number
  readonly seconds: number
  readonly tookMs: number[]
  /** Status lines other than 200, and how often. */
  readonly refused: Readonly<Record<string, number>>
}

/** A POST of JSON as it goes over a kept-alive connection. */
export const preparedPost = (path: string, headers: Readonly<Record<string, string>>, body: string): Buffer =>
  Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  )

/**
 * Sends requests made beforehand over so many connections, on each the next once the last was answered. A client that
 * builds and reads requests in full takes more of the machine than a server that is any good; this one takes a tenth.
 */
export const sendPrepared = async (
  address: string,
  connections: number,
  ends: number,
  next: () => Buffer,
): Promise<Answered> => {
  const { hostname, port } = new URL(address)
  const tookMs: number[] = []
  const refused: Record<string, number> = {}
  const began = performance.now()
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect({ host: hostname, port: Number(port), noDelay: true })
          let sent = 0
          let kept: Buffer | null = null
          const send = (): void => {
            if (performance.now() >= ends) {
              socket.removeAllListeners('close').end()
              return resolve()
            }
            sent = performance.now()
            socket.write(next())
          }
          socket.once('connect', send)
          socket.once('error', reject)
          socket.once('close', () => reject(new Error('the server closed a connection')))
          socket.on('data', (chunk) => {
            const got = kept ? Buffer.concat([kept, chunk]) : chunk
            if (!isWhole(got)) {
              kept = got
              return
            }
            kept = null
            tookMs.push(performance.now() - sent)
            const status = got.toString('latin1', 9, 12)
            if (status !== '200') refused[status] = (refused[status] ?? 0) + 1
            send()
          })
        }),
    ),
  )
  return { n: tookMs.length, seconds: (performance.now() - began) / 1000, tookMs, refused }
}

const isWhole = (got: Buffer): boolean => {
  const end = got.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\ncontent-length: (\d+)/i.exec(got.toString('latin1', 0, end))?.[1]
  return length !== undefined && got.length >= end + 4 + Number(length)
}
