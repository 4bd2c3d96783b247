import type { Db } from '../../../platform/db/database.ts'
import { certificateEvents } from '../events.ts'
import { misplaced } from '../store/belonging.ts'
import { publicKeys } from '../store/certificates.ts'
import { printsOff } from '../store/prints.ts'
import { placesOff } from '../store/credentials.ts'
import { changesOff } from '../store/changes.ts'
import { numberTotals, seriesWithGaps, strayEntries, unguardedTables } from '../store/examined.ts'
import type { PublicJwk } from '../store/tables.ts'
import { examineCertificates } from './examine-certificates.ts'
import { examineCredentials } from './examine-credentials.ts'
import { examineLog } from './examine-log.ts'
import { type CertificateFinding, finding } from './finding.ts'
import { signatureChecker } from './signature-checker.ts'

const belongingFinding = (number: string, off: string): CertificateFinding =>
  off === 'gone' || off === 'untold'
    ? finding(`certificate.issue-${off}`, number)
    : finding('certificate.row-differs', number, { column: off })

/**
 * Recomputes the whole register from its frozen contents: every hash, signature, row, status, leaf, node and head. An
 * office, or whoever got hold of its database, cannot change, add, back-date or remove a certificate by SQL without
 * something here coming out differently; what was signed with a key that is not `trusted` is reported too.
 */
export const checkCertificates = async (
  db: Db,
  trusted?: readonly PublicJwk[],
): Promise<{
  readonly certificates: number
  readonly entries: number
  readonly findings: readonly CertificateFinding[]
}> => {
  const checker = signatureChecker(await publicKeys(db), trusted)
  const findings: CertificateFinding[] = (await unguardedTables(db)).map((table) =>
    finding('certificate.guard-missing', table),
  )
  const log = await examineLog(db, checker)
  const register = await examineCertificates(db, checker)
  findings.push(...log.findings, ...register.findings, ...(await examineCredentials(db)))
  findings.push(
    ...(await misplaced(db, certificateEvents)).map(({ number, off }) => belongingFinding(number, off)),
  )
  findings.push(
    ...(await printsOff(db, certificateEvents.certificatesPrinted)).map(({ number, gone }) =>
      finding(gone ? 'certificate.print-gone' : 'certificate.print-differs', number),
    ),
  )
  findings.push(...(await strayEntries(db)).map((index) => finding('log.entry-stray', index)))
  const { given, issued } = await numberTotals(db)
  findings.push(
    ...(await placesOff(db, certificateEvents.statusPlaceTaken)).map((number) =>
      finding('certificate.status-place-differs', number),
    ),
    ...(await seriesWithGaps(db)).map((series) => finding('certificate.numbers-missing', series)),
    ...(await changesOff(db, certificateEvents))
      .filter(
        (number) =>
          !findings.some((one) => one.code === 'certificate.change-differs' && one.subject === number),
      )
      .map((number) => finding('certificate.change-differs', number)),
  )
  if (given !== issued) findings.push(finding('certificate.numbers-differ', 'counter', { given, issued }))
  findings.push(...checker.unknown().map((keyId) => finding('log.key-unknown', keyId)))
  return { certificates: register.count, entries: log.count, findings }
}
