import type { Db } from '../../../platform/db/database.ts'
import {
  asEnvelope,
  didWebOf,
  keyOfJwk,
  methodsOf,
  siteOf,
  statusEntry,
  type VerifierReach,
  verifyCredential,
} from '../../credentials/index.ts'
import type { CertificateContent } from '../domain/content.ts'
import { publicKeys } from '../store/certificates.ts'
import { type ExaminedCredential, examinedCredentials } from '../store/examined.ts'
import { statusListAddress } from './certificate-credential.ts'
import { isCodeOf } from './compact-code.ts'
import { type CertificateFinding, finding } from './finding.ts'

const pageSize = 200

type Keys = Awaited<ReturnType<typeof publicKeys>>

/** Holds every kept credential against its signature, the frozen content and its place in the status lists. */
export const examineCredentials = async (db: Db): Promise<readonly CertificateFinding[]> => {
  const keys = await publicKeys(db)
  const findings: CertificateFinding[] = []
  let after = { number: '', form: '' }
  for (;;) {
    const rows = await examinedCredentials(db, after, pageSize)
    for (const row of rows) {
      if (!(await isRight(row, keys)))
        findings.push(finding('certificate.credential-wrong', row.number, { form: row.form }))
    }
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return findings
    after = last
  }
}

interface Badge {
  readonly id: string
  readonly credentialStatus?: { readonly id: string }
  readonly credentialSubject: {
    readonly licenseNumber: string
    readonly identifier: readonly { readonly identityHash: string }[]
  }
}

const isRight = async (row: ExaminedCredential, keys: Keys): Promise<boolean> => {
  if (row.content === null) return false
  try {
    const content = JSON.parse(row.content) as CertificateContent
    if (row.form === 'compact')
      return await isCodeOf(
        row.credential,
        content,
        keys.map(({ publicJwk }) => publicJwk),
      )
    const secured = row.form === 'jwt' ? asEnvelope(row.credential) : (JSON.parse(row.credential) as object)
    const site = siteOf(content.verification.url)
    const faults = await verifyCredential(secured, reachOf(site, keys), { proofOnly: true })
    const badge = (row.form === 'jwt' ? payloadOf(row.credential) : secured) as Badge
    return faults.length === 0 && agrees(badge, content, row, site)
  } catch {
    return false
  }
}

/** JWTs of the first years name their key by address, and no status list. */
const reachOf = (site: string, keys: Keys): VerifierReach => ({
  now: new Date(0),
  standing: async () => [],
  async resolveKey(method) {
    for (const { keyId, publicJwk } of keys) {
      const did = didWebOf(site)
      const names = methodsOf(did, keyId, publicJwk)
      if (method === names.multikey || method === names.jwk) return keyOfJwk(publicJwk, did)
      if (method === `${site}/.well-known/jwks.json#${keyId}`) return keyOfJwk(publicJwk, site)
    }
    return undefined
  },
})

const payloadOf = (jwt: string): unknown =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))

const agrees = (
  badge: Badge,
  content: CertificateContent,
  row: ExaminedCredential,
  site: string,
): boolean => {
  const { id, credentialStatus, credentialSubject } = badge
  const place =
    row.list === null || row.index === null
      ? undefined
      : String(statusEntry(statusListAddress(site, row.list), row.index)['id'])
  return (
    id === content.verification.url &&
    credentialSubject.licenseNumber === row.number &&
    credentialSubject.identifier[0]?.identityHash === content.holder.name &&
    (credentialStatus === undefined || credentialStatus.id === place)
  )
}
