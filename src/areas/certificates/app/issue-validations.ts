import { systemActor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { ok } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { command, query, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { registeredPack } from '../../ledger/index.ts'
import { printedTexts } from '../domain/content.ts'
import { certificateEvents } from '../events.ts'
import { employerLine } from '../store/belonging.ts'
import { ofNoClass } from '../store/certificates.ts'
import {
  clearValidationHolds,
  findClosing,
  lockValidations,
  validationCounts,
  type ValidationHold,
  validationHoldsOf,
  validationsOwed,
  writeValidationHolds,
} from '../store/validations.ts'
import { makeCertificates, type ToMake } from './make-certificates.ts'
import { validationFacts } from './validation-facts.ts'

/** Job that issues what a closing still owes, batch by batch. */
export const issueValidationsJob = 'certificates.issueValidations'

/** As for classes: large enough to be quick, small enough that a killed worker repeats little. */
const batchSize = 500
const first = '00000000-0000-0000-0000-000000000000'

type Owed = Awaited<ReturnType<typeof validationsOwed>>[number]

/**
 * Issues the next certificates of annual validation of a closing, all or none; rows that have theirs are passed over. After
 * a supplementary closing one takes the place of the certificate before it; one that is no longer earned stays until an
 * officer has looked at it (end-validations).
 */
export const issueValidationBatch = command({
  name: 'certificates.issueValidationBatch',
  action: 'certificate.issue',
  constraints: { certificate_pkey: 'certificate.number-taken' },
  async load(unit, input: { closingId: string; at: string; after: string }) {
    await lockValidations(unit.tx, input.closingId)
    const closing = await findClosing(unit.tx, input.closingId)
    return closing?.state === 'closed' ? { owners: { office: [closing.officeId] }, closing } : undefined
  },
  async run(unit, input, { closing }) {
    const owed = await validationsOwed(unit.tx, input.closingId, input.after, batchSize)
    const last = owed.at(-1)?.place ?? input.after
    if (owed.length > 0) await issue(unit, input, owed, closing.reason)
    return ok({ done: owed.length < batchSize, last })
  },
})

const issue = async (
  unit: Unit,
  input: { readonly closingId: string; readonly at: string },
  met: readonly Owed[],
  reason: string,
): Promise<void> => {
  const [programme] = met as [Owed, ...Owed[]]
  const judged = await judge(unit, met, reason)
  await writeValidationHolds(unit.tx, judged.holds, unit.now)
  const made = await makeCertificates(
    unit,
    programme,
    dayInZone(new Date(input.at), programme.zone),
    judged.fit.map((one) => one.make),
  )
  await clearValidationHolds(
    unit.tx,
    judged.fit.map(({ row }) => row.closingRowId),
  )
  const issued = made.map(({ number }, place) => ({
    number,
    row: (judged.fit[place] as Fit).row,
  }))
  const fresh = issued.filter(({ row }) => row.beforeNumber === null)
  if (fresh.length > 0)
    await unit.emit({
      name: certificateEvents.certificatesIssued,
      subject: { kind: 'closing', id: input.closingId },
      data: { certificates: fresh.map(({ number, row }) => ({ number, person: row.personId })) },
      rows: fresh.map(({ number, row }) => employerLine(number, row.employerId)),
    })
  for (const { number, row } of issued.filter((one) => one.row.beforeNumber !== null))
    await unit.emit({
      name: certificateEvents.certificateReplaced,
      subject: { kind: 'person', id: row.personId },
      data: { number: row.beforeNumber, by: number, cause: 'correction', reason },
      rows: [employerLine(number, row.employerId)],
    })
}

interface Fit {
  readonly row: Owed
  readonly make: ToMake
}

/** Parts those who can be given a certificate from those who must wait, with what they wait for. */
const judge = async (
  unit: Unit,
  met: readonly Owed[],
  reason: string,
): Promise<{ fit: Fit[]; holds: ValidationHold[] }> => {
  const rulePack = met[0]?.rulePack ?? ''
  const pack = await registeredPack(unit.tx, rulePack)
  const [fit, holds]: [Fit[], ValidationHold[]] = [[], []]
  for (const row of met) {
    const { closingRowId, closingId, personId, programmeId, employerId } = row
    const hold = { closingRowId, closingId, personId }
    if (!pack?.unit) {
      holds.push({ ...hold, code: 'ledger.pack-missing', params: { pack: rulePack } })
      continue
    }
    const facts = validationFacts(row, pack.unit)
    const missing = printedTexts(facts).find(({ text }) => undrawable(text).length > 0)
    if (missing) {
      const params = { characters: undrawable(missing.text).join(' '), where: missing.pointer }
      holds.push({ ...hold, code: 'certificate.glyph-missing', params })
      continue
    }
    const belongs = { ...ofNoClass, programmeId, personId, employerId, closingId, closingRowId }
    const instead =
      row.beforeNumber !== null && row.beforeHash !== null
        ? { number: row.beforeNumber, contentHash: row.beforeHash, cause: 'correction' as const, reason }
        : undefined
    fit.push({ row, make: { facts, belongs, ...(instead && { instead }) } })
  }
  return { fit, holds }
}

/** Issues a closing's certificates in batches, each a commit of its own: killed and begun again, it goes on where it was. */
export const issueValidations = async (
  services: Services,
  data: { readonly closingId: string; readonly at: string },
): Promise<void> => {
  const by = { actor: systemActor, requestId: `issue ${data.closingId}` }
  for (let after = first; ; ) {
    const batch = await services.perform(issueValidationBatch, { ...data, after }, by)
    if (!batch.ok) throw new Error(`certificates of closing ${data.closingId}: ${batch.code}`)
    if (batch.value.done) return
    after = batch.value.last
  }
}

/** How far the certificates of a closing have come, and who waits for what. */
export const closingCertificates = query({
  name: 'certificates.ofClosing',
  action: 'closing.read',
  async load(reading, input: { closingId: string }) {
    const closing = await findClosing(reading.tx, input.closingId)
    return closing && { owners: { office: [closing.officeId] } }
  },
  async reply(reading, input, { owners }) {
    const { expected, issued } = await validationCounts(reading.tx, input.closingId)
    const held = await validationHoldsOf(reading.tx, input.closingId)
    return {
      expected,
      issued,
      held: held.map((one) => ({ ...one, at: one.at.toISOString() })),
      may: reading.may(owners, ['closing.make']),
    }
  },
})

/** The office tries again for those who were held: after a name or a pack was put right. */
export const retryClosing = command({
  name: 'certificates.retryClosing',
  action: 'closing.make',
  async load(unit, input: { closingId: string }) {
    const closing = await findClosing(unit.tx, input.closingId)
    return closing?.state === 'closed' ? { owners: { office: [closing.officeId] } } : undefined
  },
  async run(unit, input) {
    await unit.enqueue({
      job: issueValidationsJob,
      lane: 'slow',
      data: { closingId: input.closingId, at: unit.now.toISOString() },
      key: `issue ${input.closingId}`,
    })
    return ok(await validationCounts(unit.tx, input.closingId))
  },
})
