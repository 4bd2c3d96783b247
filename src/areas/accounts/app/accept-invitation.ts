import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, query, type Asking, type Reading, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { invitationState } from '../domain/invitation-state.ts'
import type { OrganisationRole } from '../../../kernel/roles.ts'
import { findInvitationOfToken, lockInvitationOfToken, markAccepted } from '../store/invitations.ts'
import { namedOrganisation } from '../store/roles.ts'
import { accountConstraints, openAccount } from './open-account.ts'
import { hashNewPassword } from './new-password.ts'
import { inviterStillMay } from './inviter.ts'
import { grantRole } from './role-assignments.ts'
import { tokenHash } from './session-token.ts'

type Kept = NonNullable<Awaited<ReturnType<typeof lockInvitationOfToken>>>

interface Accepted {
  readonly assignmentId: string
  readonly organisationId: string
  readonly role: OrganisationRole
}

/** Why a link cannot be followed any more; each reason has a code of its own, for the reader holds the link. */
const open = <I extends Kept>(reading: Reading, found: I | undefined): Result<I, string> => {
  if (!found) return refuse('invitation.unknown')
  const state = invitationState(found, reading.now, dayInZone(reading.now, reading.ports.zone))
  if (state === 'open') return ok(found)
  if (state === 'accepted')
    return refuse(
      found.acceptedBy === reading.actor.accountId ? 'invitation.accepted-by-you' : 'invitation.used',
    )
  return refuse(state === 'withdrawn' ? 'invitation.withdrawn' : 'invitation.expired')
}

/** An invitation that can be followed, of somebody who might still make it. */
const standing = async <I extends Kept>(
  reading: Reading,
  found: I | undefined,
  lock: boolean,
): Promise<Result<I, string>> => {
  const invitation = open(reading, found)
  if (!invitation.ok || (await inviterStillMay(reading, invitation.value, lock))) return invitation
  return refuse('invitation.inviter-over')
}

const invitationOf = query({
  name: 'accounts.readInvitation',
  action: 'invitation.accept',
  load: async () => ({ owners: {} }),
  async reply(reading, input: { token: string }) {
    return standing(reading, await findInvitationOfToken(reading.tx, tokenHash(input.token)), false)
  },
})

/** What an invitation offers, to whoever holds its link. */
export const readInvitation = async (services: Services, token: string, by: Asking) => {
  const asked = await services.ask(invitationOf, { token }, by)
  if (!asked.ok) return asked
  if (!asked.value.ok) return asked.value
  const { value } = asked.value
  return ok({
    role: value.role,
    organisationId: value.organisationId,
    organisationName: value.organisationName,
    organisationNameEn: value.organisationNameEn,
    name: value.invitedName,
    from: value.fromDay,
    to: value.toDay,
    expiresAt: value.expiresAt.toISOString(),
  })
}

const load = async (unit: Reading, input: { token: string }) => ({
  owners: {},
  found: await lockInvitationOfToken(unit.tx, tokenHash(input.token)),
})

/** The role begins on the day offered, or today where that is past: nobody acted in it before. */
const accept = async (unit: Unit, found: Kept, accountId: string): Promise<Result<Accepted, string>> => {
  const { organisationId, role } = found
  const organisation = await namedOrganisation(unit.tx, organisationId)
  if (organisation?.status === 'closed') return refuse('organisation.closed')
  const today = dayInZone(unit.now, unit.ports.zone)
  const granted = await grantRole(unit, {
    accountId,
    role,
    organisationId,
    from: found.fromDay > today ? found.fromDay : today,
    to: found.toDay ?? undefined,
    grantedBy: found.invitedBy,
  })
  if (!granted.ok) return granted
  await markAccepted(unit.tx, found.id, accountId, unit.now)
  await unit.emit({
    name: 'accounts.invitationAccepted',
    subject: { kind: 'organisation', id: organisationId },
    data: { invitation: found.id, role, account: accountId },
  })
  return ok({ ...granted.value, organisationId, role })
}

export const acceptInvitation = command({
  name: 'accounts.acceptInvitation',
  action: 'account.self',
  constraints: { role_assignment_once: 'role.already-held' },
  load,
  async run(unit, _input: { token: string }, { found }) {
    const { accountId } = unit.actor
    if (!accountId) return refuse('access.sign-in')
    const invitation = await standing(unit, found, true)
    if (!invitation.ok) return invitation
    // Else a role about to end would be prolonged by its holder, for ever.
    if (invitation.value.invitedBy === accountId) return refuse('invitation.own')
    return accept(unit, invitation.value, accountId)
  },
})

interface NewAccount {
  readonly token: string
  readonly name: string
  readonly signIn: string
  readonly passwordHash: string
}

const acceptAsNew = command({
  name: 'accounts.acceptWithNewAccount',
  action: 'invitation.accept',
  constraints: accountConstraints,
  load: (unit, input: NewAccount) => load(unit, input),
  async run(unit, input, { found }) {
    const invitation = await standing(unit, found, true)
    if (!invitation.ok) return invitation
    const opened = await openAccount(unit, {
      displayName: input.name.trim(),
      personId: null,
      signIns: [input.signIn],
      passwordHash: input.passwordHash,
    })
    return opened.ok ? accept(unit, invitation.value, opened.value.accountId) : opened
  },
})

/** Makes an account and takes the role on in one act. The slow hash is worked out only for who holds an open invitation. */
export const acceptWithNewAccount = async (
  services: Services,
  { password, ...typed }: Omit<NewAccount, 'passwordHash'> & { readonly password: string },
  by: Asking,
): Promise<Result<Accepted, string>> => {
  const offered = await readInvitation(services, typed.token, by)
  if (!offered.ok) return offered
  const hashed = await hashNewPassword({ password, own: [typed.name, typed.signIn] })
  return hashed.ok ? services.perform(acceptAsNew, { ...typed, passwordHash: hashed.value }, by) : hashed
}
