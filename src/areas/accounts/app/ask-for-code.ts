import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { goodForSeconds, quietSeconds, secondsBetween, type SentPurpose, wayOf } from '../domain/sent-code.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { forgetOldRequests, insertRequest, lastRequest, messagesSince } from '../store/sent-codes.ts'
import { nameHashOf } from './attempt-gate.ts'

export const sendCodeJob = 'accounts.sendCode'

const keptMs = 86_400_000

interface Request {
  readonly purpose: SentPurpose
  readonly signIn: string
  /** Of the reader, where there is no account to ask. */
  readonly language?: 'zh' | 'en' | undefined
}

/**
 * Takes down that somebody wants a code or a link for a name. Whether there is such an account is looked up by the job that
 * sends it: here every name takes the same statements, and gets the same answer.
 */
export const askForCode = command({
  name: 'accounts.askForCode',
  action: 'code.ask',
  load: async () => ({ owners: {} }),
  async run(unit, input: Request) {
    const parsed = signInName(input.signIn)
    if (!parsed.ok) {
      // Who registers was asked for a phone, not for a name.
      const code = input.purpose === 'register' ? 'sent-code.phone-needed' : parsed.code
      return refuse(code, {}, [{ pointer: '/signIn', code }])
    }
    const { name, kind } = parsed.value
    const way = wayOf(kind)
    if (input.purpose !== 'password-reset' && way !== 'sms')
      return refuse('sent-code.phone-needed', {}, [{ pointer: '/signIn', code: 'sent-code.phone-needed' }])
    const { now, ports, tx } = unit
    // As true of one phone as of another.
    if (way === 'sms' && ports.textMessages === null) return refuse('sent-code.no-messages')
    const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1000)
    const [id, nameHash] = [newId(), nameHashOf(unit, name)]
    const asked = await insertRequest(
      tx,
      {
        id,
        purpose: input.purpose,
        nameHash,
        name: ports.vault.seal(name),
        way,
        language: input.language ?? null,
        now,
        expiresAt: before(-goodForSeconds[way]),
      },
      secondsBetween,
      before(quietSeconds),
    )
    const minutes = goodForSeconds[way] / 60
    if (asked !== undefined) {
      if (way === 'sms' && (await overCeiling(unit, input.purpose))) return refuse('sent-code.ceiling')
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

/**
 * Whether this request is one too many for the hour, counted over everybody. A flood of made-up phones is paid for by the
 * office; those who register and those who have an account are counted apart, so that the one flood does not bar the others.
 */
const overCeiling = async ({ tx, now, ports }: Unit, purpose: SentPurpose): Promise<boolean> => {
  const sent = await messagesSince(tx, purpose === 'register', new Date(now.getTime() - 3_600_000))
  return sent > (ports.textMessages?.perHour ?? 0)
}

const waitAfter = (asked: number): number =>
  secondsBetween[Math.min(asked, secondsBetween.length) - 1] as number
