import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Services } from '../../../platform/services.ts'
import { deviceBudget, strangersBudget, type Budget } from '../domain/throttle.ts'
import { forgetOldAttempts, reserveAttempt, takeBackAttempt, welcome } from '../store/attempts.ts'
import { tokenHash } from './session-token.ts'

export interface AttemptAs {
  /** What is being guessed at: a sign-in name, or `account:` and an id for somebody already signed in. */
  readonly name: string
  /** `undefined`: the request brought no device cookie. */
  readonly deviceId: string | undefined
  readonly deviceKnown: boolean
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

/**
 * Tries are counted per name and device, and per name over all devices its account does not know, never per address: a
 * test site puts three hundred people behind one. Whether there is such an account makes no difference.
 */
export const enterGate = async (
  services: Services,
  attempt: AttemptAs,
): Promise<Result<Gate, 'sign-in.wait'>> => {
  const { db } = services
  const now = services.now()
  const nameHash = nameHashOf(services, attempt.name)
  const own = attempt.deviceId ? { nameHash, deviceHash: tokenHash(attempt.deviceId) } : undefined
  const shared = attempt.deviceKnown ? undefined : { nameHash, deviceHash: allStrangers }
  if (own) {
    const seconds = await reserveAttempt(db, own, deviceBudget, now)
    if (seconds > 0) return refuse('sign-in.wait', { seconds })
  }
  if (shared) {
    const seconds = await reserveAttempt(db, shared, attempt.strangers ?? strangersBudget, now)
    if (seconds > 0) {
      if (own) await takeBackAttempt(db, own, now)
      return refuse('sign-in.wait', { seconds })
    }
  }
  return ok({
    async passed(accountId, deviceId) {
      await welcome(db, { own, shared }, { accountId, deviceHash: tokenHash(deviceId) }, now)
    },
    async undecided() {
      if (own) await takeBackAttempt(db, own, now)
      if (shared) await takeBackAttempt(db, shared, now)
    },
    failed: () => forgetOldAttempts(db, new Date(now.getTime() - deviceBudget.forgetSeconds * 1000)),
  })
}
