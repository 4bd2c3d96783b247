import type { Result } from '../../../kernel/result.ts'
import type { Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { isKnownDevice } from '../store/sessions.ts'
import { enterGate } from './attempt-gate.ts'
import { type Device, finishSignIn, type Opening, type SignedIn } from './sign-in.ts'
import { tokenHash } from './session-token.ts'

/** Signs in whose first factor was proved without a password: by an identity provider, or by a code sent to them. */
export const enterProved = async (
  services: Services,
  { door, ...entering }: Device & { door: 'sso' | 'code'; accountId: string; totp?: string | undefined },
  by: Asking,
  open?: Opening,
): Promise<Result<SignedIn, string>> => {
  const { accountId, deviceCame, deviceId } = entering
  const deviceKnown = deviceCame && (await isKnownDevice(services.db, accountId, tokenHash(deviceId)))
  // Nothing is guessed at this gate; it is entered for what it notes when somebody has passed.
  const gate = await enterGate(services, {
    name: `${door} of ${accountId}`,
    deviceId: deviceCame ? deviceId : undefined,
    deviceKnown: true,
  })
  if (!gate.ok) return gate
  const done = await finishSignIn(services, { ...entering, deviceKnown }, gate.value, by, open)
  if (!done.ok && done.code !== 'sign-in.totp-needed') await gate.value.undecided()
  return done
}
