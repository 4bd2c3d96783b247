import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Empty, IdShape, InstantShape } from '../../../wire/shapes.ts'

const Password = Type.String({ minLength: 1, maxLength: 200 })
/** Six digits of the app, or a recovery code. */
const Code = Type.String({ minLength: 6, maxLength: 20 })
const RecoveryCodes = Type.Array(Type.String(), {
  description: 'shown this once; each is good for one sign-in',
})

export const readSecondFactor = endpoint({
  id: 'accounts.readSecondFactor',
  method: 'GET',
  path: '/api/v1/account/second-factor',
  title: { zh: '我的动态验证码', en: 'My second factor' },
  audience: 'session',
  reply: Type.Object({
    on: Type.Boolean(),
    since: Type.Union([InstantShape, Type.Null()]),
    required: Type.Boolean({ description: 'a role held may not be acted in without it' }),
    recoveryCodesLeft: Type.Integer(),
  }),
})

export const beginSecondFactor = endpoint({
  id: 'accounts.beginSecondFactor',
  method: 'POST',
  path: '/api/v1/account/second-factor',
  title: { zh: '绑定动态验证码', en: 'Set up a second factor' },
  audience: 'session',
  body: Type.Object({ password: Password }),
  reply: Type.Object({
    secret: Type.String({ description: 'base32, for typing into an app' }),
    uri: Type.String({ description: 'otpauth://totp/…' }),
    qr: Type.String({ description: 'the address as a picture: data:image/svg+xml' }),
  }),
  status: 201,
})

export const confirmSecondFactor = endpoint({
  id: 'accounts.confirmSecondFactor',
  method: 'POST',
  path: '/api/v1/account/second-factor/confirm',
  title: { zh: '启用动态验证码', en: 'Turn the second factor on' },
  audience: 'session',
  body: Type.Object({ code: Code }),
  reply: Type.Object({
    recoveryCodes: RecoveryCodes,
    csrf: Type.String({ description: 'of the session, whose cookie is renewed' }),
  }),
})

export const renewRecoveryCodes = endpoint({
  id: 'accounts.renewRecoveryCodes',
  method: 'POST',
  path: '/api/v1/account/second-factor/recovery-codes',
  title: { zh: '更换恢复码', en: 'New recovery codes' },
  audience: 'session',
  body: Type.Object({ password: Password, code: Code }),
  reply: Type.Object({ recoveryCodes: RecoveryCodes }),
})

export const turnSecondFactorOff = endpoint({
  id: 'accounts.turnSecondFactorOff',
  method: 'POST',
  path: '/api/v1/account/second-factor/off',
  title: { zh: '停用动态验证码', en: 'Turn the second factor off' },
  audience: 'session',
  body: Type.Object({ password: Password, code: Code }),
  reply: Empty,
  status: 204,
})

export const resetSecondFactor = endpoint({
  id: 'accounts.resetSecondFactor',
  method: 'POST',
  path: '/api/v1/accounts/:accountId/second-factor/reset',
  title: { zh: '为同事重置动态验证码', en: 'Reset a colleague’s second factor' },
  audience: 'session',
  params: Type.Object({ accountId: IdShape }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})
