import { problems } from './problem.ts'

export const accountProblems = problems({
  'sign-in.refused': {
    status: 401,
    zh: '账号或密码不正确。',
    en: 'The sign-in name or the password is not right.',
  },
  'sign-in.wait': {
    status: 429,
    zh: '此账号多次输错，请 {seconds} 秒后再试。',
    en: 'Too many wrong attempts for this account; try again in {seconds} seconds.',
  },
  'sign-in.totp-needed': {
    status: 401,
    zh: '请输入动态验证码。',
    en: 'Enter the code of your second factor.',
  },
  'sign-in.totp-wrong': {
    status: 401,
    zh: '动态验证码不正确，请核对手机时间后输入新的一组。',
    en: 'The code is not right; check the clock of your phone and enter the next one.',
  },
  'sign-in.totp-used': {
    status: 401,
    zh: '这组验证码已经用过，请等下一组。',
    en: 'This code was used already; wait for the next one.',
  },
  'sign-in.recovery-wrong': {
    status: 401,
    zh: '恢复码不正确，或者已经用过。',
    en: 'The recovery code is not right, or was used already.',
  },
  'sign-in.enrol-first': {
    status: 403,
    zh: '您的角色须启用动态验证码，请先绑定。',
    en: 'Your role needs a second factor; set it up first.',
  },
  'second-factor.on': {
    status: 409,
    zh: '动态验证码已启用；要换手机，请先停用。',
    en: 'The second factor is on; to change the phone, turn it off first.',
  },
  'second-factor.off': {
    status: 409,
    zh: '该账号没有启用动态验证码。',
    en: 'The account has no second factor.',
  },
  'second-factor.not-begun': {
    status: 409,
    zh: '请先扫描二维码。',
    en: 'Scan the picture first.',
  },
  'second-factor.wrong': {
    status: 422,
    zh: '动态验证码不正确，请核对手机时间后输入新的一组。',
    en: 'The code is not right; check the clock of your phone and enter the next one.',
  },
  'second-factor.used': {
    status: 422,
    zh: '这组验证码已经用过，请等下一组。',
    en: 'This code was used already; wait for the next one.',
  },
  'second-factor.recovery-wrong': {
    status: 422,
    zh: '恢复码不正确，或者已经用过。',
    en: 'The recovery code is not right, or was used already.',
  },
  'second-factor.own-reset': {
    status: 409,
    zh: '不能重置自己的动态验证码：请用恢复码，或请另一位工作人员办理。',
    en: 'You cannot reset your own second factor: use a recovery code, or ask another officer.',
  },
  'sign-in.name-taken': {
    status: 409,
    zh: '该登录名已被使用，请换一个。',
    en: 'This sign-in name is taken; choose another.',
  },
  'sign-in.name-malformed': {
    status: 422,
    zh: '登录名须为 3–60 位字母、数字、点、横线，或手机号、电子邮箱。',
    en: 'A sign-in name is 3-60 letters, digits, dots or dashes, or a phone number or e-mail address.',
  },
  'password.wrong': { status: 422, zh: '当前密码不正确。', en: 'The current password is not right.' },
  'password.common': {
    status: 422,
    zh: '这个密码太容易猜到（常见词、键盘顺序、年份，或您的姓名、手机、号码）。请换成几个不相干的词。',
    en: 'This password is guessed too easily (common words, rows of keys, years, or your own name, phone or numbers). Choose a few unrelated words.',
  },
  'password.same': {
    status: 422,
    zh: '新密码不能与当前密码相同。',
    en: 'The new password must differ from the current one.',
  },
  'sent-code.phone-needed': {
    status: 422,
    zh: '验证码只能发到中国大陆的手机，请输入 11 位手机号。',
    en: 'Codes go to mobile phones of mainland China only; enter the number of eleven digits.',
  },
  'sent-code.needed': {
    status: 422,
    zh: '请先获取验证码，再填写短信中的六位数字。',
    en: 'Ask for a code first, then enter the six digits of the message.',
  },
  'sent-code.no-messages': {
    status: 409,
    zh: '本站没有接通短信，不能用验证码；请用密码登录，忘记密码的请联系管理办公室。',
    en: 'This site sends no text messages, so there are no codes. Sign in with your password; if you have forgotten it, turn to the programme office.',
  },
  'sent-code.ceiling': {
    status: 429,
    zh: '本站一小时内发出的验证码已达上限，请稍后再试。',
    en: 'This site has sent as many codes as it may in an hour; try again later.',
  },
  'sent-code.wrong': {
    status: 422,
    zh: '验证码不正确。请输入最近收到的一条短信中的六位数字。',
    en: 'The code is not right. Enter the six digits of the latest text message you got.',
  },
  'sent-code.expired': {
    status: 422,
    zh: '验证码已过期，请重新获取。',
    en: 'The code has expired; ask for a new one.',
  },
  'sent-code.spent': {
    status: 422,
    zh: '这个验证码输错次数太多，已经作废，请重新获取。',
    en: 'This code was typed wrongly too many times and no longer works; ask for a new one.',
  },
  'sent-code.used': {
    status: 422,
    zh: '这个验证码已经用过，请重新获取。',
    en: 'This code was used already; ask for a new one.',
  },
  'reset-link.unknown': {
    status: 404,
    zh: '链接不完整，或者您后来又申请过：请打开最近一封邮件中的链接。',
    en: 'This link is not whole, or you have asked for another since: open the one in the latest mail.',
  },
  'reset-link.expired': {
    status: 409,
    zh: '这个链接已过期，请重新申请。',
    en: 'This link has expired; ask for a new one.',
  },
  'reset-link.used': {
    status: 409,
    zh: '这个链接已经用过，每个链接只能使用一次。',
    en: 'This link has been used; each works once.',
  },
  'api-key.role': {
    status: 422,
    zh: '您现在没有担任这个角色。',
    en: 'You do not hold this role at present.',
  },
  'api-key.scope': {
    status: 422,
    zh: '没有“{scope}”这个范围，或它对这个角色没有用处。',
    en: 'There is no scope “{scope}”, or it gives this role nothing.',
  },
  'api-key.expiry': {
    status: 422,
    zh: '有效期须在今天至 {latest} 之间。',
    en: 'The last day must be between today and {latest}.',
  },
  'api-key.too-many': {
    status: 409,
    zh: '有效的接口密钥已有 {limit} 个，请先停用不再使用的。',
    en: 'There are {limit} API keys in use already; revoke those no longer needed.',
  },
  'api-key.second-factor': {
    status: 403,
    zh: '这个角色的接口密钥须在用动态验证码登录后生成。',
    en: 'A key for this role is made only after signing in with the second factor.',
  },
  'role.already-held': {
    status: 409,
    zh: '该账号在这段时间内已有此角色。',
    en: 'The account already holds this role in that period.',
  },
  'role.organisation-unknown': {
    status: 422,
    zh: '没有这个单位，或其类型与角色不符。',
    en: 'There is no such organisation, or its kind does not fit the role.',
  },
  'role.dates': {
    status: 422,
    zh: '结束日期不能早于开始日期。',
    en: 'The last day cannot be before the first.',
  },
  'invitation.unknown': {
    status: 404,
    zh: '邀请链接不完整或不正确，请从收到的消息中重新复制完整链接。',
    en: 'This link is not whole or not right; copy all of it again from the message you were given.',
  },
  'invitation.used': {
    status: 409,
    zh: '这份邀请已被接受，每个链接只能使用一次。',
    en: 'This invitation has been accepted; each link works once.',
  },
  'invitation.accepted-by-you': {
    status: 409,
    zh: '您已经接受了这份邀请，登录后即可办事。',
    en: 'You have accepted this invitation already; sign in and act.',
  },
  'invitation.withdrawn': {
    status: 409,
    zh: '这份邀请已被撤回，请与邀请您的单位联系。',
    en: 'This invitation was withdrawn; ask the organisation that invited you.',
  },
  'invitation.expired': {
    status: 409,
    zh: '这份邀请已过期，请让邀请您的单位重新发出。',
    en: 'This invitation has expired; ask the organisation to invite you again.',
  },
  'invitation.own': {
    status: 409,
    zh: '不能接受自己发出的邀请，请由另一位有权邀请的人发出。',
    en: 'You cannot accept an invitation of your own; have somebody else who may invite make one.',
  },
  'invitation.inviter-over': {
    status: 409,
    zh: '发出邀请的人现在已无权邀请，请让邀请您的单位重新发出。',
    en: 'Whoever made this invitation may not invite any more; ask the organisation to invite you again.',
  },
  'role.own-office': {
    status: 409,
    zh: '不能终止自己的管理办公室角色，请由另一位工作人员办理。',
    en: 'You cannot end your own office role; ask another officer.',
  },
  'delegation.over': {
    status: 403,
    zh: '这项委托尚未开始或已经结束，请切换回自己的角色。',
    en: 'This delegation has not begun or has ended; act in a role of your own again.',
  },
  'delegation.second-factor': {
    status: 403,
    zh: '代办的角色须启用动态验证码，请先在“个人设置”中绑定，再重新登录。',
    en: 'The role you act in needs a second factor; set it up under Profile and sign in again.',
  },
  'delegation.onward': {
    status: 409,
    zh: '受托人不能再转托。请切换回自己的角色。',
    en: 'What was handed to you cannot be handed on. Act in a role of your own first.',
  },
  'delegation.oneself': {
    status: 422,
    zh: '不能委托自己。',
    en: 'You cannot act for yourself by delegation.',
  },
  'delegation.past': {
    status: 422,
    zh: '结束日期不能早于今天。',
    en: 'The last day cannot be before today.',
  },
  'delegation.longer-than-role': {
    status: 422,
    zh: '您的角色到 {to} 为止，委托不能更长。',
    en: 'Your role ends on {to}; the delegation cannot last longer.',
  },
  'delegation.no-colleague': {
    status: 422,
    zh: '受托人须是本单位的账号：在该单位有角色，或者是该单位在职且有账号的人员。',
    en: 'The colleague must belong to the organisation: hold a role there, or work there and have an account.',
  },
  'delegation.already': {
    status: 409,
    zh: '这段时间内已委托此人，请先收回原来的委托。',
    en: 'This colleague acts for you in that time already; take the earlier delegation back first.',
  },
  'delegation.ended': { status: 409, zh: '这项委托已经结束。', en: 'This delegation has ended already.' },
  'sso.none': {
    status: 409,
    zh: '本系统没有接入统一身份认证。',
    en: 'Single sign-on is not set up here.',
  },
  'sso.unreachable': {
    status: 503,
    zh: '统一身份认证暂时连接不上，请用密码登录，或稍后再试。',
    en: 'The identity provider cannot be reached just now; sign in with your password, or try again later.',
  },
  'sso.declined': {
    status: 409,
    zh: '统一身份认证没有完成，请重试，或用密码登录。',
    en: 'You were not signed in at the identity provider; try again, or sign in with your password.',
  },
  'sso.refused': {
    status: 409,
    zh: '统一身份认证的答复未通过校验，没有登录。请重试；多次如此请告知管理办公室。',
    en: 'The answer of the identity provider could not be trusted, so you were not signed in. Try again; if it goes on, tell the programme office.',
  },
  'sso.stale': {
    status: 409,
    zh: '这次统一身份认证已过时，请重新开始。',
    en: 'This sign-in took too long or was begun elsewhere; begin again.',
  },
  'sso.unknown': {
    status: 409,
    zh: '该身份尚未绑定账号。请先用密码登录，在“个人设置”中绑定；或请管理办公室发送邀请。',
    en: 'This identity is not linked to an account. Sign in with your password and link it under Profile, or ask the programme office for an invitation.',
  },
  'sso.linked-elsewhere': {
    status: 409,
    zh: '该身份已绑定另一个账号。',
    en: 'This identity is linked to another account.',
  },
  'sso.linked-already': {
    status: 409,
    zh: '该账号已绑定统一身份认证；要更换，请先解除。',
    en: 'The account is linked already; unlink it first.',
  },
  'sso.invitation-over': {
    status: 409,
    zh: '邀请已使用或已过期，请管理办公室重新发送。',
    en: 'The invitation has been used or is over; ask the programme office for another.',
  },
})
