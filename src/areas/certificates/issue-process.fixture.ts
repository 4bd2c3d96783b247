import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { compose } from '../../main/compose.ts'
import { localSigner } from '../../main/local-signer.ts'
import { issueClass } from './index.ts'

/** A worker that issues one class's certificates and nothing else: told what to do by its arguments, and killed as the test likes. */
const [databaseUrl = '', classId = '', at = '', dataFolder = ''] = process.argv.slice(2)
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const publicJwk = publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: 'Ed25519'; x: string }
const quiet = () => undefined
const composed = await compose({
  databaseUrl,
  areas: [],
  dataFolder,
  publicUrl: 'http://zhixin.test',
  keys: { identityKey: randomBytes(32), identityHmacKey: randomBytes(32) },
  signer: localSigner({ signingKey: privateKey, keyId: 'killed', publicJwk }),
  log: { info: quiet, warn: quiet, error: quiet },
})
// Small commits, so that there are some to be killed in.
await issueClass(composed.services, { classId, at, limit: 500 })
process.exit(0)
