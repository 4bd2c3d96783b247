import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { command, listing, query, type Unit } from '../../../platform/perform.ts'
import { endRole, findRole, insertRole, listRoles, namedOrganisation } from '../store/roles.ts'
import { kindOfRole, type OrganisationRole } from '../../../kernel/roles.ts'
import { withdrawWhatRested } from './inviter.ts'
import { accountConstraints, openAccount } from './open-account.ts'

export interface RoleToGrant {
  readonly accountId: string
  readonly role: OrganisationRole
  readonly organisationId: string
  readonly from: string
  readonly to?: string | undefined
  /** Who decided it, where that is not whoever acts now. */
  readonly grantedBy?: string
}

/** Grants a dated role inside the caller's unit of work. */
export const grantRole = async (
  unit: Unit,
  grant: RoleToGrant,
): Promise<Result<{ assignmentId: string }, 'role.organisation-unknown'>> => {
  if ((await namedOrganisation(unit.tx, grant.organisationId))?.kind !== kindOfRole[grant.role])
    return refuse('role.organisation-unknown')
  const assignmentId = newId()
  await insertRole(unit.tx, {
    id: assignmentId,
    accountId: grant.accountId,
    role: grant.role,
    organisationId: grant.organisationId,
    from: grant.from,
    to: grant.to ?? null,
    grantedBy: grant.grantedBy ?? unit.actor.accountId,
  })
  await unit.emit({
    name: 'accounts.roleGranted',
    subject: { kind: 'account', id: grant.accountId },
    data: { role: grant.role, organisation: grant.organisationId, from: grant.from, to: grant.to ?? null },
  })
  return ok({ assignmentId })
}

export interface OrganisationAccount {
  readonly name: string
  readonly signIn: string
  /** Or what is wrong with the password: told to whoever may open accounts at all. */
  readonly passwordHash: Result<string, 'request.invalid'>
  readonly role: OrganisationRole
  readonly organisationId: string
  readonly from: string
  readonly to?: string | undefined
}

/** Office opens an account with its first role in one act. */
export const openOrganisationAccount = command({
  name: 'accounts.openOrganisationAccount',
  action: 'account.open',
  constraints: { ...accountConstraints, role_assignment_once: 'role.already-held' },
  identity: ({ passwordHash: _salted, ...rest }: OrganisationAccount) => rest,
  load: async () => ({ owners: {} }),
  async run(unit, input) {
    if (!input.passwordHash.ok) return input.passwordHash
    if (input.to !== undefined && input.to < input.from)
      return refuse('role.dates', {}, [{ pointer: '/to', code: 'role.dates' }])
    const opened = await openAccount(unit, {
      displayName: input.name,
      personId: null,
      signIns: [input.signIn],
      passwordHash: input.passwordHash.value,
    })
    if (!opened.ok) return opened
    const granted = await grantRole(unit, { ...input, accountId: opened.value.accountId })
    return granted.ok ? ok({ ...opened.value, ...granted.value }) : granted
  },
})

export const endRoleAssignment = command({
  name: 'accounts.endRoleAssignment',
  action: 'account.manage',
  async load(unit, input: { assignmentId: string; on: string }) {
    const found = await findRole(unit.tx, input.assignmentId)
    return found ? { owners: {}, found } : undefined
  },
  async run(unit, input, { found }) {
    if (found.accountId === unit.actor.accountId && found.role === 'office') return refuse('role.own-office')
    const to = await endRole(unit.tx, found.id, found.fromDay, input.on)
    await withdrawWhatRested(unit, found.accountId, input.on)
    await unit.emit({
      name: 'accounts.roleEnded',
      subject: { kind: 'account', id: found.accountId },
      data: {
        role: found.role,
        organisation: found.organisationId,
        from: found.fromDay,
        to,
        on: input.on,
        today: dayInZone(unit.now, unit.ports.zone),
      },
    })
    return ok({})
  },
})

export const roleAssignments = query({
  name: 'accounts.roleAssignments',
  action: 'account.manage',
  load: listing,
  async reply(reading, input: { organisationId?: string | undefined }) {
    const rows = await listRoles(reading.tx, input.organisationId)
    return {
      items: rows.map((row) => ({
        assignmentId: row.id,
        accountId: row.accountId,
        name: row.displayName,
        signIn: row.signIn,
        role: row.role,
        organisationId: row.organisationId,
        organisationName: row.organisationName,
        organisationNameEn: row.organisationNameEn,
        from: row.fromDay,
        to: row.toDay,
        secondFactor: row.secondFactor,
      })),
      next: null,
    }
  },
})
