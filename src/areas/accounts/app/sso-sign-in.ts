import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Asking } from '../../../platform/perform.ts'
import type { SignOnSecrets } from '../../../platform/ports/ports.ts'
import type { Services } from '../../../platform/services.ts'
import { enterProved } from './enter-proved.ts'
import type { Device, SignedIn } from './sign-in.ts'
import { acceptSignOnInvitation, linkSignOn, useSignOnLink } from './sso-links.ts'

const flowMs = 600_000

/** What a browser on its way to the provider is to come back for. */
export type Errand =
  | { readonly kind: 'sign-in'; readonly next: string }
  | { readonly kind: 'invitation'; readonly token: string }
  | { readonly kind: 'link'; readonly accountId: string }

interface Flow {
  readonly flow: 'sso'
  readonly at: number
  readonly errand: Errand
  readonly secrets: SignOnSecrets
}

interface AwaitingCode {
  readonly flow: 'sso-code'
  readonly at: number
  readonly accountId: string
  readonly next: string
}

/** Sealed for a cookie: only the browser that set out can come back, to whichever server, and cannot read or change it. */
const seal = ({ ports }: Services, held: Flow | AwaitingCode): string =>
  ports.vault.seal(JSON.stringify(held)).toString('base64url')

const opened = <F extends Flow | AwaitingCode>(
  { ports, now }: Services,
  sealed: string | undefined,
  kind: F['flow'],
): F | undefined => {
  if (!sealed) return undefined
  try {
    const held = JSON.parse(ports.vault.open(Buffer.from(sealed, 'base64url'))) as F
    return held.flow === kind && now().getTime() - held.at < flowMs ? held : undefined
  } catch {
    return undefined
  }
}

const failureCodes = {
  unreachable: 'sso.unreachable',
  declined: 'sso.declined',
  refused: 'sso.refused',
} as const

/** Sends a browser on its way: the address to go to, and what it has to bring back. */
export const setOut = async (
  services: Services,
  errand: Errand,
): Promise<Result<{ address: string; flow: string }, string>> => {
  const { signOn } = services.ports
  if (!signOn) return refuse('sso.none')
  const begun = await signOn.begin()
  if (!begun.begun) {
    services.log.warn({ code: begun.code }, 'identity provider')
    return refuse(failureCodes[begun.reason])
  }
  const flow = seal(services, { flow: 'sso', at: services.now().getTime(), errand, secrets: begun.secrets })
  return ok({ address: begun.address, flow })
}

/** How a browser that came back goes on. */
export type Arrival =
  | { readonly kind: 'linked' }
  | { readonly kind: 'signed-in'; readonly signedIn: SignedIn; readonly next: string }
  /** The account has a second factor; what is sealed proves the first. */
  | { readonly kind: 'code'; readonly sealed: string; readonly next: string }
  | { readonly kind: 'failed'; readonly code: string; readonly errand: Errand['kind'] }

export const arrive = async (
  services: Services,
  came: { readonly query: string; readonly flow: string | undefined; readonly device: Device },
  by: Asking,
): Promise<Arrival> => {
  const { signOn } = services.ports
  const flow = opened<Flow>(services, came.flow, 'sso')
  if (!signOn || !flow) return { kind: 'failed', code: 'sso.stale', errand: 'sign-in' }
  const failed = (code: string): Arrival => ({ kind: 'failed', code, errand: flow.errand.kind })
  const proved = await signOn.finish(came.query, flow.secrets)
  if (!proved.begun) {
    services.log.warn({ code: proved.code }, 'identity provider')
    return failed(failureCodes[proved.reason])
  }
  const identity = { issuer: signOn.issuer, subject: proved.subject }
  const bare = { actor: by.actor, requestId: by.requestId }
  if (flow.errand.kind === 'link') {
    // The account that set out, and no other that was signed in to meanwhile.
    if (by.actor.accountId !== flow.errand.accountId) return failed('sso.stale')
    const linked = await services.perform(linkSignOn, identity, bare)
    return linked.ok ? { kind: 'linked' } : failed(linked.code)
  }
  const found =
    flow.errand.kind === 'invitation'
      ? await services.perform(acceptSignOnInvitation, { ...identity, token: flow.errand.token }, bare)
      : await services.perform(useSignOnLink, identity, bare)
  if (!found.ok) {
    const missing = flow.errand.kind === 'invitation' ? 'sso.invitation-over' : 'sso.unknown'
    return failed(found.code === 'not-found' ? missing : found.code)
  }
  const { accountId } = found.value
  const next = flow.errand.kind === 'sign-in' ? flow.errand.next : '/'
  const done = await enterProved(services, { ...came.device, accountId, door: 'sso' }, bare)
  if (done.ok) return { kind: 'signed-in', signedIn: done.value, next }
  if (done.code !== 'sign-in.totp-needed') return failed(done.code)
  const sealed = seal(services, { flow: 'sso-code', at: services.now().getTime(), accountId, next })
  return { kind: 'code', sealed, next }
}

/** The code of the second factor, for whom the provider has vouched for a moment ago. */
export const proveCode = async (
  services: Services,
  given: { readonly sealed: string | undefined; readonly totp: string; readonly device: Device },
  by: Asking,
): Promise<Result<SignedIn, string>> => {
  const held = opened<AwaitingCode>(services, given.sealed, 'sso-code')
  if (!held) return refuse('sso.stale')
  const { accountId } = held
  return enterProved(services, { ...given.device, accountId, door: 'sso', totp: given.totp }, by)
}
