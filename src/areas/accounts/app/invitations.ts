import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query } from '../../../platform/perform.ts'
import { notify } from '../../notifications/index.ts'
import { invitationState } from '../domain/invitation-state.ts'
import { kindOfRole, type OrganisationRole } from '../../../kernel/roles.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { insertInvitation, listInvitationRows, lockInvitation, markWithdrawn } from '../store/invitations.ts'
import { namedOrganisation } from '../store/roles.ts'
import { ownersOf } from './inviter.ts'
import { newSessionToken, tokenHash } from './session-token.ts'

const dayMs = 86_400_000
const pageSize = 50

export interface Invited {
  readonly organisationId: string
  readonly role: OrganisationRole
  readonly name: string
  readonly email?: string | undefined
  readonly from: string
  readonly to?: string | undefined
  readonly days?: number | undefined
  /** In which a mail is written. */
  readonly language: 'zh' | 'en'
}

/** Makes a link that lets whoever follows it, once, take on a role for an organisation. */
export const invite = command({
  name: 'accounts.invite',
  action: 'invitation.make',
  async load(unit, input: Invited) {
    return {
      owners: ownersOf(input),
      organisation: await namedOrganisation(unit.tx, input.organisationId),
    }
  },
  async run(unit, input, { organisation }) {
    const invitedBy = unit.actor.accountId
    if (!invitedBy) return refuse('access.sign-in')
    if (organisation?.kind !== kindOfRole[input.role]) return refuse('role.organisation-unknown')
    if (organisation.status === 'closed') return refuse('organisation.closed')
    if (input.to !== undefined && input.to < input.from)
      return refuse('role.dates', {}, [{ pointer: '/to', code: 'role.dates' }])
    const email = input.email?.trim() ?? ''
    if (email !== '') {
      const parsed = signInName(email)
      if (!parsed.ok || parsed.value.kind !== 'email')
        return refuse('person.email-malformed', {}, [{ pointer: '/email', code: 'person.email-malformed' }])
    }
    const [invitationId, token] = [newId(), newSessionToken()]
    const expiresAt = new Date(unit.now.getTime() + (input.days ?? 14) * dayMs)
    await insertInvitation(
      unit.tx,
      {
        id: invitationId,
        tokenHash: tokenHash(token),
        role: input.role,
        organisationId: organisation.id,
        invitedName: input.name.trim(),
        fromDay: input.from,
        toDay: input.to ?? null,
        invitedBy,
      },
      unit.now,
      expiresAt,
    )
    await unit.emit({
      name: 'accounts.invited',
      subject: { kind: 'organisation', id: organisation.id },
      data: { invitation: invitationId, role: input.role, from: input.from, to: input.to ?? null },
    })
    // After #: browsers send it to no server, so it is in no log on the way.
    const link = `${unit.ports.publicUrl}/app/invitation#${token}`
    if (email !== '') {
      await notify(unit, {
        template: 'invitation',
        fill: {
          link,
          organisation: organisation.name,
          organisationEn: organisation.nameEn,
          role: input.role,
          until: dayInZone(expiresAt, unit.ports.zone),
        },
        to: {
          channel: 'email',
          address: email,
          language: input.language,
          recipient: { kind: 'organisation', id: organisation.id },
        },
        about: { kind: 'invitation', id: invitationId },
        because: invitationId,
        until: expiresAt,
      })
    }
    return ok({ invitationId, link, expiresAt: expiresAt.toISOString() })
  },
})

export const withdrawInvitation = command({
  name: 'accounts.withdrawInvitation',
  action: 'invitation.manage',
  async load(unit, input: { invitationId: string }) {
    const found = await lockInvitation(unit.tx, input.invitationId)
    return found ? { owners: ownersOf(found), found } : undefined
  },
  async run(unit, _input, { found }) {
    if (found.acceptedAt) return refuse('invitation.used')
    if (found.withdrawnAt) return refuse('invitation.withdrawn')
    await markWithdrawn(unit.tx, found.id, unit.actor.accountId, unit.now)
    await unit.emit({
      name: 'accounts.invitationWithdrawn',
      subject: { kind: 'organisation', id: found.organisationId },
      data: { invitation: found.id, role: found.role },
    })
    return ok({})
  },
})

/** Invitations made for the organisations the reader speaks for, newest first. */
export const listInvitations = query({
  name: 'accounts.listInvitations',
  action: 'invitation.manage',
  load: listing,
  async reply(
    reading,
    input: {
      organisationId?: string | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? pageSize
    const today = dayInZone(reading.now, reading.ports.zone)
    const [before] = cursorParts(input.cursor, keyPart.id) ?? []
    const asked = input.organisationId
    const mine = scope.all ? undefined : Object.values(scope.owners).flat()
    const organisations = asked === undefined ? mine : !mine || mine.includes(asked) ? [asked] : []
    if (organisations?.length === 0) return { items: [], next: null }
    const rows = await listInvitationRows(reading.tx, organisations, before, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        role: row.role,
        organisationId: row.organisationId,
        organisationName: row.organisationName,
        organisationNameEn: row.organisationNameEn,
        name: row.invitedName,
        from: row.fromDay,
        to: row.toDay,
        state: invitationState(row, reading.now, today),
        invitedByName: row.invitedByName,
        invitedAt: row.invitedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        acceptedAt: row.acceptedAt?.toISOString() ?? null,
        acceptedByName: row.acceptedByName,
        may: reading.may(ownersOf(row), ['invitation.manage']),
      }),
    )
  },
})
