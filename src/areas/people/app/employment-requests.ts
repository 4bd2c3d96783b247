import { addDays } from '../../../kernel/calendar.ts'
import { maskIdentity } from '../../../kernel/identity-number.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query, type Reading } from '../../../platform/perform.ts'
import {
  departureNoted,
  employmentAdded,
  employmentEnded,
  employmentRequestAccepted,
  employmentRequested,
  employmentRequestRefused,
  employmentRequestWithdrawn,
} from '../events.ts'
import {
  insertRequest,
  listRequestRows,
  lockRequest,
  markNoted,
  settleRequest,
  type RequestRow,
} from '../store/employment-requests.ts'
import {
  employerNamed,
  endEmploymentRow,
  insertEmployment,
  lockEmployment,
  worksFor,
} from '../store/employments.ts'
import { findPersonRow, isOf } from '../store/people.ts'
import { sourceOf } from './person-owners.ts'

interface Asked {
  readonly personId: string
  readonly employerId: string
  readonly post?: string | undefined
  readonly from: string
  readonly leavingId?: string | undefined
  readonly lastDay?: string | undefined
}

/** A person asks an employer to be put on its staff; what is left ends only once the new employer accepts. */
export const requestEmployment = command({
  name: 'people.requestEmployment',
  action: 'employmentRequest.make',
  constraints: { employment_request_waiting: 'employment-request.waiting' },
  async load(unit, input: Asked) {
    const person = await findPersonRow(unit.tx, input.personId)
    if (!person) return undefined
    const leaving = input.leavingId === undefined ? undefined : await lockEmployment(unit.tx, input.leavingId)
    const own = leaving !== undefined && (await isOf(unit.tx, leaving.personId, person.id))
    return { owners: { professional: [person.id] }, leaving: own ? leaving : undefined, personId: person.id }
  },
  async run(unit, input, { leaving, personId }) {
    const employer = await employerNamed(unit.tx, input.employerId)
    if (employer?.kind !== 'employer' || employer.status === 'closed')
      return refuse('employment.employer-unknown')
    if (input.leavingId !== undefined && !leaving) return refuse('employment-request.leaving-unknown')
    if (leaving && leaving.toDay !== null) return refuse('employment.ended')
    if (leaving?.employerId === employer.id) return refuse('employment.already')
    const lastDay = leaving ? (input.lastDay ?? addDays(input.from, -1)) : null
    if (leaving && lastDay !== null && lastDay < leaving.fromDay)
      return refuse('employment.dates', { from: leaving.fromDay }, [
        { pointer: '/lastDay', code: 'employment.dates', params: { from: leaving.fromDay } },
      ])
    const requestId = newId()
    await insertRequest(
      unit.tx,
      {
        id: requestId,
        personId,
        employerId: employer.id,
        post: input.post?.trim() ?? '',
        fromDay: input.from,
        leavingId: leaving?.id ?? null,
        lastDay,
        askedBy: unit.actor.accountId,
      },
      unit.now,
    )
    await unit.emit(
      employmentRequested(personId, { request: requestId, employer: employer.id, from: input.from }),
    )
    return ok({ requestId })
  },
})

const loadRequest = async (unit: Reading, { requestId }: { requestId: string }) => {
  const found = await lockRequest(unit.tx, requestId)
  if (!found) return undefined
  const personId = (await findPersonRow(unit.tx, found.personId))?.id ?? found.personId
  return { owners: { professional: [personId], employer: [found.employerId] }, found, personId }
}

/** The new employer says yes: its employment begins on the day asked for, and the one left ends on its last day. */
export const acceptEmploymentRequest = command({
  name: 'people.acceptEmploymentRequest',
  action: 'employmentRequest.decide',
  constraints: { employment_current: 'employment.already' },
  load: loadRequest,
  async run(unit, _input: { requestId: string }, { found, personId }) {
    if (found.state !== 'waiting') return refuse('employment-request.settled')
    const { employerId } = found
    if ((await employerNamed(unit.tx, employerId))?.status === 'closed')
      return refuse('employment.employer-unknown')
    if (await worksFor(unit.tx, personId, employerId)) return refuse('employment.already')
    const employmentId = newId()
    await insertEmployment(
      unit.tx,
      {
        id: employmentId,
        personId,
        employerId,
        post: found.post,
        fromDay: found.fromDay,
        source: sourceOf(unit, personId),
        recordedBy: unit.actor.accountId,
      },
      unit.now,
    )
    await settleRequest(
      unit.tx,
      found.id,
      { state: 'accepted', employmentId },
      unit.actor.accountId,
      unit.now,
    )
    await unit.emit(
      employmentRequestAccepted(personId, { request: found.id, employer: employerId, from: found.fromDay }),
    )
    await unit.emit(
      employmentAdded(personId, { employment: employmentId, employer: employerId, from: found.fromDay }),
    )
    const leaving = found.leavingId === null ? undefined : await lockEmployment(unit.tx, found.leavingId)
    // Ended in the meantime by somebody else: their date stands.
    if (leaving && leaving.toDay === null && found.lastDay !== null) {
      await endEmploymentRow(unit.tx, leaving.id, found.lastDay, '')
      await unit.emit(
        employmentEnded(personId, {
          employment: leaving.id,
          employer: leaving.employerId,
          on: found.lastDay,
          reason: '',
          elsewhere: true,
        }),
      )
    }
    return ok({ employmentId })
  },
})

