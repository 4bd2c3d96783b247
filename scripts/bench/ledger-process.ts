import { generateKeyPairSync } from 'node:crypto'
import { systemActor } from '../../src/access/index.ts'
import { judgeRegister } from '../../src/areas/ledger/app/run-register.ts'
import { creditActivities } from '../../src/areas/ledger/index.ts'
import { areas } from '../../src/main/areas.ts'
import { compose } from '../../src/main/compose.ts'
import { localSigner } from '../../src/main/local-signer.ts'

/** A process that may be killed: works in the ledger of a database as its parent orders, and says when what was ordered is committed. */
export interface LedgerOrder {
  readonly number: number
  readonly post?: {
    readonly key: string
    readonly account: string
    readonly input: Parameters<typeof creditActivities.run>[1]
  }
  /** A run to go on with, in ranges of so many people. */
  readonly register?: { readonly runId: string; readonly atOnce: number }
}

/** `failed`: nobody knows whether it was done. */
export interface LedgerReply {
  readonly number: number
  readonly entries?: number
  readonly failed?: string
}

process.once('message', async ({ databaseUrl, dataFolder }: { databaseUrl: string; dataFolder: string }) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicJwk = publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: 'Ed25519'; x: string }
  const quiet = () => undefined
  const { services } = await compose({
    databaseUrl,
    areas,
    dataFolder,
    publicUrl: 'http://127.0.0.1',
    keys: { identityKey: Buffer.alloc(32, 1), identityHmacKey: Buffer.alloc(32, 2) },
    signer: localSigner({ signingKey: privateKey, keyId: 'killed', publicJwk }),
    log: { info: quiet, warn: quiet, error: quiet },
  })
  const done = async ({ post, register }: LedgerOrder): Promise<number> => {
    if (register) await judgeRegister(services, register)
    if (!post) return 0
    const posted = await services.perform(creditActivities, post.input, {
      actor: { ...systemActor, accountId: post.account },
      requestId: post.key,
      idempotencyKey: post.key,
    })
    if (!posted.ok) throw new Error(posted.code)
    return posted.value.entries
  }
  process.on('message', (order: LedgerOrder) => {
    done(order).then(
      (entries) => process.send?.({ number: order.number, entries } satisfies LedgerReply),
      (error: unknown) =>
        process.send?.({ number: order.number, failed: String(error) } satisfies LedgerReply),
    )
  })
  process.send?.('ready')
})
