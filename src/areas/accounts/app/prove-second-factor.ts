import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Unit } from '../../../platform/perform.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import { countRecoveryCodes, lockFactor, saveLastStep, takeRecoveryCode } from '../store/second-factor.ts'
import { isTotpCode, plainCode, totpStep } from './totp.ts'

/**
 * Holds what somebody typed against the second factor of an account, inside the caller's unit of work: a code is used up
 * exactly if what it was given for happens. Answers false for an account that has none in force.
 */
export const proveSecondFactor = async (
  unit: Unit,
  accountId: string,
  typed: string | undefined,
): Promise<
  Result<
    boolean,
    'sign-in.totp-needed' | 'sign-in.recovery-wrong' | 'sign-in.totp-wrong' | 'sign-in.totp-used'
  >
> => {
  const factor = await lockFactor(unit.tx, accountId)
  if (!factor?.confirmedAt) return ok(false)
  const code = plainCode(typed ?? '')
  if (code === '') return refuse('sign-in.totp-needed')
  if (isTotpCode(code)) {
    const step = totpStep(unit.ports.vault.open(factor.secret), code, unit.now)
    if (step === undefined) return refuse('sign-in.totp-wrong')
    if (step <= factor.lastStep) return refuse('sign-in.totp-used')
    await saveLastStep(unit.tx, accountId, step)
    return ok(true)
  }
  const hash = recoveryHash(unit.ports.vault, accountId, code)
  if (!(await takeRecoveryCode(unit.tx, accountId, hash, unit.now))) return refuse('sign-in.recovery-wrong')
  await unit.emit({
    name: 'accounts.recoveryCodeUsed',
    subject: { kind: 'account', id: accountId },
    data: { left: await countRecoveryCodes(unit.tx, accountId) },
  })
  return ok(true)
}

/** Keyed: without the key file the table of hashes is no help in guessing. */
export const recoveryHash = (vault: IdentityVault, accountId: string, code: string): string =>
  vault.fingerprint('recovery code', `${accountId} ${plainCode(code)}`)
