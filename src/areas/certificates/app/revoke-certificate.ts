import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Refused } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { typedNumber } from '../domain/number.ts'
import type { ChangeCause } from '../domain/statements.ts'
import { certificateEvents } from '../events.ts'
import {
  type CertificateRow,
  findContent,
  insertChange,
  lockCertificate,
  setRevoked,
} from '../store/certificates.ts'
import { appendToLog } from './append-to-log.ts'
import { ownersOf } from './open-certificate.ts'

export interface Revocation {
  readonly number: string
  /** The number once more, typed by hand: a revocation cannot be taken back. */
  readonly confirm: string
  readonly cause: ChangeCause
  readonly reason: string
}

/** Why a certificate cannot change any more; `undefined` while it is valid. */
export const standingRefusal = (
  row: CertificateRow,
): Refused<'certificate.revoked' | 'certificate.superseded'> | undefined => {
  if (row.status === 'revoked') return refuse('certificate.revoked', { on: row.revokedOn ?? '' })
  return row.status === 'superseded'
    ? refuse('certificate.superseded', { by: row.supersededBy ?? '' })
    : undefined
}

/** Takes a certificate's validity away for good. The public check says so from the next question on. */
export const revokeCertificate = command({
  name: 'certificates.revoke',
  action: 'certificate.revoke',
  async load(unit, input: Revocation) {
    const row = await lockCertificate(unit.tx, typedNumber(input.number))
    return row ? { owners: await ownersOf(unit.tx, row), row } : undefined
  },
  async run(unit, input, { row }) {
    const standing = standingRefusal(row)
    if (standing) return standing
    if (typedNumber(input.confirm) !== row.number) return refuse('certificate.number-mismatch')
    const revokedOn = await revokeRow(unit, row, { cause: input.cause, reason: input.reason.trim() })
    return ok({ number: row.number, status: 'revoked' as const, revokedOn })
  },
})

/** Revokes a valid certificate, in the register and in the log. Gives the day. */
export const revokeRow = async (
  unit: Unit,
  row: CertificateRow,
  { cause, reason }: { readonly cause: ChangeCause; readonly reason: string },
): Promise<string> => {
  const kept = await findContent(unit.tx, row.number)
  if (!kept) throw new Error(`certificate ${row.number} has no content: run doctor`)
  const certificate = kept.contentHash.toString('base64url')
  const revokedOn = dayInZone(unit.now, unit.ports.zone)
  await setRevoked(unit.tx, row.number, revokedOn)
  const logged = await appendToLog(unit, [{ kind: 'revoke', number: row.number, certificate, cause }])
  await insertChange(unit.tx, {
    logIndex: logged.first,
    number: row.number,
    kind: 'revoke',
    cause,
    reason,
    changedBy: unit.actor.accountId,
    at: logged.at,
  })
  await unit.emit({
    name: certificateEvents.certificateRevoked,
    subject: { kind: 'person', id: row.personId },
    data: { number: row.number, cause, reason },
  })
  return revokedOn
}
