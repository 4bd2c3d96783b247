import type { Result } from '../../../kernel/result.ts'
import { command, type Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { markUsed } from '../store/sent-codes.ts'
import { enterProved } from './enter-proved.ts'
import { openSessionIn, type SessionToOpen } from './open-session.ts'
import type { Device, SignedIn } from './sign-in.ts'
import { lockProof, type Proof, stillHolds, tryCode, type TypedCode } from './try-code.ts'

/** The code is used up exactly if the session opens: while the second factor is asked for, it stays good. */
const openByCode = command({
  name: 'accounts.openSessionByCode',
  action: 'session.open',
  load: async (unit, { proof }: { proof: Proof; session: SessionToOpen }) => ({
    owners: {},
    kept: await lockProof(unit, 'sign-in', proof),
  }),
  async run(unit, { proof, session }, { kept }) {
    const holds = stillHolds(kept, proof)
    if (!holds.ok) return holds
    await markUsed(unit.tx, proof.id, unit.now)
    return openSessionIn(unit, { ...session, by: 'code' })
  },
})

/** Signs in with a code sent to the phone in place of the password; the second factor is asked for as after one. */
export const signInByCode = async (
  services: Services,
  attempt: Device & TypedCode & { readonly totp?: string | undefined },
  by: Asking,
): Promise<Result<SignedIn, string>> => {
  const { device, deviceId, deviceCame, address, totp, ...typed } = attempt
  const proof = await tryCode(services, 'sign-in', typed, by)
  if (!proof.ok) return proof
  const { accountId } = proof.value
  return enterProved(
    services,
    { device, deviceId, deviceCame, address, totp, accountId, door: 'code' },
    by,
    (session, bare) => services.perform(openByCode, { proof: proof.value, session }, bare),
  )
}
