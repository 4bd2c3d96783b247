import * as openid from 'openid-client'
import type { SignOnFailure, SingleSignOn } from '../ports/ports.ts'

export interface OidcSettings {
  /** As the provider names itself; `https://`, or `http://` on this machine. */
  readonly issuer: string
  readonly clientId: string
  /** None: a public client, which PKCE protects alone. */
  readonly clientSecret: string | undefined
  readonly name: string
}

const waitSeconds = 8

/** Where the provider sends people back to; to be registered there. */
export const returnPath = '/api/v1/sso/callback'

/**
 * Code flow with PKCE, state and nonce. The provider is asked about itself and its keys at each sign-in and never at the
 * start: one that is down keeps nobody from working and is said to be down before anybody is sent there, one that has
 * changed its key a moment ago is believed, and the next sign-in finds it when it is back.
 */
export const oidcSignOn = (settings: OidcSettings, publicUrl: string): SingleSignOn => {
  const returnAddress = `${publicUrl}${returnPath}`
  const local = settings.issuer.startsWith('http:')
  const provider = (): Promise<openid.Configuration> =>
    openid.discovery(
      new URL(settings.issuer),
      settings.clientId,
      undefined,
      settings.clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(settings.clientSecret),
      {
        timeout: waitSeconds,
        // By default the signature of a token fetched over TLS is taken on trust.
        execute: [openid.enableNonRepudiationChecks, ...(local ? [openid.allowInsecureRequests] : [])],
      },
    )

  return {
    issuer: settings.issuer,
    name: settings.name,
    async begin() {
      try {
        const configuration = await provider()
        const secrets = {
          state: openid.randomState(),
          nonce: openid.randomNonce(),
          verifier: openid.randomPKCECodeVerifier(),
        }
        const address = openid.buildAuthorizationUrl(configuration, {
          redirect_uri: returnAddress,
          scope: 'openid',
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
        })
        return { begun: true, address: address.href, secrets }
      } catch (error) {
        return failureOf(error)
      }
    },
    async finish(query, secrets) {
      try {
        const configuration = await provider()
        const tokens = await openid.authorizationCodeGrant(
          configuration,
          new URL(`${returnAddress}?${query}`),
          {
            expectedState: secrets.state,
            expectedNonce: secrets.nonce,
            pkceCodeVerifier: secrets.verifier,
            idTokenExpected: true,
          },
        )
        const subject = tokens.claims()?.sub
        return subject ? { begun: true, subject } : { begun: false, reason: 'refused', code: 'no-subject' }
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

const unreachable = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])

const failureOf = (error: unknown): SignOnFailure => {
  if (error instanceof openid.AuthorizationResponseError)
    return { begun: false, reason: 'declined', code: error.error }
  if (error instanceof openid.ResponseBodyError) return { begun: false, reason: 'refused', code: error.error }
  const code = (error as { code?: unknown }).code
  // What fetch throws when nobody answers has no code.
  if (error instanceof TypeError && code === undefined)
    return { begun: false, reason: 'unreachable', code: 'no-answer' }
  const said = typeof code === 'string' ? code : 'fault'
  return { begun: false, reason: unreachable.has(said) ? 'unreachable' : 'refused', code: said }
}
