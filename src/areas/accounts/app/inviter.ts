import { decide, type Owners, type Role } from '../../../access/index.ts'
import { addDays, dayInZone } from '../../../kernel/calendar.ts'
import type { Reading, Unit } from '../../../platform/perform.ts'
import type { OrganisationRole } from '../../../kernel/roles.ts'
import { accountIsActive } from '../store/accounts.ts'
import { lockRolesHeld, rolesHeld } from '../store/delegations.ts'
import { lockOpenInvitationsOf, markWithdrawn } from '../store/invitations.ts'

interface Offered {
  readonly role: OrganisationRole
  readonly organisationId: string
}

/** Whose an invitation is: of those who act in the same role for the organisation. An expert invites nobody. */
export const ownersOf = ({ role, organisationId }: Offered): Owners => ({ [role]: [organisationId] })

type Held = Awaited<ReturnType<typeof rolesHeld>>

/** The policy that let the invitation be made, asked of an account in these roles. */
const mayMake = (accountId: string, held: Held, offered: Offered): boolean =>
  decide(
    {
      kind: 'account',
      accountId,
      personId: null,
      roles: held.map(({ role, organisationId }) => ({ role: role as Role, organisationId })),
    },
    'invitation.make',
    ownersOf(offered),
  ) === 'allow'

/** Whether whoever invited might invite today: an offer is worth no more than the role it was made in. */
export const inviterStillMay = async (
  { tx, now, ports }: Reading,
  { invitedBy, ...offered }: Offered & { readonly invitedBy: string },
  lock: boolean,
): Promise<boolean> => {
  if (!(await accountIsActive(tx, invitedBy))) return false
  const today = dayInZone(now, ports.zone)
  // Kept until the unit of work ends: whoever ends the role at this moment comes before or after.
  const held = await (lock ? lockRolesHeld : rolesHeld)(tx, invitedBy, today)
  return mayMake(invitedBy, held, offered)
}

/**
 * Takes back what an account has offered and could not offer any more once a role of its own is over after the day `on`. Where
 * that day is still to come nothing is taken back: acceptance asks about the inviter's roles anyway.
 */
export const withdrawWhatRested = async (unit: Unit, accountId: string, on: string): Promise<void> => {
  const today = dayInZone(unit.now, unit.ports.zone)
  if (on > today) return
  const left = await rolesHeld(unit.tx, accountId, on < today ? today : addDays(today, 1))
  for (const open of await lockOpenInvitationsOf(unit.tx, accountId, unit.now)) {
    if (mayMake(accountId, left, open)) continue
    await markWithdrawn(unit.tx, open.id, unit.actor.accountId, unit.now)
    await unit.emit({
      name: 'accounts.invitationWithdrawn',
      subject: { kind: 'organisation', id: open.organisationId },
      data: { invitation: open.id, role: open.role },
    })
  }
}
