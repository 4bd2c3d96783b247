import { isSelf } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { compare, formatExact, one, parseExact, zero } from '../../../kernel/exact.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import type { Exemption } from '../../../rules/index.ts'
import { ledgerEvents } from '../events.ts'
import { lockPersonLedger, programmeById } from '../store/entries.ts'
import {
  exemptionsOfPerson,
  findExemption,
  insertExemption,
  insertExemptionEnd,
} from '../store/exemptions.ts'
import { loadPerson } from './person-reading.ts'
import { exemptLines, linesExempted, readExemptLines } from './exempt-lines.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

type Extent = 'full' | { readonly share: string } | { readonly lines: Readonly<Record<string, string>> }

/** Every exemption a person was given, newest first, and the programmes the reader may exempt from. */
export const personExemptions = query({
  name: 'ledger.personExemptions',
  action: 'ledger.read',
  load: (reading, { personId }: { personId: string }) => loadPerson(reading, { personId }),
  async reply(reading, { personId }, { programmes }) {
    const may = (officeId: string) => reading.may({ office: [officeId] }, ['exemption.grant'])
    const rows = await exemptionsOfPerson(reading.tx, personId)
    const books = new Map<string, Rulebook>()
    for (const { id, rulePack } of programmes) {
      const book = await rulebook(reading.tx, rulePack)
      if (book.ok) books.set(id, book.value)
    }
    const open = programmes
      .filter(({ officeId }) => may(officeId)['exemption.grant'])
      .map(({ id, name, nameEn, zone }) => {
        const book = books.get(id)
        const lines = book ? exemptLines(book, dayInZone(reading.now, zone)) : []
        return { id, name, nameEn, reasons: book ? reasonsOf(book) : null, lines }
      })
    return {
      items: rows.map((row) => ({
        id: row.id,
        programmeId: row.programmeId,
        programmeName: row.programmeName,
        programmeNameEn: row.programmeNameEn,
        from: row.fromDay,
        to: row.toDay,
        extent: row.extent as Extent,
        lines: linesExempted(row.extent, books.get(row.programmeId)),
        reason: row.reason,
        document: row.document,
        grantedOn: row.grantedOn,
        ended: row.endedOn === null ? null : { on: row.endedOn, reason: row.endReason ?? '' },
        may: row.endedOn === null ? may(row.officeId) : {},
      })),
      next: null,
      programmes: open,
    }
  },
})

/** For what the rules exempt, in any of their versions; null: for whatever an office decides. */
const reasonsOf = ({ ruleset }: Rulebook): string[] | null => {
  const rules = ruleset.versions.flatMap(({ obligations }) =>
    obligations.map(({ exempt }) => exempt?.reasons ?? null),
  )
  return rules.includes(null) ? null : [...new Set(rules.flatMap((reasons) => reasons ?? []))].toSorted()
}

export interface ExemptionToGrant {
  readonly personId: string
  readonly programmeId: string
  readonly from: string
  readonly to: string
  readonly extent: Extent
  readonly reason: string
  readonly document?: string | undefined
}

/** Frees somebody of what a programme asks; periods that are closed keep their rows until a supplementary closing. */
export const grantExemption = command({
  name: 'ledger.grantExemption',
  action: 'exemption.grant',
  async load(unit, { personId, programmeId }: ExemptionToGrant) {
    const programme = await programmeById(unit.tx, programmeId)
    const taking = await loadPerson(unit, { personId, programme: programmeId })
    if (!programme || !taking?.programme) return undefined
    await lockPersonLedger(unit.tx, personId)
    return { owners: { office: [programme.officeId] }, programme }
  },
  async run(unit, input, { programme }) {
    const { personId, programmeId, from, to } = input
    if (isSelf(unit.actor, personId)) return refuse('exemption.own')
    if (to < from) return refuse('exemption.dates')
    const book = await rulebook(unit.tx, programme.rulePack)
    if (!book.ok) return book
    const today = dayInZone(unit.now, programme.zone)
    const extent = readExtent(input.extent, book.value, today)
    if (!extent.ok) return extent
    const [reason, known] = [input.reason.trim(), reasonsOf(book.value)]
    if (known && !known.includes(reason))
      return refuse('exemption.reason-unknown', { reason, known: known.join('、') })
    const [id, grantedOn] = [newId(), today]
    const document = (input.document ?? '').trim()
    await insertExemption(
      unit.tx,
      {
        id,
        personId,
        programmeId,
        fromDay: from,
        toDay: to,
        extent: extent.value,
        reason,
        document,
        grantedBy: unit.actor.accountId,
        grantedOn,
      },
      unit.now,
    )
    await unit.emit({
      name: ledgerEvents.exemptionGranted,
      subject: { kind: 'person', id: personId },
      data: {
        exemption: id,
        programme: programmeId,
        from,
        to,
        extent: extent.value,
        reason,
        document,
        on: grantedOn,
      },
    })
    return ok({ exemptionId: id })
  },
})

const readExtent = (
  extent: Extent,
  book: Rulebook,
  today: string,
): Result<Exemption['extent'], 'exemption.share' | 'exemption.line-unknown' | 'exemption.line-amount'> => {
  if (extent === 'full') return ok(extent)
  if ('lines' in extent) return readExemptLines(extent.lines, book, today)
  const share = parseExact(extent.share.trim())
  return share && compare(share, zero) > 0 && compare(share, one) <= 0
    ? ok({ share: formatExact(share) })
    : refuse('exemption.share', { share: extent.share })
}

/** Takes an exemption back from today on; what was said as of a day before stands. */
export const endExemption = command({
  name: 'ledger.endExemption',
  action: 'exemption.grant',
  constraints: { exemption_end_pkey: 'exemption.ended' },
  async load(unit, { exemptionId }: { exemptionId: string; reason: string }) {
    const exemption = await findExemption(unit.tx, exemptionId)
    if (exemption) await lockPersonLedger(unit.tx, exemption.personId)
    return exemption && { owners: { office: [exemption.officeId] }, exemption }
  },
  async run(unit, { exemptionId, ...input }, { exemption: { personId, programmeId, zone } }) {
    const [reason, endedOn] = [input.reason.trim(), dayInZone(unit.now, zone)]
    await insertExemptionEnd(
      unit.tx,
      { exemptionId, reason, endedBy: unit.actor.accountId, endedOn },
      unit.now,
    )
    await unit.emit({
      name: ledgerEvents.exemptionEnded,
      subject: { kind: 'person', id: personId },
      data: { exemption: exemptionId, programme: programmeId, reason, on: endedOn },
    })
    return ok({})
  },
})
