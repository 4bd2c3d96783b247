import { randomInt } from 'node:crypto'
import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Ports } from '../../../platform/ports/ports.ts'
import {
  asJwt,
  didWebOf,
  methodsOf,
  siteOf,
  statusEntry,
  statusListLength,
  withProof,
} from '../../credentials/index.ts'
import type { CertificateContent } from '../domain/content.ts'
import { openBadge } from '../domain/credential.ts'
import { certificateEvents } from '../events.ts'
import { type CertificateRow, lockCertificate, rememberKey } from '../store/certificates.ts'
import {
  findCredential,
  findStatusPlace,
  insertCredential,
  newestList,
  type StatusPlace,
  takeStatusPlace,
} from '../store/credentials.ts'
import type { CredentialForm } from '../store/tables.ts'
import { keyIdOf } from './signing.ts'

export type BadgeForm = Exclude<CredentialForm, 'compact'>

/**
 * The certificate as an Open Badge in one of its forms, made from the frozen content the first time it is asked for and
 * kept: the same file every time, whatever the register says by then.
 */
export const certificateCredential = command({
  name: 'certificates.makeCredential',
  action: 'certificate.issue',
  async load(unit, input: { content: CertificateContent; form: BadgeForm }) {
    const row = await lockCertificate(unit.tx, input.content.number)
    return row && { owners: {}, row }
  },
  async run(unit, { content, form }, { row }) {
    const { number } = content
    const kept = await findCredential(unit.tx, number, form)
    if (kept !== undefined) return ok(kept)
    const place = (await findStatusPlace(unit.tx, number)) ?? (await newPlace(unit, row))
    const credential = await secured(unit.ports, content, form, place)
    await rememberKey(unit.tx, keyIdOf(unit.ports.signer), unit.ports.signer.publicJwk, unit.now)
    await insertCredential(unit.tx, number, form, credential, unit.now)
    return ok(credential)
  },
})

/** Where the status list of this number is published; what a credential says for ever. */
export const statusListAddress = (site: string, list: number): string => `${site}/credentials/status/${list}`

/** Neither a time of making nor anything of today goes in: frozen content, place and key alone decide every byte. */
const secured = async (
  { signer, zone }: Ports,
  content: CertificateContent,
  form: BadgeForm,
  place: StatusPlace,
): Promise<string> => {
  const site = siteOf(content.verification.url)
  const did = didWebOf(site)
  const badge = openBadge(content, {
    zone,
    issuer: did,
    status: statusEntry(statusListAddress(site, place.list), place.index),
  })
  const methods = methodsOf(did, keyIdOf(signer), signer.publicJwk)
  const sign = (bytes: Uint8Array): Promise<Uint8Array> => signer.sign(bytes)
  if (form === 'jwt') {
    // Open Badges asks for these claims beside the members that say the same.
    const claims = {
      iss: did,
      jti: String(badge['id']),
      nbf: Date.parse(String(badge['validFrom'])) / 1000,
    }
    return asJwt({ ...badge, ...claims }, { verificationMethod: methods.jwk, sign })
  }
  const signed = await withProof(badge, { verificationMethod: methods.multikey, sign }, { cryptosuite: form })
  // The schema of Open Badges wants a list of proofs, also of one; a proof covers everything but where it stands.
  return `${JSON.stringify({ ...signed, proof: [signed['proof']] }, null, 2)}\n`
}

/** The trail tells the place: a credential that is out names it for ever, and a revocation must come to stand at it. */
const newPlace = async (unit: Unit, { number, personId }: CertificateRow): Promise<StatusPlace> => {
  const place = await drawStatusPlace(unit.tx, number)
  await unit.emit({
    name: certificateEvents.statusPlaceTaken,
    subject: { kind: 'person', id: personId },
    data: { number, ...place },
  })
  return place
}

/** So many places taken in a row mean a list more than half full, and a place soon found in the next one. */
const triesPerList = 16

/** A place nobody can guess from another's: at random within the list that is being filled. */
const drawStatusPlace = async (tx: Tx, number: string): Promise<StatusPlace> => {
  for (let list = Math.max(1, await newestList(tx)); ; list += 1) {
    for (let attempt = 0; attempt < triesPerList; attempt += 1) {
      const place = { list, index: randomInt(statusListLength) }
      if (await takeStatusPlace(tx, number, place)) return place
    }
  }
}
