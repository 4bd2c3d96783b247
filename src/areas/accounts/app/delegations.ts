import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import type { delegableFields } from '../contract/delegations.ts'
import type { OrganisationRole } from '../../../kernel/roles.ts'
import {
  colleaguesIn,
  type DelegationRow,
  delegationsOf,
  insertDelegation,
  isColleague,
  lockDelegation,
  lockOwnRole,
  markRevoked,
  rolesHeld,
} from '../store/delegations.ts'

type Field = (typeof delegableFields)[number]

const today = (reading: Reading): string => dayInZone(reading.now, reading.ports.zone)

/** What the account has handed to others and been handed, with the roles it may hand on. */
export const ownDelegations = query({
  name: 'accounts.ownDelegations',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async reply(reading, _input: object) {
    const accountId = reading.actor.accountId ?? ''
    const rows = await delegationsOf(reading.tx, accountId, today(reading))
    const roles = await rolesHeld(reading.tx, accountId, today(reading))
    return {
      given: rows.filter(({ giverId }) => giverId === accountId).map(view),
      received: rows.filter(({ delegateId }) => delegateId === accountId).map(view),
      roles: roles.map((one) => ({ ...one, role: one.role as OrganisationRole })),
    }
  },
})

const view = (row: DelegationRow) => ({
  id: row.id,
  role: row.role as OrganisationRole,
  organisationId: row.organisationId,
  organisationName: row.organisationName,
  organisationNameEn: row.organisationNameEn,
  giver: row.giver,
  delegate: row.delegate,
  fields: row.fields as Field[] | null,
  from: row.fromDay,
  to: row.toDay,
  state: row.inForce ? ('in-force' as const) : row.coming ? ('coming' as const) : ('over' as const),
  revokedAt: row.revokedAt?.toISOString() ?? null,
})

/** Who may be asked to act in one of the account's own roles. */
export const colleagues = query({
  name: 'accounts.colleagues',
  action: 'account.self',
  async load(reading, input: { assignmentId: string }) {
    const held = await rolesHeld(reading.tx, reading.actor.accountId ?? '', today(reading))
    const role = held.find(({ assignmentId }) => assignmentId === input.assignmentId)
    return role && { owners: {}, role }
  },
  async reply(reading, _input, { role }) {
    const { accountId } = reading.actor
    return { items: await colleaguesIn(reading.tx, role.organisationId, accountId ?? '', today(reading)) }
  },
})

/**
 * Has a colleague act in one of the account's own roles from day to day. What somebody was handed is no role of theirs
 * and is never handed on.
 */
export const delegate = command({
  name: 'accounts.delegate',
  action: 'account.self',
  constraints: { delegation_once: 'delegation.already' },
  async load(
    unit,
    input: {
      assignmentId: string
      accountId: string
      from: string
      to: string
      fields?: readonly Field[] | undefined
    },
  ) {
    const role = await lockOwnRole(unit.tx, input.assignmentId, unit.actor.accountId ?? '', today(unit))
    return role && { owners: {}, role }
  },
  async run(unit, input, { role }) {
    const giverId = unit.actor.accountId
    if (!giverId) return refuse('access.sign-in')
    if (unit.actor.onBehalfOf) return refuse('delegation.onward')
    if (input.accountId === giverId) return refuse('delegation.oneself')
    if (input.to < input.from) return refuse('role.dates', {}, [{ pointer: '/to', code: 'role.dates' }])
    if (input.to < today(unit))
      return refuse('delegation.past', {}, [{ pointer: '/to', code: 'delegation.past' }])
    if (role.to !== null && input.to > role.to)
      return refuse('delegation.longer-than-role', { to: role.to }, [
        { pointer: '/to', code: 'delegation.longer-than-role', params: { to: role.to } },
      ])
    if (!(await isColleague(unit.tx, input.accountId, role.organisationId, today(unit))))
      return refuse('delegation.no-colleague')
    const delegationId = newId()
    const fields = input.fields ?? null
    await insertDelegation(
      unit.tx,
      {
        id: delegationId,
        assignmentId: role.assignmentId,
        giverId,
        delegateId: input.accountId,
        fields,
        from: input.from,
        to: input.to,
      },
      unit.now,
    )
    const data = {
      delegation: delegationId,
      role: role.role,
      organisation: role.organisationId,
      from: input.from,
      to: input.to,
      fields,
    }
    await unit.emit({
      name: 'accounts.delegationGiven',
      subject: { kind: 'account', id: giverId },
      data: { ...data, account: input.accountId },
    })
    return ok({ delegationId })
  },
})

/** Ends a delegation at once, by either side. */
export const revokeDelegation = command({
  name: 'accounts.revokeDelegation',
  action: 'account.self',
  async load(unit, input: { delegationId: string }) {
    const found = await lockDelegation(unit.tx, input.delegationId)
    const { accountId } = unit.actor
    return found && (found.giverId === accountId || found.delegateId === accountId)
      ? { owners: {}, found }
      : undefined
  },
  async run(unit, _input, { found }) {
    const { accountId } = unit.actor
    if (!accountId) return refuse('access.sign-in')
    if (found.revokedAt !== null || found.toDay < today(unit)) return refuse('delegation.ended')
    await markRevoked(unit.tx, found.id, accountId, unit.now)
    await unit.emit({
      name: 'accounts.delegationRevoked',
      subject: { kind: 'account', id: found.giverId },
      data: {
        delegation: found.id,
        role: found.role,
        organisation: found.organisationId,
        account: found.delegateId,
      },
    })
    return ok({})
  },
})
