import { query } from '../../../platform/perform.ts'
import { didDocument, didWebOf } from '../../credentials/index.ts'
import { issuerKeys } from './issuer-keys.ts'

/** The issuer's DID document: the key that signs now and every one before it. */
export const issuerDid = query({
  name: 'certificates.did',
  action: 'log.read',
  load: async () => ({ owners: {} }),
  reply: async ({ tx, ports }) => didDocument(didWebOf(ports.publicUrl), await issuerKeys(tx, ports.signer)),
})
