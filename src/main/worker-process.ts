import { areas } from './areas.ts'
import { compose, work } from './compose.ts'
import { loadSecrets } from './key-file.ts'
import { localSigner } from './local-signer.ts'
import { jsonLog } from './log.ts'
import { postOf } from './post.ts'
import type { WorkerOrder } from './supervisor.ts'

/** A worker under supervision: its channel to the parent is its life line. Ctrl-C reaches the group; the parent decides. */
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('SIGHUP', () => undefined)

const received = new Promise<WorkerOrder>((resolve) => {
  process.once('message', (order) => resolve(order as WorkerOrder))
})
const parentGone = new Promise<void>((resolve) => {
  process.once('disconnect', () => {
    // After kill -9 the database goes down together with the parent: an orderly end may have nothing left to talk to.
    setTimeout(() => process.exit(), 6000).unref()
    resolve()
  })
})

const order = await Promise.race([received, parentGone])
if (order) {
  const secrets = await loadSecrets(order.keyFile)
  const composed = await compose({
    databaseUrl: order.databaseUrl,
    areas,
    dataFolder: order.dataFolder,
    publicUrl: order.publicUrl,
    keys: secrets,
    signer: localSigner(secrets),
    post: postOf(order.post, 'outbox'),
    log: jsonLog('warn'),
  })
  await work(composed, areas)
  await parentGone
  await composed.close()
}
process.exit()
