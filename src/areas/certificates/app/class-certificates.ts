import { query } from '../../../platform/perform.ts'
import { findClass, holdsOf, issueCounts } from '../store/candidates.ts'

/** How far the certificates of a class have come, and who waits for what. */
export const classCertificates = query({
  name: 'certificates.ofClass',
  action: 'certificate.read',
  async load(reading, input: { classId: string }) {
    const one = await findClass(reading.tx, input.classId)
    const owners = {
      institution: one ? [one.institutionId] : [],
      district: one?.districtId ? [one.districtId] : [],
    }
    return one ? { owners, one } : undefined
  },
  async reply(reading, input, { owners, one }) {
    const counts = await issueCounts(reading.tx, one)
    const held = await holdsOf(reading.tx, input.classId)
    return {
      expected: counts.expected,
      issued: counts.issued,
      held: held.map((one) => ({
        enrolmentId: one.enrolmentId,
        personId: one.personId,
        name: one.name,
        code: one.code,
        params: one.params,
        at: one.at.toISOString(),
      })),
      may: reading.may(owners, ['certificate.retry']),
    }
  },
})
