import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Empty, IdShape, NewPasswordShape, OneOf } from '../../../wire/shapes.ts'
import { SessionShape } from '../contract.ts'

const SignIn = Type.String({ minLength: 1, maxLength: 200, description: 'user name, e-mail or phone' })
const Code = Type.String({ minLength: 6, maxLength: 20 })
const Token = Type.String({ minLength: 1, maxLength: 200, description: 'what stands after # in the link' })
const CodeId = Type.Optional(
  Type.String({
    maxLength: 40,
    description: 'as told when the code was asked for; others have guesses of their own, and few',
  }),
)

export const askForCode = endpoint({
  id: 'accounts.askForCode',
  method: 'POST',
  path: '/api/v1/sent-codes',
  title: { zh: '申请验证码或重设密码链接', en: 'Ask for a code, or a link to set a new password' },
  audience: 'public',
  body: Type.Object({
    purpose: OneOf(['sign-in', 'password-reset', 'register'] as const),
    signIn: SignIn,
    language: Type.Optional(OneOf(['zh', 'en'] as const)),
  }),
  reply: Type.Object({
    codeId: IdShape,
    way: OneOf(['email', 'sms'] as const),
    sent: Type.Boolean({
      description:
        'false: asked again too soon, what was sent before still works. Says nothing about there being such an account',
    }),
    minutes: Type.Integer({ description: 'how long it is good for' }),
    againSeconds: Type.Integer({ description: 'until the next may be asked for' }),
  }),
  status: 202,
})

export const openSessionByCode = endpoint({
  id: 'accounts.openSessionByCode',
  method: 'POST',
  path: '/api/v1/sessions/by-code',
  title: { zh: '用手机验证码登录', en: 'Sign in with a code sent to the phone' },
  audience: 'public',
  body: Type.Object({
    signIn: SignIn,
    code: Code,
    codeId: CodeId,
    totp: Type.Optional(
      Type.String({ maxLength: 20, description: 'code of the second factor, or a recovery code' }),
    ),
  }),
  reply: SessionShape,
  status: 201,
})

/** A POST, so that the token is in no address and no log. */
export const readResetLink = endpoint({
  id: 'accounts.readResetLink',
  method: 'POST',
  path: '/api/v1/password-resets/read',
  title: { zh: '查看重设密码链接', en: 'Read a link to set a new password' },
  audience: 'public',
  body: Type.Object({ token: Token }),
  reply: Type.Object({ signIn: Type.String({ description: 'the sign-in name it was asked for' }) }),
})

export const resetByLink = endpoint({
  id: 'accounts.resetPasswordByLink',
  method: 'POST',
  path: '/api/v1/password-resets/by-link',
  title: { zh: '凭邮件链接重设密码', en: 'Set a new password with a link' },
  audience: 'public',
  body: Type.Object({ token: Token, password: NewPasswordShape }),
  reply: Empty,
  status: 204,
})

export const resetByCode = endpoint({
  id: 'accounts.resetPasswordByCode',
  method: 'POST',
  path: '/api/v1/password-resets/by-code',
  title: { zh: '凭手机验证码重设密码', en: 'Set a new password with a code' },
  audience: 'public',
  body: Type.Object({ signIn: SignIn, code: Code, codeId: CodeId, password: NewPasswordShape }),
  reply: Empty,
  status: 204,
})