export const refuseEmploymentRequest = command({
  name: 'people.refuseEmploymentRequest',
  action: 'employmentRequest.decide',
  load: (unit, input: { requestId: string; reason: string }) => loadRequest(unit, input),
  async run(unit, input, { found }) {
    if (found.state !== 'waiting') return refuse('employment-request.settled')
    const reason = input.reason.trim()
    await settleRequest(unit.tx, found.id, { state: 'refused', reason }, unit.actor.accountId, unit.now)
    await unit.emit(
      employmentRequestRefused(found.personId, { request: found.id, employer: found.employerId, reason }),
    )
    return ok({})
  },
})

export const withdrawEmploymentRequest = command({
  name: 'people.withdrawEmploymentRequest',
  action: 'employmentRequest.make',
  load: loadRequest,
  async run(unit, _input: { requestId: string }, { found }) {
    if (found.state !== 'waiting') return refuse('employment-request.settled')
    await settleRequest(unit.tx, found.id, { state: 'withdrawn' }, unit.actor.accountId, unit.now)
    await unit.emit(
      employmentRequestWithdrawn(found.personId, { request: found.id, employer: found.employerId }),
    )
    return ok({})
  },
})

/** The employer that was left has read it; until then it stands among its things to do. */
export const noteDeparture = command({
  name: 'people.noteDeparture',
  action: 'employmentRequest.note',
  async load(unit, input: { requestId: string }) {
    const found = await lockRequest(unit.tx, input.requestId)
    if (found?.state !== 'accepted' || found.leavingId === null) return undefined
    const left = await lockEmployment(unit.tx, found.leavingId)
    return left ? { owners: { employer: [left.employerId] }, found, left } : undefined
  },
  async run(unit, _input, { found, left }) {
    // Twice is once: two clerks may read the same line.
    if (found.notedAt === null) {
      await markNoted(unit.tx, found.id, unit.actor.accountId, unit.now)
      await unit.emit(departureNoted(found.personId, { request: found.id, employer: left.employerId }))
    }
    return ok({})
  },
})

const pageSize = 50

/** Requests the reader has to do with: made, to decide, or accepted elsewhere for somebody who leaves. */
export const listEmploymentRequests = query({
  name: 'people.listEmploymentRequests',
  action: 'employmentRequest.read',
  load: listing,
  async reply(
    reading,
    input: {
      personId?: string | undefined
      open?: boolean | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? pageSize
    const [before] = cursorParts(input.cursor, keyPart.id) ?? []
    const reach = scope.all
      ? undefined
      : { persons: scope.owners.professional ?? [], employers: scope.owners.employer ?? [] }
    const filter = { personId: input.personId, open: input.open ?? false }
    const rows = await listRequestRows(reading.tx, reach, filter, before, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      (row) => requestView(reading, row),
    )
  },
})

const requestView = (reading: Reading, row: RequestRow) => {
  const owners = { professional: [row.personId], employer: [row.employerId] }
  const may = reading.may(owners, [
    'employmentRequest.read',
    'employmentRequest.decide',
    'employmentRequest.make',
  ])
  const left = row.leavingEmployerId === null ? [] : [row.leavingEmployerId]
  return {
    id: row.id,
    personId: row.personId,
    personName: row.personName,
    birthYear: row.birth === null ? null : Number(row.birth.slice(0, 4)),
    identityMasked: row.sealed ? maskIdentity(reading.ports.vault.open(row.sealed)) : '',
    employer: may['employmentRequest.read'] ? { id: row.employerId, name: row.employerName } : null,
    leaving: row.leavingEmployerId
      ? { id: row.leavingEmployerId, name: row.leavingEmployerName ?? '' }
      : null,
    post: may['employmentRequest.read'] ? row.post : '',
    from: row.fromDay,
    lastDay: row.lastDay,
    state: row.state,
    reason: row.reason,
    askedAt: row.askedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    notedAt: row.notedAt?.toISOString() ?? null,
    may: { ...may, ...reading.may({ employer: left }, ['employmentRequest.note']) },
  }
}
