import { type FieldError, ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import type { Ports } from '../../../platform/ports/ports.ts'
import {
  type Cryptosuite,
  didKeyMethod,
  didKeyOf,
  didWebOf,
  issueCredential,
  keyOfJwk,
  methodsOf,
  refusalOf,
  type VerificationKey,
  type VerifierReach,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { typedNumber } from '../domain/number.ts'
import { findCertificate } from '../store/certificates.ts'
import { issuerKeys } from './issuer-keys.ts'

interface ApiOptions {
  readonly cryptosuite?: Cryptosuite | undefined
  readonly mediaType?: 'application/vc' | 'application/vc+jwt' | undefined
  readonly checks?: readonly string[] | undefined
  readonly challenge?: string | undefined
  readonly domain?: string | undefined
}

type Refusal = 'credential.invalid' | 'credential.cannot-check'
type Verified = Result<{ verified: true }, Refusal>

const open = async () => ({ owners: {} })

/**
 * Secures a credential of the caller's under a key of the VC-API's own: what is signed here never bears the name of the
 * office, and nothing of it is kept.
 */
export const issueByApi = query({
  name: 'vcApi.issue',
  action: 'vc-api.use',
  load: open,
  async reply(
    reading,
    { credential, options }: { credential: unknown; options?: ApiOptions | undefined },
  ): Promise<Result<object, 'credential.invalid' | 'not-found'>> {
    const { vcApi } = reading.ports
    if (!vcApi) return refuse('not-found')
    const { signer } = vcApi
    const made = await issueCredential(credential, {
      issuer: didKeyOf(signer.publicJwk),
      key: {
        verificationMethod: didKeyMethod(signer.publicJwk),
        sign: (bytes) => signer.sign(bytes),
      },
      secured:
        options?.mediaType === 'application/vc+jwt' ? 'vc+jwt' : (options?.cryptosuite ?? 'eddsa-rdfc-2022'),
      now: reading.now,
    })
    return 'issued' in made ? ok(made.issued) : refuse('credential.invalid', {}, made.faults)
  },
})

export const verifyByApi = query({
  name: 'vcApi.verifyCredential',
  action: 'vc-api.use',
  load: open,
  async reply(
    reading,
    { verifiableCredential, options }: { verifiableCredential: unknown; options?: ApiOptions | undefined },
  ): Promise<Verified> {
    return answer(
      await verifyCredential(verifiableCredential, reachOf(reading), { proofOnly: isProofOnly(options) }),
    )
  },
})

export const verifyPresentationByApi = query({
  name: 'vcApi.verifyPresentation',
  action: 'vc-api.use',
  load: open,
  async reply(
    reading,
    {
      verifiablePresentation,
      options,
    }: { verifiablePresentation: unknown; options?: ApiOptions | undefined },
  ): Promise<Verified> {
    return answer(
      await verifyPresentation(verifiablePresentation, reachOf(reading), {
        proofOnly: isProofOnly(options),
        challenge: options?.challenge,
        domain: options?.domain,
      }),
    )
  },
})

const answer = (faults: readonly FieldError[]): Verified =>
  faults.length === 0 ? ok({ verified: true }) : refuse(refusalOf(faults), {}, faults)

const isProofOnly = (options: ApiOptions | undefined): boolean =>
  options?.checks !== undefined && options.checks.every((check) => check === 'proof')

/** Keys and standing this installation can tell: its own. Nothing is fetched from elsewhere. */
const reachOf = (reading: Reading): VerifierReach => ({
  now: reading.now,
  resolveKey: (method) => ownKey(reading, method),
  standing: (credential) => standingOf(reading, credential),
})

/** Where this installation's own keys and register are. */
interface Own {
  readonly tx: Db | Tx
  readonly ports: Pick<Ports, 'publicUrl' | 'signer'>
}

export const ownKey = async ({ tx, ports }: Own, method: string): Promise<VerificationKey | undefined> => {
  const did = didWebOf(ports.publicUrl)
  for (const { keyId, key } of await issuerKeys(tx, ports.signer)) {
    const names = methodsOf(did, keyId, key)
    if (method === names.multikey || method === names.jwk) return keyOfJwk(key, did)
    // JWTs of the first years name the key set and an issuer by address.
    if (method === `${ports.publicUrl}/.well-known/jwks.json#${keyId}`) return keyOfJwk(key, ports.publicUrl)
  }
  return undefined
}

/** Of an own credential the register itself is asked; of others' only whether there is a list, which is out of reach. */
const standingOf = async (
  reading: Reading,
  credential: Readonly<Record<string, unknown>>,
): Promise<readonly FieldError[]> => {
  const own = await ownStanding(reading, credential)
  if (own) return own
  const entries = [credential['credentialStatus']].flat().filter((entry) => entry !== undefined)
  return entries.map((entry) => ({
    pointer: '/credentialStatus',
    code: 'credential.status-out-of-reach',
    params: { url: String((entry as Record<string, unknown>)['statusListCredential'] ?? '') },
  }))
}

/** What the register says of an own credential; `undefined` for one of somebody else's. */
export const ownStanding = async (
  { tx, ports }: Own,
  credential: Readonly<Record<string, unknown>>,
): Promise<readonly FieldError[] | undefined> => {
  const { issuer, id, type } = credential
  const issuerId = typeof issuer === 'object' && issuer !== null ? (issuer as { id?: unknown }).id : issuer
  if (issuerId !== didWebOf(ports.publicUrl) && issuerId !== ports.publicUrl) return undefined
  if ([type].flat().includes('BitstringStatusListCredential')) return []
  const [, number] = /\/verify\/([^/]+)$/.exec(String(id)) ?? []
  const row =
    number !== undefined && id === `${ports.publicUrl}/verify/${number}`
      ? await findCertificate(tx, typedNumber(number))
      : undefined
  if (!row) return [{ pointer: '/id', code: 'credential.not-registered' }]
  return row.status === 'valid' ? [] : [{ pointer: '/credentialStatus', code: 'credential.lapsed' }]
}
