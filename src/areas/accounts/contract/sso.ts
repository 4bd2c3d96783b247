import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page } from '../../../wire/page.ts'
import { Empty, IdShape, InstantShape } from '../../../wire/shapes.ts'
import { SessionShape } from '../contract.ts'

const Address = Type.Object({ address: Type.String({ description: 'where to send the browser' }) })

export const readSignOn = endpoint({
  id: 'accounts.readSignOn',
  method: 'GET',
  path: '/api/v1/sso',
  title: { zh: '统一身份认证', en: 'Single sign-on' },
  audience: 'public',
  reply: Type.Object({ provider: Type.Union([Type.Object({ name: Type.String() }), Type.Null()]) }),
})

export const beginSignOn = endpoint({
  id: 'accounts.beginSignOn',
  method: 'POST',
  path: '/api/v1/sso/sign-in',
  title: { zh: '通过统一身份认证登录', en: 'Sign in at the identity provider' },
  audience: 'public',
  body: Type.Object({
    next: Type.Optional(Type.String({ maxLength: 500, description: 'screen to open afterwards' })),
    invitation: Type.Optional(Type.String({ maxLength: 100, description: 'token of an invitation' })),
  }),
  reply: Address,
})

/** Where the provider sends people back to; answers with the screen to go to, whatever came of it. */
export const returnFromSignOn = endpoint({
  id: 'accounts.returnFromSignOn',
  method: 'GET',
  path: '/api/v1/sso/callback',
  title: { zh: '从统一身份认证返回', en: 'Back from the identity provider' },
  audience: 'public',
  reply: Empty,
  produces: ['text/html'],
})

export const finishSignOn = endpoint({
  id: 'accounts.finishSignOn',
  method: 'POST',
  path: '/api/v1/sso/code',
  title: { zh: '统一身份认证后的动态验证码', en: 'Second factor after the identity provider' },
  audience: 'public',
  body: Type.Object({
    totp: Type.String({ minLength: 1, maxLength: 20, description: 'code of the app, or a recovery code' }),
  }),
  reply: SessionShape,
  status: 201,
})

export const listSignOnLinks = endpoint({
  id: 'accounts.listSignOnLinks',
  method: 'GET',
  path: '/api/v1/account/sso-links',
  title: { zh: '我的统一身份认证绑定', en: 'My identities at providers' },
  audience: 'session',
  reply: Page(
    Type.Object({
      id: IdShape,
      provider: Type.String(),
      current: Type.Boolean({ description: 'of the provider this installation uses now' }),
      linkedAt: InstantShape,
      lastUsedAt: Type.Union([InstantShape, Type.Null()]),
    }),
  ),
})

export const beginSignOnLink = endpoint({
  id: 'accounts.beginSignOnLink',
  method: 'POST',
  path: '/api/v1/account/sso-links',
  title: { zh: '绑定统一身份认证', en: 'Link an identity at the provider' },
  audience: 'session',
  body: Type.Object({ password: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Address,
})

export const removeSignOnLink = endpoint({
  id: 'accounts.removeSignOnLink',
  method: 'DELETE',
  path: '/api/v1/account/sso-links/:linkId',
  title: { zh: '解除统一身份认证绑定', en: 'Unlink an identity' },
  audience: 'session',
  params: Type.Object({ linkId: IdShape }),
  reply: Empty,
  status: 204,
})

export const inviteToSignOn = endpoint({
  id: 'accounts.inviteToSignOn',
  method: 'POST',
  path: '/api/v1/accounts/:accountId/sso-invitation',
  title: { zh: '邀请绑定统一身份认证', en: 'Invite somebody to link their identity' },
  audience: 'session',
  params: Type.Object({ accountId: IdShape }),
  body: Empty,
  reply: Type.Object({ link: Type.String({ description: 'shown this once' }), until: InstantShape }),
  status: 201,
})
