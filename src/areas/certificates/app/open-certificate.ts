import type { Owners } from '../../../access/index.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/perform.ts'
import type { CertificateContent } from '../domain/content.ts'
import { typedNumber } from '../domain/number.ts'
import { findClass } from '../store/candidates.ts'
import { type CertificateRow, findCertificate, findContent } from '../store/certificates.ts'
import { districtOfOrganisation } from '../store/validations.ts'
import { isToken } from './check-certificate.ts'
import { signedCertificate } from './signed-certificate.ts'

/**
 * Whose a certificate is: the holder's, the institution's and its district's, the employer's that enrolled the holder; of a
 * closing, the holder's employer's of the day of closing, and its district's.
 */
export const ownersOf = async (tx: Db | Tx, row: CertificateRow): Promise<Owners> => {
  const districtId =
    row.classId !== null
      ? (await findClass(tx, row.classId))?.districtId
      : row.employerId !== null
        ? await districtOfOrganisation(tx, row.employerId)
        : null
  return {
    professional: [row.personId],
    institution: row.institutionId ? [row.institutionId] : [],
    district: districtId ? [districtId] : [],
    employer: row.employerId ? [row.employerId] : [],
  }
}

/** The signed certificate for those who own or keep it. */
export const openCertificate = query({
  name: 'certificates.open',
  action: 'certificate.read',
  async load(reading, input: { number: string }) {
    const row = await findCertificate(reading.tx, typedNumber(input.number))
    return row ? { owners: await ownersOf(reading.tx, row), row } : undefined
  },
  reply: (reading, _input, { row }) => signedCertificate(reading.tx, row.number),
})

/** The signed certificate for whoever brings the token printed on it; a wrong token is like a wrong number. */
export const presentCertificate = query({
  name: 'certificates.present',
  action: 'certificate.present',
  async load(reading, input: { number: string; token: string }) {
    const number = typedNumber(input.number)
    const kept = await findContent(reading.tx, number)
    const fits = kept !== undefined && isToken(JSON.parse(kept.content) as CertificateContent, input.token)
    return fits ? { owners: {}, number } : undefined
  },
  reply: (reading, _input, { number }) => signedCertificate(reading.tx, number),
})
