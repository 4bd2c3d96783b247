import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query, type Reading, type Unit } from '../../../platform/perform.ts'
import { accountExists } from '../store/accounts.ts'
import {
  deleteLink,
  insertLink,
  listLinks,
  lockInvitation,
  lockLink,
  lockLinkOf,
  saveInvitation,
  type SsoIdentity,
  touchLink,
  useInvitation,
} from '../store/sso.ts'
import { newSessionToken, tokenHash } from './session-token.ts'

const invitationMs = 7 * 86_400_000

const linkConstraints = {
  sso_link_subject: 'sso.linked-elsewhere',
  sso_link_account: 'sso.linked-already',
} as const

const link = async (
  unit: Unit,
  accountId: string,
  identity: SsoIdentity,
  linkedBy: 'owner' | 'invitation',
): Promise<void> => {
  const id = newId()
  await insertLink(unit.tx, { ...identity, id, accountId, linkedBy, now: unit.now })
  // Who one is at the provider stays out of the trail; the link's row has it.
  await unit.emit({
    name: 'accounts.signOnLinked',
    subject: { kind: 'account', id: accountId },
    data: { link: id, by: linkedBy },
  })
}

/** The signed-in owner links the identity they have just proved at the provider. */
export const linkSignOn = command({
  name: 'accounts.linkSignOn',
  action: 'account.self',
  constraints: linkConstraints,
  load: async () => ({ owners: {} }),
  async run(unit, identity: SsoIdentity) {
    if (!unit.actor.accountId) return refuse('access.sign-in')
    await link(unit, unit.actor.accountId, identity, 'owner')
    return ok({})
  },
})

/** Whoever holds the office's invitation links the identity they have just proved; once. */
export const acceptSignOnInvitation = command({
  name: 'accounts.acceptSignOnInvitation',
  action: 'session.open',
  constraints: linkConstraints,
  async load(unit: Reading, input: SsoIdentity & { token: string }) {
    const invitation = await lockInvitation(unit.tx, tokenHash(input.token), unit.now)
    return invitation ? { owners: {}, accountId: invitation.accountId } : undefined
  },
  async run(unit, { issuer, subject }, { accountId }) {
    await link(unit, accountId, { issuer, subject }, 'invitation')
    await useInvitation(unit.tx, accountId, unit.now)
    return ok({ accountId })
  },
})

/** The account an identity signs in to; an identity nobody has linked is a missing one. */
export const useSignOnLink = command({
  name: 'accounts.useSignOnLink',
  action: 'session.open',
  async load(unit: Reading, identity: SsoIdentity) {
    const found = await lockLinkOf(unit.tx, identity)
    return found ? { owners: {}, found } : undefined
  },
  async run(unit, _identity, { found }) {
    await touchLink(unit.tx, found.id, unit.now)
    return ok({ accountId: found.accountId })
  },
})

export const ownSignOnLinks = query({
  name: 'accounts.ownSignOnLinks',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async reply(reading, _input: object) {
    const { signOn } = reading.ports
    const links = await listLinks(reading.tx, reading.actor.accountId ?? '')
    return {
      items: links.map(({ id, issuer, linkedAt, lastUsedAt }) => ({
        id,
        provider: issuer === signOn?.issuer ? signOn.name : new URL(issuer).hostname,
        current: issuer === signOn?.issuer,
        linkedAt: linkedAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      next: null,
    }
  },
})

/** Unlinks one of the actor's own; somebody else's is a missing one. The password goes on working. */
export const removeSignOnLink = command({
  name: 'accounts.removeSignOnLink',
  action: 'account.self',
  async load(unit, input: { linkId: string }) {
    const found = await lockLink(unit.tx, input.linkId)
    return found && found.accountId === unit.actor.accountId ? { owners: {}, found } : undefined
  },
  async run(unit, _input, { found }) {
    await deleteLink(unit.tx, found.id)
    await unit.emit({
      name: 'accounts.signOnUnlinked',
      subject: { kind: 'account', id: found.accountId },
      data: { link: found.id },
    })
    return ok({})
  },
})

/** The office invites the holder of an account to link their identity; the link it gives is good once, for a week. */
export const inviteToSignOn = command({
  name: 'accounts.inviteToSignOn',
  action: 'account.manage',
  async load(unit: Reading, input: { accountId: string }) {
    return (await accountExists(unit.tx, input.accountId)) ? { owners: {} } : undefined
  },
  async run(unit, { accountId }) {
    if (!unit.ports.signOn) return refuse('sso.none')
    if ((await listLinks(unit.tx, accountId)).some(({ issuer }) => issuer === unit.ports.signOn?.issuer))
      return refuse('sso.linked-already')
    const token = newSessionToken()
    const expiresAt = new Date(unit.now.getTime() + invitationMs)
    await saveInvitation(unit.tx, {
      accountId,
      tokenHash: tokenHash(token),
      invitedBy: unit.actor.accountId,
      now: unit.now,
      expiresAt,
    })
    await unit.emit({
      name: 'accounts.signOnInvited',
      subject: { kind: 'account', id: accountId },
      data: { until: expiresAt.toISOString() },
    })
    // After the #, so that it is in no server's log.
    return ok({ link: `${unit.ports.publicUrl}/app/sign-in#${token}`, until: expiresAt.toISOString() })
  },
})
