import { isSelf } from '../../../access/index.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import type { HoldingFacts } from '../contract/holdings.ts'
import { holdingEnded, holdingRecorded } from '../events.ts'
import { findHolding, holdingRows, insertHolding, insertHoldingEnd } from '../store/holdings.ts'
import { findPersonRow } from '../store/people.ts'
import { personOwners, sourceOf, today } from './person-owners.ts'

/** Titles, licences and memberships of a person, those that ended included. */
export const personHoldings = query({
  name: 'people.personHoldings',
  action: 'person.read',
  async load(reading, { personId }: { personId: string }) {
    const person = await findPersonRow(reading.tx, personId)
    return person ? { owners: await personOwners(reading, person.id), person } : undefined
  },
  async reply(reading, _input, { owners, person }) {
    const rows = await holdingRows(reading.tx, person.id)
    const may = isSelf(reading.actor, person.id) ? {} : reading.may(owners, ['holding.record'])
    return {
      items: rows.map(({ id, kind, facts, fromDay, basis, source, holdingId, toDay, reason }) => ({
        id,
        kind,
        facts,
        from: fromDay,
        basis,
        source,
        ended: holdingId === null ? null : { to: toDay, reason: reason ?? '' },
        may: holdingId === null ? may : {},
      })),
      next: null,
      may,
    }
  },
})

export interface HoldingToRecord {
  readonly personId: string
  readonly kind: string
  readonly facts: HoldingFacts
  readonly from: string
  readonly basis?: string | undefined
}

/** Puts on record what somebody holds from a day on; what the rules ask of its holder counts from then. */
export const recordHolding = command({
  name: 'people.recordHolding',
  action: 'holding.record',
  async load(unit, input: HoldingToRecord) {
    const person = await findPersonRow(unit.tx, input.personId)
    return person ? { owners: await personOwners(unit, person.id), person } : undefined
  },
  async run(unit, input, { person }) {
    if (isSelf(unit.actor, person.id)) return refuse('holding.own')
    if (input.from > today(unit)) return refuse('holding.future')
    const holdingId = newId()
    const { kind, from } = input
    const facts = Object.fromEntries(
      Object.entries(input.facts).map(([fact, value]) => [fact, value.trim()]),
    ) as HoldingFacts
    const basis = input.basis?.trim() ?? ''
    const source = sourceOf(unit, person.id)
    await insertHolding(
      unit.tx,
      {
        id: holdingId,
        personId: person.id,
        kind,
        facts,
        fromDay: from,
        basis,
        source,
        recordedBy: unit.actor.accountId,
      },
      unit.now,
    )
    await unit.emit(holdingRecorded(person.id, { holding: holdingId, kind, facts, from, basis }))
    return ok({ holdingId })
  },
})

export interface HoldingToEnd {
  readonly holdingId: string
  /** Last day on which it was held; none: it was put on record by mistake. */
  readonly to?: string | undefined
  readonly reason: string
}

/** Says until when something was held. Periods that are closed keep their rows until a supplementary closing. */
export const endHolding = command({
  name: 'people.endHolding',
  action: 'holding.record',
  constraints: { person_holding_end_pkey: 'holding.ended' },
  async load(unit, { holdingId }: HoldingToEnd) {
    const holding = await findHolding(unit.tx, holdingId)
    return holding && { owners: await personOwners(unit, holding.personId), holding }
  },
  async run(unit, { holdingId, ...input }, { holding }) {
    const { personId, fromDay } = holding
    if (isSelf(unit.actor, personId)) return refuse('holding.own')
    const to = input.to ?? null
    if (to !== null && to < fromDay) return refuse('holding.dates', { from: fromDay })
    const reason = input.reason.trim()
    await insertHoldingEnd(unit.tx, { holdingId, toDay: to, reason, endedBy: unit.actor.accountId }, unit.now)
    await unit.emit(holdingEnded(personId, { holding: holdingId, to, reason }))
    return ok({})
  },
})
