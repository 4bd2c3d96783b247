import type { Result } from '../../../kernel/result.ts'
import type { Asking, Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { markUsed } from '../store/sent-codes.ts'
import { lockProof, type Proof, stillHolds, tryCode, type TypedCode } from './try-code.ts'

export type PhoneProof = Proof

/** Whether somebody who registers holds the phone: by the code that was sent there. Wrong guesses are counted. */
export const provePhone = (
  services: Services,
  typed: TypedCode,
  by: Asking,
): Promise<Result<PhoneProof, string>> => tryCode(services, 'register', typed, by)

/** Uses the proof up inside the unit of work that opens the account: of two who come with one code, one gets in. */
export const redeemPhone = async (unit: Unit, proof: PhoneProof): Promise<ReturnType<typeof stillHolds>> => {
  const holds = stillHolds(await lockProof(unit, 'register', proof), proof)
  if (holds.ok) await markUsed(unit.tx, proof.id, unit.now)
  return holds
}
