import { query } from '../../../platform/perform.ts'
import { didWebOf, methodsOf, statusListCredential, withProof } from '../../credentials/index.ts'
import { lapsedIn, newestList } from '../store/credentials.ts'
import { statusListAddress } from './certificate-credential.ts'
import { keyIdOf, sha256 } from './signing.ts'

const hour = 3_600_000

interface Published {
  readonly tag: string
  readonly body: string
}

/** The last signed text of each list: it stands until a bit changes, the hour turns or the key does. */
const signedLast = new Map<string, Published>()

/**
 * A status list as a signed credential (Bitstring Status List v1.0). A bit says that a certificate is revoked or
 * superseded, of whom it says nothing. Made from nothing but the hour, the bits and the key, so every server gives the
 * same text.
 */
export const publishedStatusList = query({
  name: 'certificates.statusList',
  action: 'log.read',
  async load({ tx }, { list }: { list: number }) {
    return list <= Math.max(1, await newestList(tx)) ? { owners: {} } : undefined
  },
  async reply({ tx, ports, now }, { list }): Promise<Published> {
    const lapsed = await lapsedIn(tx, list)
    const { signer, publicUrl } = ports
    const [address, issuer] = [statusListAddress(publicUrl, list), didWebOf(publicUrl)]
    const validFrom = new Date(Math.floor(now.getTime() / hour) * hour)
    const state = JSON.stringify([address, validFrom, keyIdOf(signer), lapsed])
    const tag = `"${sha256(state).toString('base64url')}"`
    const known = signedLast.get(address)
    if (known?.tag === tag) return known
    const signed = await withProof(
      statusListCredential({
        address,
        issuer,
        validFrom,
        // A verifier may keep it for the rest of a day, no longer.
        validUntil: new Date(validFrom.getTime() + 24 * hour),
        lapsed,
      }),
      {
        verificationMethod: methodsOf(issuer, keyIdOf(signer), signer.publicJwk).multikey,
        sign: (bytes) => signer.sign(bytes),
      },
      { cryptosuite: 'eddsa-rdfc-2022' },
    )
    const published = { tag, body: JSON.stringify(signed) }
    signedLast.set(address, published)
    return published
  },
})
