import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Asking, type Reading } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { type CodeRefusal, type SentPurpose, verdictOf, wayOf } from '../domain/sent-code.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { countTry, lockCode } from '../store/sent-codes.ts'
import { nameHashOf } from './attempt-gate.ts'
import { codeHash, sameHash } from './sent-secret.ts'

/** A code as typed, by whom it was asked for. */
export interface TypedCode {
  readonly signIn: string
  readonly code: string
  /** What the browser was told when it asked; one that did not ask, or asked too soon, has none that fits. */
  readonly codeId?: string | undefined
}

/** A code or link that was right: which, by what hash, and whose account it opens; empty for a code to register with. */
export interface Proof {
  readonly id: string
  readonly hash: string
  readonly accountId: string
}

/**
 * Judges a guess and counts a wrong one. It commits either way, so that no refusal takes a count back, and holds the lock
 * meanwhile: guesses sent all at once are judged one after the other.
 */
const judge = command({
  name: 'accounts.tryCode',
  action: 'code.redeem',
  load: async () => ({ owners: {} }),
  async run(unit, input: TypedCode & { purpose: SentPurpose }) {
    const parsed = signInName(input.signIn)
    // What is sent by mail is no code: nothing is counted against a link.
    if (!parsed.ok || wayOf(parsed.value.kind) !== 'sms') return ok<Proof | CodeRefusal>('sent-code.wrong')
    const kept = await lockCode(unit.tx, input.purpose, { nameHash: nameHashOf(unit, parsed.value.name) })
    const hash = codeHash(unit.ports.vault, kept?.id ?? '', input.code)
    if (!kept) return ok<Proof | CodeRefusal>('sent-code.wrong')
    const asker = kept.id === input.codeId
    const verdict = verdictOf(kept, sameHash(kept.hash, hash), asker, unit.now)
    if (verdict === 'sent-code.wrong') await countTry(unit.tx, kept.id, asker)
    return ok<Proof | CodeRefusal>(
      verdict === 'right' ? { id: kept.id, hash, accountId: kept.activeAccountId ?? '' } : verdict,
    )
  },
})

export const tryCode = async (
  services: Services,
  purpose: SentPurpose,
  { signIn, code, codeId }: TypedCode,
  { actor, requestId }: Asking,
): Promise<Result<Proof, string>> => {
  // Without the caller's key: a guess repeated under one would not be counted.
  const judged = await services.perform(judge, { purpose, signIn, code, codeId }, { actor, requestId })
  if (!judged.ok) return judged
  return typeof judged.value === 'string' ? refuse(judged.value) : ok(judged.value)
}

/** Locks what was proved before, inside the unit of work that uses it up. */
export const lockProof = (reading: Reading, purpose: SentPurpose, { id }: Pick<Proof, 'id'>) =>
  lockCode(reading.tx, purpose, { id })

/** Whether it still holds: of two who come with it at once the second comes too late, and so does one overtaken by a new code. */
export const stillHolds = (
  kept: Awaited<ReturnType<typeof lockProof>>,
  proof: Proof,
): Result<true, 'sent-code.used' | 'sent-code.expired'> => {
  if (!kept || kept.hash !== proof.hash || (kept.activeAccountId ?? '') !== proof.accountId)
    return refuse('sent-code.expired')
  return kept.usedAt ? refuse('sent-code.used') : ok(true)
}
