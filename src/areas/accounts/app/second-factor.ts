import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, query, type Asking, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import {
  confirmFactor,
  countRecoveryCodes,
  deleteFactor,
  findFactor,
  lockFactor,
  replaceRecoveryCodes,
  saveUnconfirmedFactor,
} from '../store/second-factor.ts'
import { revokeKeysOf } from '../store/api-keys.ts'
import { accountExists, findPasswordHash, nameOfAccount } from '../store/accounts.ts'
import { renewSession, revokeSessionsOf, weakenSession } from '../store/sessions.ts'
import { enterGate } from './attempt-gate.ts'
import type { LiveSession } from './identify.ts'
import { passwordMatches } from './password-hash.ts'
import { proveSecondFactor, recoveryHash } from './prove-second-factor.ts'
import { newSessionToken, tokenHash } from './session-token.ts'
import { tellOwner } from './tell-owner.ts'
import { isTotpCode, newRecoveryCodes, newTotpSecret, plainCode, totpStep, totpUri } from './totp.ts'

export const ownSecondFactor = query({
  name: 'accounts.ownSecondFactor',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async reply(reading, _input: object) {
    const accountId = reading.actor.accountId ?? ''
    const factor = await findFactor(reading.tx, accountId)
    return {
      on: Boolean(factor?.confirmedAt),
      since: factor?.confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft: await countRecoveryCodes(reading.tx, accountId),
    }
  },
})

/** Shows a new secret to who knows the password: a browser left open is not enough to lock its owner out. */
export const beginSecondFactor = async (
  services: Services,
  live: LiveSession,
  asked: { password: string },
  by: Asking,
): Promise<Result<{ secret: string; uri: string }, string>> => {
  const known = await ownPassword(services, live, asked.password)
  return known.ok ? services.perform(saveSecret, {}, withoutKey(by)) : known
}

const saveSecret = command({
  name: 'accounts.beginSecondFactor',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, _input: object) {
    const accountId = unit.actor.accountId
    if (!accountId) return refuse('access.sign-in')
    if ((await lockFactor(unit.tx, accountId))?.confirmedAt) return refuse('second-factor.on')
    const secret = newTotpSecret()
    await saveUnconfirmedFactor(unit.tx, accountId, unit.ports.vault.seal(secret), unit.now)
    return ok({ secret, uri: totpUri(secret, await nameOfAccount(unit.tx, accountId)) })
  },
})

/**
 * Turns the factor on with a first code. The session in hand goes on, strengthened, under a new token; all others were
 * opened without the factor and end.
 */
export const confirmSecondFactor = async (
  services: Services,
  live: LiveSession,
  asked: { code: string },
  by: Asking,
): Promise<Result<{ recoveryCodes: string[]; token: string }, string>> => {
  const gate = await gateOf(services, live)
  if (!gate.ok) return gate
  const done = await services.perform(
    confirmSecret,
    { sessionId: live.sessionId, code: asked.code },
    withoutKey(by),
  )
  await (done.ok ? gate.value.undecided() : gate.value.failed())
  return done
}

const confirmSecret = command({
  name: 'accounts.confirmSecondFactor',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, input: { sessionId: string; code: string }) {
    const accountId = unit.actor.accountId
    if (!accountId) return refuse('access.sign-in')
    const factor = await lockFactor(unit.tx, accountId)
    if (!factor) return refuse('second-factor.not-begun')
    if (factor.confirmedAt) return refuse('second-factor.on')
    const code = plainCode(input.code)
    const step = isTotpCode(code) ? totpStep(unit.ports.vault.open(factor.secret), code, unit.now) : undefined
    if (step === undefined) return refuse('second-factor.wrong')
    await confirmFactor(unit.tx, accountId, step, unit.now)
    const recoveryCodes = await freshRecoveryCodes(unit, accountId)
    const token = newSessionToken()
    await renewSession(unit.tx, input.sessionId, tokenHash(token))
    await revokeSessionsOf(unit.tx, accountId, input.sessionId, unit.now)
    await unit.emit({
      name: 'accounts.secondFactorOn',
      subject: { kind: 'account', id: accountId },
      data: {},
    })
    return ok({ recoveryCodes, token })
  },
})

/** Password and code together, for what would weaken the account. */
interface BothProofs {
  readonly password: string
  readonly code: string
}

export const renewRecoveryCodes = (
  services: Services,
  live: LiveSession,
  asked: BothProofs,
  by: Asking,
): Promise<Result<{ recoveryCodes: string[] }, string>> =>
  withBoth(services, live, asked, () =>
    services.perform(makeRecoveryCodes, { code: asked.code }, withoutKey(by)),
  )

