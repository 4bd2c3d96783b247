import { dayText } from './date-text.ts'
import { template } from './template.ts'

/** Codes and links that let somebody in, and what their use is told the owner by. */
export const signInMessages = {
  'sign-in-code': template<{ code: string; minutes: string }>({
    secret: true,
    zh: ({ code, minutes }) => ({
      subject: '登录验证码',
      text: `您的知新登录验证码是 ${code}，${minutes} 分钟内有效，只能使用一次。如非本人操作，请忽略。`,
    }),
    en: ({ code, minutes }) => ({
      subject: 'Your sign-in code',
      text: `Your Zhixin sign-in code is ${code}. It is valid for ${minutes} minutes and works once. If you did not ask for it, ignore this message.`,
    }),
  }),
  'registration-code': template<{ code: string; minutes: string }>({
    secret: true,
    zh: ({ code, minutes }) => ({
      subject: '注册验证码',
      text: `您的知新注册验证码是 ${code}，${minutes} 分钟内有效，只能使用一次。如非本人操作，请忽略，勿告诉他人。`,
    }),
    en: ({ code, minutes }) => ({
      subject: 'Your registration code',
      text: `Your Zhixin registration code is ${code}. It is valid for ${minutes} minutes and works once. If you did not ask for it, ignore this message and tell nobody the code.`,
    }),
  }),
  'password-reset-link': template<{ link: string; minutes: string }>({
    secret: true,
    zh: ({ link, minutes }) => ({
      subject: '重新设置密码',
      text: `请打开以下链接重新设置密码，${minutes} 分钟内有效，只能使用一次：\n\n${link}\n\n如非本人操作，请忽略本邮件，密码不会改变。`,
    }),
    en: ({ link, minutes }) => ({
      subject: 'Set a new password',
      text: `Open this link to set a new password. It is valid for ${minutes} minutes and works once:\n\n${link}\n\nIf you did not ask for it, ignore this message; your password stays as it is.`,
    }),
  }),
  'password-reset-code': template<{ code: string; minutes: string }>({
    secret: true,
    zh: ({ code, minutes }) => ({
      subject: '重新设置密码',
      text: `您的知新密码重置验证码是 ${code}，${minutes} 分钟内有效，只能使用一次。如非本人操作，请忽略。`,
    }),
    en: ({ code, minutes }) => ({
      subject: 'Set a new password',
      text: `Your Zhixin password reset code is ${code}. It is valid for ${minutes} minutes and works once. If you did not ask for it, ignore this message.`,
    }),
  }),
  'password-was-reset': template<{ day: string; time: string }>({
    zh: ({ day, time }) => ({
      subject: '您的密码已重新设置',
      text: `您的知新账号于${dayText(day, 'zh')} ${time} 重新设置了密码，所有设备已退出登录，接口密钥已作废。如非本人操作，请立即联系管理办公室。`,
    }),
    en: ({ day, time }) => ({
      subject: 'Your password was set anew',
      text: `The password of your Zhixin account was set anew on ${dayText(day, 'en')} at ${time}, all devices were signed out and its API keys ended. If that was not you, tell the programme office at once.`,
    }),
  }),
  'second-factor-off': template<{ day: string; time: string }>({
    zh: ({ day, time }) => ({
      subject: '您的动态验证码已停用',
      text: `您的知新账号于${dayText(day, 'zh')} ${time} 停用了动态验证码，其他设备已退出登录，接口密钥已作废。如非本人操作，请立即联系管理办公室。`,
    }),
    en: ({ day, time }) => ({
      subject: 'Your second factor was turned off',
      text: `The second factor of your Zhixin account was turned off on ${dayText(day, 'en')} at ${time}, other devices were signed out and its API keys ended. If that was not you, tell the programme office at once.`,
    }),
  }),
} as const
