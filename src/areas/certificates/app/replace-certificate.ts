import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { command, query, type Unit } from '../../../platform/perform.ts'
import { registeredPack } from '../../ledger/index.ts'
import { certificateNumber, type NumberingScheme } from '../../programme/index.ts'
import {
  type CertificateContent,
  type CertificateFacts,
  type Difference,
  differences,
  printedTexts,
} from '../domain/content.ts'
import { seriesOf, typedNumber } from '../domain/number.ts'
import { certificateEvents } from '../events.ts'
import { type ClassRow, type Completed, findClass, findEnrolled } from '../store/candidates.ts'
import {
  type CertificateRow,
  findCertificate,
  findContent,
  insertCertificates,
  insertChange,
  lockCertificate,
  setSuperseded,
  takeSerials,
} from '../store/certificates.ts'
import { appendToLog } from './append-to-log.ts'
import { drawJob } from './draw-certificates.ts'
import { factsOf, freeze, type Frozen } from './freeze.ts'
import { ownersOf } from './open-certificate.ts'
import { currentRendering } from './rendering.ts'
import { standingRefusal } from './revoke-certificate.ts'

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
  readonly one: ClassRow
  readonly person: Completed
  readonly contentHash: Buffer
}

type Refusal = 'certificate.not-earned' | 'certificate.type-unsupported' | 'ledger.pack-missing'

/** What a certificate says and what the register says now. */
const standingOf = async (tx: Db | Tx, row: CertificateRow): Promise<Result<Standing, Refusal>> => {
  const [one, person, kept] = [
    await findClass(tx, row.classId),
    await findEnrolled(tx, row.enrolmentId),
    await findContent(tx, row.number),
  ]
  if (!one || !kept) throw new Error(`certificate ${row.number} lacks its class or content: run doctor`)
  if (!person?.outcome || person.state !== 'completed') return refuse('certificate.not-earned')
  const pack = await registeredPack(tx, one.rulePack)
  if (!pack?.unit) return refuse('ledger.pack-missing', { pack: one.rulePack })
  const issued = JSON.parse(kept.content) as CertificateContent
  return ok({
    facts: factsOf(row.type, one, person, pack),
    issued,
    one,
    person,
    contentHash: kept.contentHash,
  })
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
    const made = await reissue(unit, row, standing.value, input)
    return made.ok ? ok({ number: made.value.content.number, supersedes: row.number }) : made
  },
})

const reissue = async (
  unit: Unit,
  row: CertificateRow,
  standing: Standing,
  input: Replacement,
): Promise<Result<Frozen, 'certificate.type-unsupported'>> => {
  const { one, person, facts } = standing
  const rendering = currentRendering(row.type)
  if (!rendering) return refuse('certificate.type-unsupported')
  const issuedOn = dayInZone(unit.now, one.zone)
  const scheme = one.numbering as NumberingScheme
  const serial = await takeSerials(unit.tx, seriesOf(scheme, issuedOn), 1)
  const number = certificateNumber(scheme, Number(issuedOn.slice(0, 4)), serial)
  const made = await freeze(unit.ports, facts, {
    number,
    issuedOn,
    rendering,
    supersedes: { number: row.number, cause: input.cause },
  })
  const [hash, oldHash] = [made.hash.toString('base64url'), standing.contentHash.toString('base64url')]
  const logged = await appendToLog(unit, [
    { kind: 'issue', number, certificate: hash },
    { kind: 'supersede', number: row.number, certificate: oldHash, by: hash, cause: input.cause },
  ])
  await setSuperseded(unit.tx, row.number, number)
  const { programmeId, classId, enrolmentId, personId, institutionId } = row
  const owner = { programmeId, classId, enrolmentId, personId, institutionId, employerId: person.employerId }
  await insertCertificates(unit.tx, [
    {
      content: made.content,
      text: made.text,
      contentHash: made.hash,
      keyId: made.keyId,
      signature: made.signature,
      logIndex: logged.first,
      ...owner,
    },
  ])
  const reason = input.reason.trim()
  await insertChange(unit.tx, {
    logIndex: logged.first + 1,
    number: row.number,
    kind: 'supersede',
    cause: input.cause,
    reason,
    changedBy: unit.actor.accountId,
    at: logged.at,
  })
  await unit.emit({
    name: certificateEvents.certificateReplaced,
    subject: { kind: 'person', id: personId },
    data: { number: row.number, by: number, cause: input.cause, reason },
  })
  await unit.enqueue({ job: drawJob, lane: 'slow', data: { numbers: [number] } })
  return ok(made)
}