const makeRecoveryCodes = command({
  name: 'accounts.renewRecoveryCodes',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, input: { code: string }) {
    const accountId = unit.actor.accountId ?? ''
    const proved = await proveOwn(unit, accountId, input.code)
    if (!proved.ok) return proved
    const recoveryCodes = await freshRecoveryCodes(unit, accountId)
    await unit.emit({
      name: 'accounts.recoveryCodesRenewed',
      subject: { kind: 'account', id: accountId },
      data: {},
    })
    return ok({ recoveryCodes })
  },
})

export const turnSecondFactorOff = (
  services: Services,
  live: LiveSession,
  asked: BothProofs,
  by: Asking,
): Promise<Result<object, string>> =>
  withBoth(services, live, asked, () =>
    services.perform(dropSecondFactor, { code: asked.code, sessionId: live.sessionId }, withoutKey(by)),
  )

const dropSecondFactor = command({
  name: 'accounts.turnSecondFactorOff',
  action: 'account.self',
  load: async () => ({ owners: {} }),
  async run(unit, input: { code: string; sessionId: string }) {
    const accountId = unit.actor.accountId ?? ''
    const proved = await proveOwn(unit, accountId, input.code)
    if (!proved.ok) return proved
    await deleteFactor(unit.tx, accountId)
    // From now on it may do what one without a second factor may.
    await weakenSession(unit.tx, input.sessionId)
    const signedOut = await revokeSessionsOf(unit.tx, accountId, input.sessionId, unit.now)
    // Keys made with it would go on doing what the session in hand may no longer.
    const keys = await revokeKeysOf(unit.tx, accountId, unit.now)
    const { id } = await unit.emit({
      name: 'accounts.secondFactorOff',
      subject: { kind: 'account', id: accountId },
      data: { signedOut, keys },
    })
    await tellOwner(unit, 'second-factor-off', accountId, id)
    return ok({})
  },
})

/** For a colleague who lost phone and codes: they sign in with the password alone and set up a new factor. */
export const resetSecondFactor = command({
  name: 'accounts.resetSecondFactor',
  action: 'account.manage',
  async load(unit, input: { accountId: string; reason: string }) {
    return (await accountExists(unit.tx, input.accountId)) ? { owners: {} } : undefined
  },
  async run(unit, input) {
    if (input.accountId === unit.actor.accountId) return refuse('second-factor.own-reset')
    if (!(await deleteFactor(unit.tx, input.accountId))) return refuse('second-factor.off')
    await revokeSessionsOf(unit.tx, input.accountId, null, unit.now)
    // Those made with the factor that is gone, perhaps in strange hands, among them.
    const keys = await revokeKeysOf(unit.tx, input.accountId, unit.now)
    const { id } = await unit.emit({
      name: 'accounts.secondFactorReset',
      subject: { kind: 'account', id: input.accountId },
      data: { reason: input.reason, keys },
    })
    await tellOwner(unit, 'second-factor-off', input.accountId, id)
    return ok({})
  },
})

const freshRecoveryCodes = async (unit: Unit, accountId: string): Promise<string[]> => {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => recoveryHash(unit.ports.vault, accountId, code))
  await replaceRecoveryCodes(unit.tx, accountId, hashes)
  return codes
}

const proveOwn = async (unit: Unit, accountId: string, code: string): Promise<Result<true, string>> => {
  const proved = await proveSecondFactor(unit, accountId, code)
  if (!proved.ok) return refuse(ownRefusal[proved.code])
  return proved.value ? ok(true) : refuse('second-factor.off')
}

/** The same refusals without their 401, which would tell the page that its session ended. */
const ownRefusal = {
  'sign-in.totp-needed': 'second-factor.wrong',
  'sign-in.totp-wrong': 'second-factor.wrong',
  'sign-in.totp-used': 'second-factor.used',
  'sign-in.recovery-wrong': 'second-factor.recovery-wrong',
} as const

const withBoth = async <T>(
  services: Services,
  live: LiveSession,
  asked: BothProofs,
  act: () => Promise<Result<T, string>>,
): Promise<Result<T, string>> => {
  const known = await ownPassword(services, live, asked.password)
  if (!known.ok) return known
  const gate = await gateOf(services, live)
  if (!gate.ok) return gate
  const done = await act()
  await (done.ok ? gate.value.undecided() : gate.value.failed())
  return done
}

/** The password of the account in hand; guesses are counted like those at the door. */
export const ownPassword = async (
  services: Services,
  live: LiveSession,
  password: string,
): Promise<Result<true, string>> => {
  const gate = await gateOf(services, live)
  if (!gate.ok) return gate
  if (await passwordMatches(await findPasswordHash(services.db, live.accountId), password)) {
    await gate.value.undecided()
    return ok(true)
  }
  await gate.value.failed()
  return refuse('password.wrong')
}

const gateOf = (services: Services, live: LiveSession) =>
  enterGate(services, { name: `account ${live.accountId}`, deviceId: live.sessionId, deviceKnown: true })

/** The reply kept under an idempotency key would hold what is shown once and kept only as a hash. */
export const withoutKey = ({ actor, requestId }: Asking): Asking => ({ actor, requestId })
