import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { deviceBudget } from '../domain/throttle.ts'
import { findCredentials } from '../store/accounts.ts'
import { enterGate, type Gate } from './attempt-gate.ts'
import { liveSessionOf, type LiveSession } from './identify.ts'
import { openSession, type SessionToOpen } from './open-session.ts'
import { passwordMatches } from './password-hash.ts'
import { tokenHash } from './session-token.ts'
import { turnstile } from './turnstile.ts'

/** The browser a sign-in comes from. */
export interface Device {
  /** Browser and system in a few words. */
  readonly device: string
  /** From the device cookie, or made for it now. */
  readonly deviceId: string
  /** Whether the request brought that cookie. */
  readonly deviceCame: boolean
  /** The address the request came from. */
  readonly address: string
}

export interface SignInAttempt extends Device {
  readonly signIn: string
  readonly password: string
  readonly totp?: string | undefined
}

export interface SignedIn {
  readonly token: string
  readonly live: LiveSession
}

/**
 * As many as keep the hashing busy, and half of the database's connections: the others of a hall wait here, so that whoever
 * asks for something else meanwhile does not stand behind three hundred sign-ins for a connection.
 */
const inTurn = turnstile(8)

/** Verifies a password and opens a session. Unknown names take as long and read the same as wrong passwords. */
export const signIn = (
  services: Services,
  attempt: SignInAttempt,
  by: Asking,
): Promise<Result<SignedIn, string>> => inTurn(() => verifyAndOpen(services, attempt, by))

const verifyAndOpen = async (
  services: Services,
  attempt: SignInAttempt,
  by: Asking,
): Promise<Result<SignedIn, string>> => {
  const parsed = signInName(attempt.signIn)
  const name = parsed.ok ? parsed.value.name : attempt.signIn
  const found = await findCredentials(services.db, name, tokenHash(attempt.deviceId))
  const deviceKnown = found?.deviceKnown ?? false
  const gate = await enterGate(services, {
    name,
    deviceId: cameWith(attempt),
    deviceKnown,
    address: attempt.address,
  })
  if (!gate.ok) return gate
  if (!(await passwordMatches(found?.hash, attempt.password)) || !found) {
    await gate.value.failed()
    return refuse('sign-in.refused')
  }
  return finishSignIn(services, { ...attempt, accountId: found.accountId, deviceKnown }, gate.value, by)
}

/** Opens the session of who has got past the first factor. */
export type Opening = (session: SessionToOpen, by: Asking) => Promise<Result<{ token: string }, string>>

/**
 * The second half of every sign-in, once the first factor is right: the second one if there is one, then the session.
 * Codes have a budget of their own, a narrow one for strangers too: only who got past the first factor can use it up.
 */
export const finishSignIn = async (
  services: Services,
  entering: Device & { accountId: string; deviceKnown: boolean; totp?: string | undefined },
  gate: Gate,
  by: Asking,
  open: Opening = (session, bare) => services.perform(openSession, session, bare),
): Promise<Result<SignedIn, string>> => {
  const { accountId, device, deviceId, deviceKnown, totp } = entering
  const code = totp
    ? await enterGate(services, {
        name: `code of ${accountId}`,
        deviceId: cameWith(entering),
        deviceKnown,
        strangers: deviceBudget,
      })
    : undefined
  if (code && !code.ok) return code
  const opened = await open(
    { accountId, device, totp },
    // Without the caller's key: the reply, kept to be repeated, would hold the session's token.
    { actor: by.actor, requestId: by.requestId },
  )
  if (!opened.ok) {
    // Nothing was guessed at: the code is yet to come, or a key asked, which opens no sessions.
    if (opened.code === 'sign-in.totp-needed' || opened.code === 'access.session-only') await gate.undecided()
    return opened
  }
  await gate.passed(accountId, deviceId)
  await code?.value.passed(accountId, deviceId)
  const live = await liveSessionOf(services, opened.value.token)
  return live ? ok({ token: opened.value.token, live }) : refuse('sign-in.refused')
}

const cameWith = (device: Device): string | undefined => (device.deviceCame ? device.deviceId : undefined)
