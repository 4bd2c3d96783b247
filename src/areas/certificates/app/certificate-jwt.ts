import { ok } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { openBadge } from '../domain/credential.ts'
import { findClass } from '../store/candidates.ts'
import { findJwt, insertJwt, lockCertificate, rememberKey } from '../store/certificates.ts'
import type { CertificateContent } from '../domain/content.ts'
import { keyIdOf } from './signing.ts'
import type { Ports } from '../../../platform/ports/ports.ts'

/** The credential as a JWT (VC-JOSE-COSE), made the first time it is asked for and kept: the same file every time. */
export const certificateJwt = command({
  name: 'certificates.makeJwt',
  action: 'certificate.issue',
  async load(unit, input: { content: CertificateContent }) {
    const row = await lockCertificate(unit.tx, input.content.number)
    const one = row && (await findClass(unit.tx, row.classId))
    return one ? { owners: {}, zone: one.zone } : undefined
  },
  async run(unit, { content }, { zone }) {
    const kept = await findJwt(unit.tx, content.number)
    if (kept) return ok(kept.jwt)
    const jwt = await secured(unit.ports, openBadge(content, zone), content)
    await rememberKey(unit.tx, keyIdOf(unit.ports.signer), unit.ports.signer.publicJwk, unit.now)
    await insertJwt(unit.tx, content.number, jwt, unit.now)
    return ok(jwt)
  },
})

/**
 * Compact JWS by hand, because the key may live in a device that only signs bytes; tests read it with an independent
 * library.
 */
const secured = async (ports: Ports, credential: object, content: CertificateContent): Promise<string> => {
  const site = content.verification.url.replace(/\/verify\/[^/]*$/, '')
  const header = {
    alg: 'EdDSA',
    typ: 'vc+jwt',
    cty: 'vc',
    kid: `${site}/.well-known/jwks.json#${keyIdOf(ports.signer)}`,
  }
  const signed = [header, credential]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${Buffer.from(await ports.signer.sign(Buffer.from(signed))).toString('base64url')}`
}
