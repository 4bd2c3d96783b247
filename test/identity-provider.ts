import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, type CryptoKey, decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import { afterAll } from 'vitest'
import { identityClient as client } from './identity-client.ts'

/** A real identity provider (oidc-provider) on a port of this machine, at which one person is signed in. */
export interface TestIdentityProvider {
  readonly issuer: string
  readonly client: { readonly clientId: string; readonly clientSecret: string }
  /** Who signs in next; `null` declines. */
  person: string | null
  /** Changes the claims of the next ID token, signed with the provider's own key, or with another. */
  spoil: { claims?: (claims: JWTPayload) => JWTPayload; foreignKey?: boolean } | undefined
  /** Listens, with a new key of a new name each time. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Follows an address of the provider as a browser does, up to where it sends back to. */
  visit(address: string): Promise<URL>
}

let keys = 0

export const testIdentityProvider = (port: number, returnAddress: string): TestIdentityProvider => {
  const issuer = `http://127.0.0.1:${port}`
  let server: Server | undefined

  const stop = async (): Promise<void> => {
    const ending = server
    server = undefined
    ending?.closeAllConnections()
    await new Promise<void>((resolve) => (ending ? ending.close(() => resolve()) : resolve()))
  }
  afterAll(stop)

  const provider: TestIdentityProvider = {
    issuer,
    client,
    person: 'subject-1',
    spoil: undefined,
    stop,
    async start() {
      keys += 1
      const [own, foreign] = [await newKey(`key-${keys}`), await newKey(`key-${keys}`)]
      const app = new Provider(issuer, configuration(client, returnAddress, own.jwk))
      app.use(async (context, next) => {
        if (context.path.startsWith('/interaction/')) {
          context.respond = false
          const result =
            provider.person === null
              ? { error: 'access_denied', error_description: 'declined' }
              : { login: { accountId: provider.person, remember: false } }
          await app.interactionFinished(context.req, context.res, result)
          return
        }
        await next()
        const body = context.body as { id_token?: string } | undefined
        if (context.path !== '/token' || !body?.id_token || !provider.spoil) return
        const { claims, foreignKey } = provider.spoil
        provider.spoil = undefined
        const spoilt = decodeJwt(body.id_token)
        context.body = {
          ...body,
          id_token: await new SignJWT(claims ? claims(spoilt) : spoilt)
            .setProtectedHeader({ alg: 'RS256', kid: own.jwk.kid })
            .sign((foreignKey ? foreign : own).key),
        }
      })
      server = createServer(app.callback())
      const listening = server
      await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve))
    },
    async visit(address) {
      const jar = new Map<string, string>()
      let at = new URL(address)
      for (let hop = 0; hop < 10; hop += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const reply = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const line of reply.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
          jar.set(name, value)
        }
        const location = reply.headers.get('location')
        if (!location) throw new Error(`the provider answered ${reply.status}: ${await reply.text()}`)
        at = new URL(location, at)
        if (at.href.startsWith(returnAddress)) return at
      }
      throw new Error('the provider sends round in circles')
    },
  }
  return provider
}

const newKey = async (kid: string) => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return {
    key: privateKey satisfies CryptoKey,
    jwk: { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' },
  }
}

const configuration = (
  client: { clientId: string; clientSecret: string },
  returnAddress: string,
  jwk: object,
): object => ({
  clients: [
    {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: [returnAddress],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ['cookies-of-the-tests'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
  // Nobody is asked for consent: the provider is the city's own.
  async loadExistingGrant({ oidc }: import('oidc-provider').Context) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client.clientId,
      accountId: oidc.session.accountId,
    })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})
