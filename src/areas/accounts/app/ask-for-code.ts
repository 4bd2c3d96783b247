import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { goodForSeconds, quietSeconds, secondsBetween, type SentPurpose, wayOf } from '../domain/sent-code.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { forgetOldRequests, insertRequest, lastRequest } from '../store/sent-codes.ts'
import { nameHashOf } from './attempt-gate.ts'

export const sendCodeJob = 'accounts.sendCode'

const keptMs = 86_400_000

/**
 * Takes down that somebody wants a code or a link for a name. Whether there is such an account is looked up by the job that
 * sends it: here every name takes the same statements, and gets the same answer.
 */
export const askForCode = command({
  name: 'accounts.askForCode',
  action: 'code.ask',
  load: async () => ({ owners: {} }),
  async run(unit, input: { purpose: SentPurpose; signIn: string }) {
    const parsed = signInName(input.signIn)
    if (!parsed.ok) return refuse(parsed.code, {}, [{ pointer: '/signIn', code: parsed.code }])
    const { name, kind } = parsed.value
    const way = wayOf(kind)
    if (input.purpose === 'sign-in' && way !== 'sms')
      return refuse('sent-code.phone-needed', {}, [{ pointer: '/signIn', code: 'sent-code.phone-needed' }])
    const { now, ports, tx } = unit
    const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)
    const [id, nameHash] = [newId(), nameHashOf(unit, name)]
    const asked = await insertRequest(
      tx,
      {
        id,
        purpose: input.purpose,
        nameHash,
        name: ports.vault.seal(name),
        now,
        expiresAt: before(-goodForSeconds[way]),
      },
      secondsBetween,
      before(quietSeconds),
    )
    const minutes = goodForSeconds[way] / 60
    if (asked !== undefined) {
      await unit.enqueue({ job: sendCodeJob, lane: 'quick', data: { id }, key: id })
      await forgetOldRequests(tx, new Date(now.getTime() - keptMs))
      return ok({ codeId: id, way, sent: true, minutes, againSeconds: waitAfter(asked) })
    }
    // The message sent before still works, for whoever has it; the id of its request is not told to others.
    const last = await lastRequest(tx, input.purpose, nameHash)
    const passed = (now.getTime() - (last?.askedAt.getTime() ?? 0)) / 1000
    const againSeconds = Math.max(1, Math.ceil(waitAfter(last?.asked ?? 1) - passed))
    return ok({ codeId: newId(), way, sent: false, minutes, againSeconds })
  },
})

const waitAfter = (asked: number): number =>
  secondsBetween[Math.min(asked, secondsBetween.length) - 1] as number
