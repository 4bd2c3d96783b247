import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Services } from '../../../platform/services.ts'
import { networkOf } from '../domain/network-of.ts'
import { deviceBudget, networkBudget, strangersBudget, type Budget } from '../domain/throttle.ts'
import { forgetOldAttempts, reserveAttempts, takeBackAttempt, welcome } from '../store/attempts.ts'
import { tokenHash } from './session-token.ts'

export interface AttemptAs {
  /** What is being guessed at: a sign-in name, or `account:` and an id for somebody already signed in. */
  readonly name: string
  /** `undefined`: the request brought no device cookie. */
  readonly deviceId: string | undefined
  readonly deviceKnown: boolean
  /** Where it came from, for guesses that should not use up what others may fail; not told where that is of no matter. */
  readonly address?: string
  /** What all unknown devices together may fail; the usual one unless told. */
  readonly strangers?: Budget
}

/** A try that was let in and counted as a failure until one of these says otherwise. */
export interface Gate {
  /** It was right: what this device failed before is forgotten, and the account knows the device from now on. */
  passed(accountId: string, deviceId: string): Promise<void>
  /** Right as far as it went (the code is yet to come): neither a failure nor a success. */
  undecided(): Promise<void>
  failed(): Promise<void>
}

const allStrangers = Buffer.alloc(32)

export const nameHashOf = ({ ports }: Pick<Services, 'ports'>, name: string): Buffer =>
  Buffer.from(ports.vault.fingerprint('sign-in name', name), 'hex')

/** With the name in it: the table does not show which names were tried from one place. */
const networkHashOf = ({ ports }: Pick<Services, 'ports'>, name: string, address: string): Buffer =>
  Buffer.from(ports.vault.fingerprint('sign-in network', `${name}\n${networkOf(address)}`), 'hex')

/**
 * Tries are counted per name and device; per name and network, and per name over all devices its account does not know.
 * Never per address alone: a test site puts three hundred people behind one. Whether there is such an account makes no
 * difference.
 */
export const enterGate = async (
  services: Services,
  attempt: AttemptAs,
): Promise<Result<Gate, 'sign-in.wait'>> => {
  const { db } = services
  const now = services.now()
  const nameHash = nameHashOf(services, attempt.name)
  const own = attempt.deviceId ? { nameHash, deviceHash: tokenHash(attempt.deviceId) } : undefined
  const network =
    attempt.address === undefined ? undefined : networkHashOf(services, attempt.name, attempt.address)
  // The narrowest first: who has used up their own share takes nothing of what others have.
  const counters = [
    ...(own ? [{ key: own, budget: deviceBudget }] : []),
    ...(network && !attempt.deviceKnown
      ? [{ key: { nameHash, deviceHash: network }, budget: networkBudget }]
      : []),
    ...(attempt.deviceKnown
      ? []
      : [{ key: { nameHash, deviceHash: allStrangers }, budget: attempt.strangers ?? strangersBudget }]),
  ]
  const { reserved, seconds } = await reserveAttempts(db, counters, now)
  const keys = counters.slice(0, reserved).map(({ key }) => key)
  const takeBack = async () => {
    for (const key of keys) await takeBackAttempt(db, key, now)
  }
  if (reserved < counters.length) {
    await takeBack()
    return refuse('sign-in.wait', { seconds })
  }
  const shared = keys.filter((key) => key !== own)
  return ok({
    async passed(accountId, deviceId) {
      await welcome(db, { own, shared }, { accountId, deviceHash: tokenHash(deviceId) }, now)
    },
    undecided: takeBack,
    failed: () => forgetOldAttempts(db, new Date(now.getTime() - deviceBudget.forgetSeconds * 1000)),
  })
}
