import { addDays } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { insertSession } from '../store/sessions.ts'
import { proveSecondFactor } from './prove-second-factor.ts'
import { newSessionToken, sessionDays, tokenHash } from './session-token.ts'

export interface SessionToOpen {
  readonly accountId: string
  readonly device: string
  /** Code of the second factor as typed; needed if the account has one, however the first was proved. */
  readonly totp?: string | undefined
  /** What the first factor was, where it was no password. */
  readonly by?: 'code' | undefined
}

/** Opens a session for an account whose first factor was verified just before, outside the transaction. */
export const openSession = command({
  name: 'accounts.openSession',
  action: 'session.open',
  load: async () => ({ owners: {} }),
  run: (unit, input: SessionToOpen) => openSessionIn(unit, input),
})

/** The same inside a unit of work that uses the first factor up. */
export const openSessionIn = async (
  unit: Unit,
  input: SessionToOpen,
): Promise<Result<{ token: string; sessionId: string }, string>> => {
  const proved = await proveSecondFactor(unit, input.accountId, input.totp)
  if (!proved.ok) return proved
  // Always a token of its own: one the browser brought along may have been planted there.
  const token = newSessionToken()
  const id = newId()
  const expiresAt = new Date(
    `${addDays(unit.now.toISOString().slice(0, 10), sessionDays)}T${unit.now.toISOString().slice(11)}`,
  )
  await insertSession(unit.tx, {
    id,
    tokenHash: tokenHash(token),
    accountId: input.accountId,
    device: input.device,
    now: unit.now,
    expiresAt,
    secondFactor: proved.value,
  })
  await unit.emit({
    name: 'accounts.sessionOpened',
    subject: { kind: 'account', id: input.accountId },
    data: {
      session: id,
      device: input.device,
      secondFactor: proved.value,
      ...(input.by ? { by: input.by } : {}),
    },
  })
  return ok({ token, sessionId: id })
}
