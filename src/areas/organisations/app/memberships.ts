import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import { membershipConsented, membershipDeclined, membershipEnded, membershipProposed } from '../events.ts'
import {
  deleteProposal,
  insertMembership,
  listMembershipRows,
  lockMembership,
  recordConsent,
  setMembershipEnd,
} from '../store/memberships.ts'
import { findOrganisation, lockOrganisation } from '../store/organisations.ts'
import { membershipOwners, membershipView } from './membership-view.ts'
import { membershipReaders, ownersOf } from './owners.ts'

/** Memberships of one organisation, from the association's side or the member's. */
export const listMemberships = query({
  name: 'organisations.listMemberships',
  action: 'membership.read',
  async load(
    reading,
    input: { organisationId: string; cursor?: string | undefined; limit?: number | undefined },
  ) {
    const row = await findOrganisation(reading.tx, input.organisationId)
    return row ? { owners: membershipReaders(row), row } : undefined
  },
  async reply(reading, input, { owners, row }) {
    const limit = input.limit ?? 50
    const today = dayInZone(reading.now, reading.ports.zone)
    const after = cursorParts(input.cursor, keyPart.flag, keyPart.text, keyPart.id)
    const rows = await listMembershipRows(reading.tx, row.id, today, after, limit + 1)
    const page = pageOf(
      rows,
      limit,
      (one) => [one.past, one.otherName, one.id],
      (one) => membershipView(reading, one, today),
    )
    return { ...page, may: reading.may(owners, ['membership.propose']) }
  },
})

export const proposeMembership = command({
  name: 'organisations.proposeMembership',
  action: 'membership.propose',
  constraints: { association_member_once: 'membership.exists' },
  async load(unit, input: { organisationId: string; memberId: string; from: string }) {
    const row = await lockOrganisation(unit.tx, input.organisationId)
    return row ? { owners: await ownersOf(unit, row), row } : undefined
  },
  async run(unit, input, { row }) {
    if (row.kind !== 'association') return refuse('membership.association-kind')
    if (row.status === 'closed') return refuse('organisation.closed')
    const member = await findOrganisation(unit.tx, input.memberId)
    if (
      !member ||
      member.status === 'closed' ||
      (member.kind !== 'employer' && member.kind !== 'institution')
    ) {
      return refuse('membership.member-unfit', {}, [
        { pointer: '/memberId', code: 'membership.member-unfit' },
      ])
    }
    const membershipId = newId()
    await insertMembership(unit.tx, {
      id: membershipId,
      associationId: row.id,
      memberId: member.id,
      fromDay: input.from,
      proposedBy: unit.actor.accountId,
    })
    await unit.emit(
      membershipProposed(member.id, { membership: membershipId, association: row.id, from: input.from }),
    )
    return ok({ membershipId })
  },
})

const loadMembership = async (unit: Reading, input: { membershipId: string }) => {
  const row = await lockMembership(unit.tx, input.membershipId)
  const member = row && (await findOrganisation(unit.tx, row.memberId))
  return row && member ? { owners: membershipOwners({ ...row, memberKind: member.kind }), row } : undefined
}

/** The member says yes; or the office records the paper on which it did. */
export const consentToMembership = command({
  name: 'organisations.consentToMembership',
  action: 'membership.consent',
  load: (unit, input: { membershipId: string; document?: string | undefined }) => loadMembership(unit, input),
  async run(unit, input, { row }) {
    if (row.toDay !== null && row.toDay < dayInZone(unit.now, unit.ports.zone))
      return refuse('membership.ended')
    if (row.consentedAt) return refuse('membership.already-consented')
    const document = input.document?.trim() ?? ''
    const byMember = unit.actor.roles.some(
      (held) =>
        (held.role === 'institution' || held.role === 'employer') && held.organisationId === row.memberId,
    )
    if (!byMember && document === '') {
      return refuse('membership.document-required', {}, [{ pointer: '/document', code: 'request.required' }])
    }
    await recordConsent(unit.tx, row.id, unit.actor.accountId, document, unit.now)
    await unit.emit(
      membershipConsented(row.memberId, { membership: row.id, association: row.associationId, document }),
    )
    return ok({})
  },
})

/** Either side ends a membership; a proposal without consent is declined and leaves nothing but its history. */
export const endMembership = command({
  name: 'organisations.endMembership',
  action: 'membership.end',
  load: (unit, input: { membershipId: string; on: string; reason: string }) => loadMembership(unit, input),
  async run(unit, input, { row }) {
    if (!row.consentedAt) {
      await deleteProposal(unit.tx, row.id)
      await unit.emit(
        membershipDeclined(row.memberId, {
          membership: row.id,
          association: row.associationId,
          reason: input.reason,
        }),
      )
      return ok({})
    }
    if (row.toDay !== null && row.toDay < dayInZone(unit.now, unit.ports.zone))
      return refuse('membership.ended')
    if (input.on < row.fromDay) return refuse('membership.end-before-start', { from: row.fromDay })
    await setMembershipEnd(unit.tx, row.id, input.on, input.reason)
    await unit.emit(
      membershipEnded(row.memberId, {
        membership: row.id,
        association: row.associationId,
        on: input.on,
        reason: input.reason,
      }),
    )
    return ok({})
  },
})
