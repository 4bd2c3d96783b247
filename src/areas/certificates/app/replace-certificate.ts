import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { command, query, type Unit } from '../../../platform/perform.ts'
import { registeredPack } from '../../ledger/index.ts'
import { attendedOnly, type CertificateRule } from '../domain/certificate-rule.ts'
import {
  type CertificateContent,
  type CertificateFacts,
  type Difference,
  differences,
  printedTexts,
} from '../domain/content.ts'
import { typedNumber } from '../domain/number.ts'
import { certificateEvents } from '../events.ts'
import { employerLine } from '../store/belonging.ts'
import { findClass, findEnrolled } from '../store/candidates.ts'
import { type CertificateRow, findCertificate, findContent, lockCertificate } from '../store/certificates.ts'
import { findValidation } from '../store/validations.ts'
import { factsOfClass } from './freeze.ts'
import { type Made, makeCertificates } from './make-certificates.ts'
import { ownersOf } from './open-certificate.ts'
import { standingRefusal } from './revoke-certificate.ts'
import { validationFacts } from './validation-facts.ts'

export interface Replacement {
  readonly number: string
  readonly confirm: string
  /** `correction`: the register was put right; `lost`: the same facts under a new number. */
  readonly cause: 'correction' | 'lost'
  readonly reason: string
}

interface Standing {
  readonly facts: CertificateFacts
  readonly issued: CertificateContent
  readonly programme: { readonly numbering: unknown; readonly zone: string; readonly rule?: CertificateRule }
  readonly employerId: string | null
  readonly contentHash: Buffer
}

type Refusal = 'certificate.not-earned' | 'ledger.pack-missing'

/** What a certificate says and what the register says now. */
const standingOf = async (tx: Db | Tx, row: CertificateRow): Promise<Result<Standing, Refusal>> => {
  const kept = await findContent(tx, row.number)
  if (!kept) throw new Error(`certificate ${row.number} lacks its content: run doctor`)
  const known =
    row.closingRowId === null ? await ofClassNow(tx, row) : await ofClosingNow(tx, row.closingRowId)
  if (!known.ok) return known
  const issued = JSON.parse(kept.content) as CertificateContent
  return ok({ ...known.value, issued, contentHash: kept.contentHash })
}

type Now = Omit<Standing, 'issued' | 'contentHash'>

const ofClassNow = async (tx: Db | Tx, row: CertificateRow): Promise<Result<Now, Refusal>> => {
  const [one, person] = [
    await findClass(tx, row.classId ?? ''),
    await findEnrolled(tx, row.enrolmentId ?? ''),
  ]
  if (!one || row.type === 'annual-validation')
    throw new Error(`certificate ${row.number} lacks its class: run doctor`)
  // Not what it would earn today: the rule may have changed since, and a replacement keeps the type it replaces.
  const earned =
    person?.state === 'completed' || (row.type === 'attendance' && person && attendedOnly(person))
  if (!person?.outcome || !earned) return refuse('certificate.not-earned')
  const pack = await registeredPack(tx, one.rulePack)
  if (!pack?.unit) return refuse('ledger.pack-missing', { pack: one.rulePack })
  return ok({
    facts: factsOfClass(one, pack)(row.type, person),
    programme: one,
    employerId: person.employerId,
  })
}

/** What the row of the closing says stands; the names are those of today. */
const ofClosingNow = async (tx: Db | Tx, closingRowId: string): Promise<Result<Now, Refusal>> => {
  const row = await findValidation(tx, closingRowId)
  if (!row || row.superseded || row.standing !== 'met') return refuse('certificate.not-earned')
  const pack = await registeredPack(tx, row.rulePack)
  if (!pack?.unit) return refuse('ledger.pack-missing', { pack: row.rulePack })
  return ok({ facts: validationFacts(row, pack.unit), programme: row, employerId: row.employerId })
}

/** What a correction would change, before anybody confirms it. */
export const previewReplacement = query({
  name: 'certificates.previewReplacement',
  action: 'certificate.replace',
  async load(reading, input: { number: string }) {
    const row = await findCertificate(reading.tx, typedNumber(input.number))
    return row ? { owners: await ownersOf(reading.tx, row), row } : undefined
  },
  async reply(
    reading,
    _input,
    { row },
  ): Promise<{ possible: boolean; code: string | null; differences: Difference[] }> {
    const refused = standingRefusal(row)
    const standing = await standingOf(reading.tx, row)
    if (refused || !standing.ok)
      return { possible: false, code: refused?.code ?? (standing.ok ? null : standing.code), differences: [] }
    return {
      possible: true,
      code: null,
      differences: differences(standing.value.issued, standing.value.facts),
    }
  },
})

/**
 * Issues a new certificate in place of one: nobody types what it says, it is what the register says by now. The old one
 * stays readable for ever and points to the new.
 */
export const replaceCertificate = command({
  name: 'certificates.replace',
  action: 'certificate.replace',
  constraints: { certificate_pkey: 'certificate.number-taken' },
  async load(unit, input: Replacement) {
    const row = await lockCertificate(unit.tx, typedNumber(input.number))
    return row ? { owners: await ownersOf(unit.tx, row), row } : undefined
  },
  async run(unit, input, { row }) {
    const refused = standingRefusal(row)
    if (refused) return refused
    if (typedNumber(input.confirm) !== row.number) return refuse('certificate.number-mismatch')
    const standing = await standingOf(unit.tx, row)
    if (!standing.ok) return standing
    const { facts, issued } = standing.value
    if (input.cause === 'correction' && differences(issued, facts).length === 0)
      return refuse('certificate.nothing-to-correct')
    const missing = printedTexts(facts).find(({ text }) => undrawable(text).length > 0)
    if (missing)
      return refuse('certificate.glyph-missing', {
        characters: undrawable(missing.text).join(' '),
        where: missing.pointer,
      })
    return ok({ number: await reissue(unit, row, standing.value, input), supersedes: row.number })
  },
})

const reissue = async (
  unit: Unit,
  row: CertificateRow,
  { programme, facts, employerId, contentHash }: Standing,
  input: Replacement,
): Promise<string> => {
  const { programmeId, classId, enrolmentId, personId, institutionId, closingId, closingRowId } = row
  const belongs = {
    programmeId,
    classId,
    enrolmentId,
    personId,
    institutionId,
    closingId,
    closingRowId,
    employerId,
  }
  const reason = input.reason.trim()
  const instead = { number: row.number, contentHash, cause: input.cause, reason }
  const ofProgramme = { ...programme, programmeId }
  const [made] = await makeCertificates(unit, ofProgramme, dayInZone(unit.now, programme.zone), [
    { facts, belongs, instead },
  ])
  const number = (made as Made).number
  await unit.emit({
    name: certificateEvents.certificateReplaced,
    subject: { kind: 'person', id: personId },
    data: { number: row.number, by: number, cause: input.cause, reason },
    rows: [employerLine(number, employerId)],
  })
  return number
}
