import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, query, type Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { verdictOf } from '../domain/sent-code.ts'
import { revokeKeysOf } from '../store/api-keys.ts'
import { clearAttemptsAt } from '../store/attempts.ts'
import { namesOfAccount, savePassword } from '../store/accounts.ts'
import { findCode, markUsed, voidCodesOf } from '../store/sent-codes.ts'
import { forgetDevices, revokeSessionsOf } from '../store/sessions.ts'
import { nameHashOf } from './attempt-gate.ts'
import { hashNewPassword } from './new-password.ts'
import { linkHash, partsOfToken, sameHash } from './sent-secret.ts'
import { tellOwner } from './tell-owner.ts'
import { lockProof, type Proof, stillHolds, tryCode, type TypedCode } from './try-code.ts'

const linkRefusals = {
  'sent-code.wrong': 'reset-link.unknown',
  'sent-code.spent': 'reset-link.unknown',
  'sent-code.expired': 'reset-link.expired',
  'sent-code.used': 'reset-link.used',
} as const

const linkOf = query({
  name: 'accounts.readResetLink',
  action: 'code.redeem',
  load: async () => ({ owners: {} }),
  async reply(reading, { token }: { token: string }): Promise<Result<Proof & { signIn: string }, string>> {
    const parts = partsOfToken(token)
    const kept = parts && (await findCode(reading.tx, 'password-reset', { id: parts.id }))
    if (!kept) return refuse('reset-link.unknown')
    const { vault } = reading.ports
    const hash = linkHash(vault, parts.id, parts.secret)
    // Nobody who cannot show the link itself learns how it stands.
    if (!sameHash(kept.hash, hash)) return refuse('reset-link.unknown')
    const verdict = verdictOf(kept, true, true, reading.now)
    if (verdict !== 'right') return refuse(linkRefusals[verdict])
    return ok({ id: kept.id, hash, accountId: kept.activeAccountId ?? '', signIn: vault.open(kept.name) })
  },
})

const proofOfLink = async (services: Services, token: string, by: Asking) => {
  const asked = await services.ask(linkOf, { token }, by)
  return asked.ok ? asked.value : asked
}

/** For which sign-in name a link sets a new password, to whoever holds it. */
export const readResetLink = async (
  services: Services,
  token: string,
  by: Asking,
): Promise<Result<{ signIn: string }, string>> => {
  const proof = await proofOfLink(services, token, by)
  return proof.ok ? ok({ signIn: proof.value.signIn }) : proof
}

interface Reset {
  readonly proof: Proof
  readonly passwordHash: string
  readonly way: 'link' | 'code'
}

/**
 * Sets the password and puts everybody out who was in: sessions, keys, known devices, other codes and links. The second factor
 * stays as it was, so whoever got hold of a mailbox alone gets no further than the door.
 */
const setNewPassword = command({
  name: 'accounts.resetPassword',
  action: 'code.redeem',
  load: async (unit, { proof }: Reset) => ({
    owners: {},
    kept: await lockProof(unit, 'password-reset', proof),
  }),
  async run(unit, { proof, passwordHash, way }, { kept }) {
    const holds = stillHolds(kept, proof)
    if (!holds.ok) return way === 'code' ? holds : refuse(linkRefusals[holds.code])
    const { accountId } = proof
    await markUsed(unit.tx, proof.id, unit.now)
    await voidCodesOf(unit.tx, accountId, unit.now)
    await savePassword(unit.tx, accountId, passwordHash, unit.now)
    const signedOut = await revokeSessionsOf(unit.tx, accountId, null, unit.now)
    const keys = await revokeKeysOf(unit.tx, accountId, unit.now)
    const devices = await forgetDevices(unit.tx, accountId)
    const names = await namesOfAccount(unit.tx, accountId)
    // Who came here after many slips of memory is not kept waiting for them.
    await clearAttemptsAt(
      unit.tx,
      names.map(({ name }) => nameHashOf(unit, name)),
    )
    await unit.emit({
      name: 'accounts.passwordReset',
      subject: { kind: 'account', id: accountId },
      data: { way, signedOut, keys, devices },
    })
    await tellOwner(unit, 'password-was-reset', accountId, proof.id)
    return ok({})
  },
})

/** The slow hash is worked out only for who holds a code or a link that is good. */
const reset = async (
  services: Services,
  proof: Result<Proof, string>,
  given: { readonly password: string; readonly signIn: string; readonly way: Reset['way'] },
  { actor, requestId }: Asking,
): Promise<Result<object, string>> => {
  if (!proof.ok) return proof
  const { id, hash, accountId } = proof.value
  const hashed = await hashNewPassword({ password: given.password, own: [given.signIn] })
  if (!hashed.ok) return hashed
  return services.perform(
    setNewPassword,
    { proof: { id, hash, accountId }, passwordHash: hashed.value, way: given.way },
    { actor, requestId },
  )
}

export const resetByLink = async (
  services: Services,
  { token, password }: { token: string; password: string },
  by: Asking,
): Promise<Result<object, string>> => {
  const proof = await proofOfLink(services, token, by)
  const signIn = proof.ok ? proof.value.signIn : ''
  return reset(services, proof, { password, signIn, way: 'link' }, by)
}

export const resetByCode = async (
  services: Services,
  { password, ...typed }: TypedCode & { password: string },
  by: Asking,
): Promise<Result<object, string>> =>
  reset(
    services,
    await tryCode(services, 'password-reset', typed, by),
    { password, signIn: typed.signIn, way: 'code' },
    by,
  )
