import { generateKeyPairSync } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { areas } from '../../src/main/areas.ts'
import { compose, work } from '../../src/main/compose.ts'
import { localSigner } from '../../src/main/local-signer.ts'
import { startServer } from '../../src/main/server.ts'

/** The web server as in production, in a process of its own; tells the parent its address, memory and loop delay when asked. Its log is written as in production; the parent gives it nowhere to go. */
interface Order {
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly identityKey: string
  readonly identityHmacKey: string
  readonly worker: boolean
}

process.once('message', async (order: Order) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicJwk = publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: 'Ed25519'; x: string }
  const quiet = () => undefined
  const composed = await compose({
    databaseUrl: order.databaseUrl,
    areas,
    dataFolder: order.dataFolder,
    publicUrl: 'http://127.0.0.1',
    keys: {
      identityKey: Buffer.from(order.identityKey, 'hex'),
      identityHmacKey: Buffer.from(order.identityHmacKey, 'hex'),
    },
    signer: localSigner({ signingKey: privateKey, keyId: 'bench', publicJwk }),
    log: {
      info: quiet,
      warn: quiet,
      error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
    },
  })
  if (order.worker) await work(composed, areas)
  const { address } = await startServer({ composed, host: '127.0.0.1', port: 0 })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  process.on('message', (asked: 'begin' | 'report') => {
    if (asked === 'begin') {
      delay.enable()
      delay.reset()
    } else process.send?.({ rss: process.memoryUsage().rss, loopP99Ms: delay.percentile(99) / 1e6 })
  })
  process.send?.({ address })
})
